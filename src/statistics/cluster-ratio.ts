import { Z95 } from '../kernel/index.ts'

/** A number with its 95 % interval; `null` where there is none, or it rests on fewer than two. */
export interface Estimate {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

/**
 * A ratio of sums over people, sum(num) / sum(den), with the interval of its linearisation: people are independent, what
 * one of them lived several times is not. Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), 6.4.
 */
export const ratioOf = (num: ArrayLike<number>, den: ArrayLike<number>): Estimate => {
  const n = num.length
  let [above, below] = [0, 0]
  for (let i = 0; i < n; i++) {
    above += num[i] ?? 0
    below += den[i] ?? 0
  }
  if (below === 0) return { value: null, low: null, high: null, n }
  const value = above / below
  if (n < 2) return { value, low: null, high: null, n }
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((num[i] ?? 0) - value * (den[i] ?? 0)) ** 2
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
  const total = (list: ArrayLike<number>) => {
    let sum = 0
    for (let i = 0; i < list.length; i++) sum += list[i] ?? 0
    return sum
  }
  const [below1, below2] = [total(a.den), total(b.den)]
  let squares = 0
  for (let i = 0; i < n; i++) {
    const pull1 = ((a.num[i] ?? 0) - one.value * (a.den[i] ?? 0)) / below1
    const pull2 = ((b.num[i] ?? 0) - two.value * (b.den[i] ?? 0)) / below2
    squares += (pull1 - pull2) ** 2
  }
  const spread = Z95 * Math.sqrt((squares * n) / (n - 1))
  return { value, low: value - spread, high: value + spread, n }
}
