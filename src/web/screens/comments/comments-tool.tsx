import { IconMessageCircle } from '@tabler/icons-react'
import { Tool } from '../../kit/tool.tsx'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'
import type { ToolProps } from '../journeys/view-props.ts'
import { useThreads } from './use-comments.ts'

/** Opens what people say about the map, with how many threads are open. */
export const CommentsTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  const threads = useThreads(id)
  const open = threads.data?.filter(({ resolved }) => !resolved).length ?? 0
  const shown = aside?.startsWith('comments') ?? false
  return (
    <Tool
      icon={IconMessageCircle}
      name={say('comments.title')}
      count={open}
      pressed={shown}
      go={() => (shown ? close() : show('comments'))}
    />
  )
}
