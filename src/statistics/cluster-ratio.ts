import { Z95 } from '../kernel/index.ts'
import { sumOver } from './sum.ts'

/** A number with its 95 % interval; `null` where there is none, or it rests on fewer than two. */
export interface Estimate {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

const total = (list: ArrayLike<number>): number => sumOver(list.length, (i) => list[i] ?? 0)

/**
 * A ratio of sums over people, sum(num) / sum(den), with the interval of its linearisation: people are independent, what
 * one of them lived several times is not. Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), 6.4.
 */
export const ratioOf = (num: ArrayLike<number>, den: ArrayLike<number>): Estimate => {
  const n = num.length
  const [above, below] = [total(num), total(den)]
  if (below === 0) return { value: null, low: null, high: null, n }
  const value = above / below
  if (n < 2) return { value, low: null, high: null, n }
  const squares = sumOver(n, (i) => ((num[i] ?? 0) - value * (den[i] ?? 0)) ** 2)
  const spread = (Z95 * Math.sqrt((squares * n) / (n - 1))) / below
  return { value, low: value - spread, high: value + spread, n }
}

/** The difference of two such ratios over the same people, paired person by person. */
export const pairedDifference = (
  a: { readonly num: ArrayLike<number>; readonly den: ArrayLike<number> },
  b: { readonly num: ArrayLike<number>; readonly den: ArrayLike<number> },
): Estimate => {
  const n = a.num.length
  const [one, two] = [ratioOf(a.num, a.den), ratioOf(b.num, b.den)]
  if (one.value === null || two.value === null) return { value: null, low: null, high: null, n }
  const value = one.value - two.value
  if (n < 2) return { value, low: null, high: null, n }
  const [below1, below2] = [total(a.den), total(b.den)]
  const [first, second] = [one.value, two.value]
  const squares = sumOver(n, (i) => {
    const pull1 = ((a.num[i] ?? 0) - first * (a.den[i] ?? 0)) / below1
    const pull2 = ((b.num[i] ?? 0) - second * (b.den[i] ?? 0)) / below2
    return (pull1 - pull2) ** 2
  })
  const spread = Z95 * Math.sqrt((squares * n) / (n - 1))
  return { value, low: value - spread, high: value + spread, n }
}
