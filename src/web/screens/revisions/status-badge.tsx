import { Badge } from '@mantine/core'
import type { MapStatus } from '../../../maps/index.ts'
import { useWords } from '../../words/language.tsx'

const COLOURS = { draft: 'gray', in_review: 'yellow', approved: 'teal', archived: 'gray' } as const

/** Where a revision stands, in a word. */
export const StatusBadge = ({ status }: { readonly status: MapStatus }) => {
  const { say } = useWords()
  return (
    <Badge
      variant={status === 'archived' ? 'outline' : 'light'}
      color={COLOURS[status]}
      styles={{
        root: { textTransform: 'none', minWidth: 'max-content', flex: 'none' },
        label: { color: 'var(--ink)' },
      }}
    >
      {say(`status.${status}`)}
    </Badge>
  )
}
