import { Text } from '@mantine/core'
import { IconArrowsMove, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import type { Difference } from './use-revisions.ts'

const ICONS = { added: IconPlus, removed: IconMinus, moved: IconArrowsMove, changed: IconPencil } as const
const STRONGEST = ['added', 'removed', 'moved', 'changed'] as const

/** The mark of each stage and touchpoint: of several, the one that says most. */
export const marksOf = (differences: readonly Difference[]): ReadonlyMap<string, Difference['mark']> => {
  const marks = new Map<string, Difference['mark']>()
  for (const { kind, id, mark, path } of differences) {
    if (kind === 'map') continue
    const key = `${kind} ${id}`
    const before = marks.get(key)
    // What is inside a thing may come and go; the thing itself has changed.
    const mine = path.length > 2 && mark !== 'moved' ? 'changed' : mark
    if (before === undefined || STRONGEST.indexOf(mine) < STRONGEST.indexOf(before)) marks.set(key, mine)
  }
  return marks
}

const Marked = ({ mark, title, strong }: { mark: Difference['mark'] | undefined; title: string; strong?: boolean }) => {
  const { say } = useWords()
  const Icon = mark && ICONS[mark]
  return (
    <div className={`marked ${mark ?? ''} ${strong ? 'strong' : ''}`}>
      {Icon && <Icon size={14} aria-label={say(`revisions.mark.${mark}`)} />}
      <span>{title}</span>
    </div>
  )
}

interface Props {
  readonly name: string
  readonly map: JourneyMap
  readonly marks: ReadonlyMap<string, Difference['mark']>
}

/** A revision drawn small, stage by stage, with a mark on what differs from the other. */
export const MarkedMap = ({ name, map, marks }: Props) => {
  const { language } = useLanguage()
  return (
    <section className="marked-map card" aria-label={name}>
      <Text fw={660} mb="xs">
        {name}
      </Text>
      {map.stages.map((stage) => (
        <div key={stage.id} className="marked-stage">
          <Marked mark={marks.get(`stage ${stage.id}`)} title={tell(stage.title, language)} strong />
          {map.touchpoints
            .filter((touchpoint) => touchpoint.stage === stage.id)
            .map(({ id, title }) => (
              <Marked key={id} mark={marks.get(`touchpoint ${id}`)} title={tell(title, language)} />
            ))}
        </div>
      ))}
    </section>
  )
}
