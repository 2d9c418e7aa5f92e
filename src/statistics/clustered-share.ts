import { type Rate, wilson, Z95 } from '../kernel/index.ts'
import { halfWidth } from './student.ts'

/** What people count for in a share of events: `x` of the `y` events of each, as sums over them. */
export interface ShareSums {
  readonly num: number
  readonly den: number
  /** How many people have one of the `den`. */
  readonly people: number
  /** The sums of x * x, of x * y and of y * y. */
  readonly squares: number
  readonly products: number
  readonly denSquares: number
}

/**
 * A share of events with its 95 % interval over people, who are independent where what one of them lived several times is
 * not: Wilson's, of as many events as would tell as much if each were another person's. Of one person there is none.
 * The variance is that of the linearised ratio (W. G. Cochran, Sampling Techniques, 3rd edition (1977), 6.4), never below
 * that of independent events; where nothing or everything counts, people are taken to be wholly of one piece. Sources: E. L.
 * Korn and B. I. Graubard, Survey Methodology 24 (1998); C. Franco et al., J. Survey Statistics and Methodology 7 (2019).
 */
export const clusteredShare = ({ num, den, people, squares, products, denSquares }: ShareSums): Rate => {
  if (den === 0) return { value: null, num, den, n: den, low: null, high: null }
  const value = num / den
  if (people < 2) return { value, num, den, n: den, low: null, high: null }
  const independent = value * (1 - value) * den
  const clustered = ((squares - 2 * value * products + value * value * denSquares) * people) / (people - 1)
  const effect = independent > 0 ? Math.max(1, clustered / independent) : denSquares / den
  const telling = (den / effect) * (Z95 / halfWidth(people - 1)) ** 2
  const interval = wilson(num === den ? telling : value * telling, telling)
  return { value, num, den, n: den, low: interval?.low ?? null, high: interval?.high ?? null }
}
