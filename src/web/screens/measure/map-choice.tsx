import { Select } from '@mantine/core'
import { useWords } from '../../words/language.tsx'
import { usePortfolio } from '../maps/use-portfolio.ts'
import type { Description } from './description.ts'
import { type Question, RAW } from './question.ts'

interface ChoiceProps {
  readonly of: Description<unknown>['of']
  readonly question: Question
  readonly restart: (map: string) => void
}

/** Through which map events are named, or events as they are. */
export const MapChoice = ({ of, question, restart }: ChoiceProps) => {
  const { say } = useWords()
  const maps = usePortfolio()
  const chosen = String(question.map ?? RAW)
  const known = (maps.data ?? []).map(({ id, title }) => ({ value: id, label: title }))
  // A map that is not (any longer) there is named as it was asked for.
  const gone = maps.data && chosen !== RAW && !known.some(({ value }) => value === chosen)
  const data = [
    ...known,
    ...(gone ? [{ value: chosen, label: chosen }] : []),
    ...(of === 'either' ? [{ value: RAW, label: say('measure.raw') }] : []),
  ]
  return (
    <Select
      size="xs"
      w={230}
      allowDeselect={false}
      aria-label={say('measure.through')}
      data={data}
      value={chosen}
      onChange={(next) => restart(next ?? RAW)}
    />
  )
}
