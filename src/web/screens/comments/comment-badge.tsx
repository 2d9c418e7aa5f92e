import { UnstyledButton } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import type { Anchor } from '../../../comments/index.ts'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'
import { useThreads } from './use-comments.ts'
import './comments.css'

/** How many open threads a thing of the map has; opens them. Where there are none, only as a way to begin one. */
export const CommentBadge = ({ map, anchor }: { readonly map: string; readonly anchor: Anchor }) => {
  const { say } = useWords()
  const { show } = useAside()
  const threads = useThreads(map)
  const count = threads.data?.filter((thread) => thread.anchor === anchor && !thread.resolved).length ?? 0
  return (
    <UnstyledButton
      component="button"
      className={count === 0 ? 'comment-badge none' : 'comment-badge'}
      aria-label={count === 0 ? say('comments.badge.none') : say('comments.badge', { count })}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        show(`comments:${anchor}`)
      }}
    >
      <IconMessageCircle size={14} aria-hidden />
      {count > 0 && count}
    </UnstyledButton>
  )
}
