import { useValues } from '../journeys/filter-bar/use-vocabulary.ts'
import type { Description } from './description.ts'
import type { Question } from './question.ts'

/** The currency of the amounts of an answer, where their events name one and the same; none where it tells no amount. */
export const useCurrency = (one: Description<unknown> | undefined, question: Question): string | undefined => {
  const event = one?.priced?.(question)
  const [currency, ...others] = useValues(event === undefined ? '' : 'currency', '', event)
  return others.length === 0 ? currency : undefined
}
