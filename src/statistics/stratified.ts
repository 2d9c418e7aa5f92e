import { normalTail, Z95 } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'
import { sumOver } from './sum.ts'

/** A stratum: exposed and not, and how many of each had the outcome. */
export interface Stratum {
  readonly exposed: number
  readonly exposedYes: number
  readonly others: number
  readonly othersYes: number
}

/**
 * The difference of two rates over strata by Mantel and Haenszel, with Sato's interval; p by the test of Cochran, Mantel
 * and Haenszel. Sources: S. Greenland and J. M. Robins, Biometrics 41 (1985); T. Sato, Biometrics 45 (1989). Strata in
 * which everybody or nobody is exposed tell nothing. Where one person counts several times, `crossed` is what two of their own
 * residuals make multiplied, summed: it widens both, as for ratios over people (W. G. Cochran, Sampling Techniques, 1977, 6.4).
 */
export const stratifiedDifference = (strata: readonly Stratum[], crossed = 0): { difference: Estimate; p: number } => {
  const telling = strata.filter(({ exposed, others }) => exposed > 0 && others > 0)
  const sum = (of: (stratum: Stratum, all: number) => number): number =>
    sumOver(telling.length, (place) => {
      const stratum = telling[place]
      return stratum ? of(stratum, stratum.exposed + stratum.others) : 0
    })
  const n = sum((_, all) => all)
  const above = sum(({ exposed: a, exposedYes: x, others: b, othersYes: y }, all) => (x * b - y * a) / all)
  const weight = sum(({ exposed: a, others: b }, all) => (a * b) / all)
  if (weight === 0) return { difference: { value: null, low: null, high: null, n }, p: 1 }
  const p1 = sum(
    ({ exposed: a, exposedYes: x, others: b, othersYes: y }, all) =>
      (a * a * y - b * b * x + (a * b * (b - a)) / 2) / (all * all),
  )
  const q1 = sum(
    ({ exposed: a, exposedYes: x, others: b, othersYes: y }, all) => (x * (b - y) + y * (a - x)) / (2 * all),
  )
  const surplus = sum(({ exposed: a, exposedYes: x, othersYes: y }, all) => x - (a * (x + y)) / all)
  const variance = sum(({ exposed: a, exposedYes: x, others: b, othersYes: y }, all) =>
    all > 1 ? (a * b * (x + y) * (all - x - y)) / (all * all * (all - 1)) : 0,
  )
  // Never less than of independent ones.
  const effect = variance > 0 ? Math.max(1, 1 + crossed / variance) : 1
  const value = above / weight
  const spread = Z95 * Math.sqrt((Math.max(0, value * p1 + q1) * effect) / (weight * weight))
  return {
    difference: { value, low: value - spread, high: value + spread, n },
    p: variance === 0 ? 1 : normalTail(surplus / Math.sqrt(variance * effect)),
  }
}
