import { normalTail, Z95 } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'

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
 * which everybody or nobody is exposed tell nothing.
 */
export const stratifiedDifference = (strata: readonly Stratum[]): { difference: Estimate; p: number } => {
  let [above, weight, p1, q1, surplus, variance, n] = [0, 0, 0, 0, 0, 0, 0]
  for (const { exposed: a, exposedYes: x, others: b, othersYes: y } of strata) {
    const all = a + b
    if (a === 0 || b === 0) continue
    n += all
    above += (x * b - y * a) / all
    weight += (a * b) / all
    p1 += (a * a * y - b * b * x + (a * b * (b - a)) / 2) / (all * all)
    q1 += (x * (b - y) + y * (a - x)) / (2 * all)
    const yes = x + y
    surplus += x - (a * yes) / all
    if (all > 1) variance += (a * b * yes * (all - yes)) / (all * all * (all - 1))
  }
  if (weight === 0) return { difference: { value: null, low: null, high: null, n }, p: 1 }
  const value = above / weight
  const spread = Z95 * Math.sqrt(Math.max(0, value * p1 + q1) / (weight * weight))
  return {
    difference: { value, low: value - spread, high: value + spread, n },
    p: variance === 0 ? 1 : normalTail(surplus / Math.sqrt(variance)),
  }
}
