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

/** Nothing of anybody. */
const EMPTY: ShareSums = { num: 0, den: 0, people: 0, squares: 0, products: 0, denSquares: 0 }

/** Cases in the order of whose they are, each with what it is counted as, and among what: -1 for nothing. */
export interface PeoplesCases {
  readonly people: ArrayLike<number>
  label(c: number): number
  /** All of one label are within the same. */
  within(c: number): number
}

/** The shares of cases that bear each label, of those among which they are counted, over people who have several each. */
export const sharesOver = ({ people, label, within }: PeoplesCases): ((label: number) => Rate) => {
  const [found, among, whereOf] = [
    new Map<number, { num: number; squares: number; products: number }>(),
    new Map<number, { den: number; people: number; denSquares: number }>(),
    new Map<number, number>(),
  ]
  const [mine, all] = [new Map<number, number>(), new Map<number, number>()]
  const close = (): void => {
    for (const [name, own] of mine) {
      const sums = found.get(name) ?? { num: 0, squares: 0, products: 0 }
      if (sums.num === 0) found.set(name, sums)
      sums.num += own
      sums.squares += own * own
      sums.products += own * (all.get(whereOf.get(name) ?? -1) ?? 0)
    }
    for (const [where, own] of all) {
      const sums = among.get(where) ?? { den: 0, people: 0, denSquares: 0 }
      if (sums.den === 0) among.set(where, sums)
      sums.den += own
      sums.people++
      sums.denSquares += own * own
    }
    mine.clear()
    all.clear()
  }
  for (let c = 0; c < people.length; c++) {
    if (c > 0 && people[c] !== people[c - 1]) close()
    const where = within(c)
    if (where < 0) continue
    all.set(where, (all.get(where) ?? 0) + 1)
    const name = label(c)
    if (name < 0) continue
    if (!whereOf.has(name)) whereOf.set(name, where)
    mine.set(name, (mine.get(name) ?? 0) + 1)
  }
  close()
  return (name) => {
    const sums = among.get(whereOf.get(name) ?? (among.size === 1 ? ([...among.keys()][0] ?? -1) : -1))
    return clusteredShare({ ...EMPTY, ...sums, ...found.get(name) })
  }
}

/** What one share rests on, of a single label: sums that parts add up. */
export const shareSums = ({ people, label, within }: PeoplesCases): ShareSums => {
  const sums = { num: 0, den: 0, people: 0, squares: 0, products: 0, denSquares: 0 }
  let [x, y] = [0, 0]
  const close = (): void => {
    sums.num += x
    sums.den += y
    sums.people += y > 0 ? 1 : 0
    sums.squares += x * x
    sums.products += x * y
    sums.denSquares += y * y
    x = 0
    y = 0
  }
  for (let c = 0; c < people.length; c++) {
    if (c > 0 && people[c] !== people[c - 1]) close()
    if (within(c) < 0) continue
    y++
    if (label(c) >= 0) x++
  }
  close()
  return sums
}

/** The sums of parts of whole people. */
export const addedShares = (parts: readonly ShareSums[]): ShareSums =>
  parts.reduce(
    (all, one) => ({
      num: all.num + one.num,
      den: all.den + one.den,
      people: all.people + one.people,
      squares: all.squares + one.squares,
      products: all.products + one.products,
      denSquares: all.denSquares + one.denSquares,
    }),
    EMPTY,
  )
