import { quantileOf, Z95 } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'

/**
 * The median of some values, in any order, which it puts in another, between two order statistics that hold it in 95 % of
 * samples whatever they are drawn from (W. J. Conover, Practical Nonparametric Statistics, 3rd edition (1999), 3.2). No
 * interval where so few values have none.
 */
export const medianOf = (values: Float64Array): Estimate => {
  const n = values.length
  const value = quantileOf(values, 0.5)
  if (value === null || n < 6) return { value, low: null, high: null, n }
  const below = n <= EXACT ? exactRank(n) : Math.floor((n - Z95 * Math.sqrt(n)) / 2)
  const place = (rank: number) => quantileOf(values, (rank - 1) / (n - 1))
  return { value, low: place(below), high: place(n + 1 - below), n }
}

const EXACT = 200

/** The largest rank r with P(B < r) at most 2.5 %, where B is how many of n fall below the median. */
const exactRank = (n: number): number => {
  let probability = 0.5 ** n
  let sum = 0
  for (let k = 0; ; k++) {
    sum += probability
    if (sum > 0.025) return k
    probability *= (n - k) / (k + 1)
  }
}
