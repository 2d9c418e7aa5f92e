import { quantile, valuesAt, Z95 } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'

/**
 * The median of some values, in any order, which it puts in another, between two order statistics that hold it in 95 % of
 * samples whatever they are drawn from (W. J. Conover, Practical Nonparametric Statistics, 3rd edition (1999), 3.2). No
 * interval where so few values have none.
 */
export const medianOf = (values: Float64Array): Estimate => {
  const n = values.length
  return medianAmid(n, n === 0 ? [] : valuesAt(values, medianPlaces(n)))
}

/** Which of `n` values in ascending order, counted from 0, are all that their median and its interval take: two for each. */
export const medianPlaces = (n: number): readonly number[] =>
  medianShares(n).flatMap((p) => {
    const below = Math.floor((n - 1) * p)
    return [below, Math.min(below + 1, n - 1)]
  })

/** The median of `n` values of which only those at its places are known: to the last bit what all of them say. */
export const medianAmid = (n: number, known: readonly number[]): Estimate => {
  const [value = null, low = null, high = null] = medianShares(n).map((p, i) => {
    const [under = 0, over = under] = known.slice(2 * i)
    const rank = (n - 1) * p
    return under + (rank - Math.floor(rank)) * (over - under)
  })
  return { value, low, high, n }
}

/** At which shares of `n` values their median lies, and the ends of its interval. */
export const medianShares = (n: number): readonly number[] => {
  if (n === 0) return []
  if (n < 6) return [0.5]
  const below = n <= EXACT ? exactRank(n) : Math.floor((n - Z95 * Math.sqrt(n)) / 2)
  return [0.5, (below - 1) / (n - 1), (n - below) / (n - 1)]
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

/**
 * A quantile of values in ascending order (type 7), between two order statistics that hold it in about 95 % of samples (Conover,
 * 3.2, by the normal approximation). No end where so few values have none.
 */
export const quantileOfSorted = (sorted: Float64Array, p: number): Estimate => {
  const n = sorted.length
  const around = Z95 * Math.sqrt(n * p * (1 - p))
  const [below, above] = [Math.floor(n * p - around), Math.ceil(n * p + around)]
  return {
    value: quantile(sorted, p),
    low: below < 1 ? null : (sorted[below - 1] ?? null),
    high: above > n ? null : (sorted[above - 1] ?? null),
    n,
  }
}
