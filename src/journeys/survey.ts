import { decimal } from '../events/index.ts'
import { METRICS, type Metric, onScale } from '../feedback/index.ts'
import { NONE, UNKNOWN } from './cases.ts'
import { SURVEY } from './recogniser.ts'

/** The answer that an event gives, coded as in `JourneyTable`. */
export interface Answer {
  readonly score: number
  readonly metric: number
  readonly about: number
}

const NO_ANSWER: Answer = { score: Number.NaN, metric: 255, about: NONE }

/** Reads the answer to a survey: a score on its metric's scale, and the touchpoint that it is about where it names one. */
export const answerOf = (
  event: string,
  property: (name: string) => string | undefined,
  touchpoints: readonly { readonly id: string }[],
): Answer => {
  if (event !== SURVEY) return NO_ANSWER
  const metric = METRICS.indexOf(property('metric') as Metric)
  const text = property('score')
  const score = decimal(text ?? '')
  const named = METRICS[metric]
  if (named === undefined || !onScale(named, score)) return NO_ANSWER
  const about = property('touchpoint')
  if (about === undefined || about === '') return { score, metric, about: NONE }
  const at = touchpoints.findIndex(({ id }) => id === about)
  return { score, metric, about: at === -1 ? UNKNOWN : at }
}
