import { Stack, Text } from '@mantine/core'
import { IconArrowsMove, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import type { Difference } from './use-revisions.ts'
import './revisions.css'

const ICONS = { added: IconPlus, removed: IconMinus, moved: IconArrowsMove, changed: IconPencil } as const

/** One thing of the map with all that became of it. */
interface Group {
  readonly key: string
  readonly title: string
  readonly kind: Difference['kind']
  readonly differences: readonly Difference[]
}

/** Differences by the thing that they are about, in the order in which things first come. */
const grouped = (differences: readonly Difference[]): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const difference of differences) {
    const { kind, id, title } = difference
    const key = `${kind} ${id}`
    const before = groups.get(key)
    groups.set(key, { key, title, kind, differences: [...(before?.differences ?? []), difference] })
  }
  return [...groups.values()]
}

/** What changed from one revision to another, thing by thing, in words. */
export const DifferenceList = ({ differences }: { readonly differences: readonly Difference[] }) => {
  const { say } = useWords()
  if (differences.length === 0) return <Text className="quiet">{say('revisions.same')}</Text>
  return (
    <Stack gap="sm" component="ul" className="differences">
      {grouped(differences).map(({ key, title, kind, differences: mine }) => (
        <li key={key}>
          <Text size="sm" fw={640}>
            {title}{' '}
            <Text span size="xs" className="quiet" fw={400}>
              {say(`revisions.kind.${kind}`)}
            </Text>
          </Text>
          {mine.map(({ mark, path, words }) => {
            const Icon = ICONS[mark]
            return (
              <div key={path.join('/')} className={`difference ${mark}`}>
                <Icon size={14} aria-label={say(`revisions.mark.${mark}`)} />
                <span>{words}</span>
              </div>
            )
          })}
        </li>
      ))}
    </Stack>
  )
}
