import { tell } from '../../../../kernel/index.ts'
import { useEventName } from '../../../words/event-name.tsx'
import { useWords } from '../../../words/language.tsx'
import type { Telling } from '../use-telling.ts'

interface Choices {
  readonly group: string
  readonly items: { value: string; label: string }[]
}

/** What can be a step: the touchpoints of the map by stage, then the events that it does not foresee. */
export const useEventChoices = ({ map, language }: Telling, events: readonly string[]): Choices[] => {
  const { say } = useWords()
  const named = useEventName()
  const stages = map.stages.map(({ id, title }) => ({
    group: tell(title, language),
    items: map.touchpoints
      .filter(({ stage }) => stage === id)
      .map((one) => ({ value: one.id, label: tell(one.title, language) })),
  }))
  const known = new Set(map.touchpoints.map(({ id }) => id))
  const raw = events.filter((name) => !known.has(name)).map((name) => ({ value: name, label: named(name) }))
  return [
    ...stages.filter(({ items }) => items.length > 0),
    { group: say(map.touchpoints.length > 0 ? 'measure.offmap' : 'measure.events'), items: raw },
  ]
}
