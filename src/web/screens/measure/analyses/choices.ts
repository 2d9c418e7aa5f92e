import type { Ground } from '../description.ts'
import type { Field } from '../question.ts'

/** The calendar of an answer by period. */
export const calendarField = (usual: 'day' | 'week' | 'month'): Field => ({
  kind: 'choice',
  name: 'calendar',
  label: 'measure.calendar',
  usual,
  choices: [
    { value: 'day', label: 'measure.calendar.day' },
    { value: 'week', label: 'measure.calendar.week' },
    { value: 'month', label: 'measure.calendar.month' },
  ],
})

/** What a case is. */
export const casesField: Field = { kind: 'cases', name: 'cases', label: 'measure.cases' }

/** What a map calls success, by the name under which its events are read: its touchpoint's, where one foresees it. */
export const successOf = ({ map, lived, events }: Ground): string | undefined => {
  const named = [map?.perimeter?.success?.event].flat()[0]
  if (named === undefined) return undefined
  const foreseen = map?.touchpoints.find(({ match = [] }) => match.some(({ event }) => [event].flat().includes(named)))
  const many = lived?.touchpoints.find(({ id }) => id === foreseen?.id)?.instances ?? 0
  if (foreseen && many > 0) return foreseen.id
  return events.includes(named) ? named : undefined
}
