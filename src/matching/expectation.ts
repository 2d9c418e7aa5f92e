import type { BlockingRule } from './blocking.ts'
import type { ScoredPair } from './clusters.ts'
import { EXACT, LEVELS } from './comparisons.ts'
import type { Weights } from './estimate.ts'
import { randomNumbers } from './random.ts'
import type { Records } from './records.ts'

const IMAGINED = 20_000
/** How often a trace of a value (its sound, its start) survives what made two values of one person differ so much. */
const SURVIVES: readonly number[] = [0, 0.1, 0.45, 0.6, 1]

/**
 * What share of the true pairs each rule brings together, and with the rules before it. True pairs are imagined from
 * what was learnt: each column filled as often as it is, and agreeing as matches were found to agree.
 */
export const expectedRecall = (
  { columns, ids }: Records,
  rules: readonly BlockingRule[],
  { m }: Weights,
): { readonly alone: number; readonly together: number }[] => {
  const next = randomNumbers(11)
  const chance = () => next() / 0x1_0000_0000
  const filled = columns.map(({ counts }) => 1 - (counts[0] ?? 0) / Math.max(1, ids.length))
  const [alone, together] = [rules.map(() => 0), rules.map(() => 0)]
  for (let pair = 0; pair < IMAGINED; pair++) {
    const spared = columns.map((_, c) => {
      if (chance() > (filled[c] ?? 0) ** 2) return [0, 0] as const
      let [rest, level] = [chance(), EXACT]
      for (let l = 0; l < LEVELS - 1; l++) {
        rest -= m[c]?.[l] ?? 0
        if (rest < 0) {
          level = l
          break
        }
      }
      return [level === EXACT ? 1 : 0, chance() < (SURVIVES[level] ?? 0) ? 1 : 0] as const
    })
    let met = false
    for (const [r, { columns: used, coarse }] of rules.entries()) {
      const caught = used.every((c, at) => spared[c]?.[coarse[at] ? 1 : 0] === 1)
      met ||= caught
      if (caught) alone[r] = (alone[r] ?? 0) + 1
      if (met) together[r] = (together[r] ?? 0) + 1
    }
  }
  return rules.map((_, r) => ({ alone: (alone[r] ?? 0) / IMAGINED, together: (together[r] ?? 0) / IMAGINED }))
}

/** What is to be expected of the pairs at and above a probability. */
export interface Expected {
  readonly threshold: number
  readonly pairs: number
  /** The share of them that are one person. */
  readonly precision: number
  /** The share of all pairs of one person that they are. */
  readonly recall: number
}

const THRESHOLDS = [0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999]

const massOf = (pairs: readonly ScoredPair[]): number => pairs.reduce((sum, { probability }) => sum + probability, 0)

/**
 * Precision and recall as the model itself expects them: no truth is asked for. `found` are the pairs of every
 * probability worth counting; `brought` is the share of true pairs that the rules bring together at all.
 */
export const expectations = (found: readonly ScoredPair[], brought: number): Expected[] => {
  const true_ = massOf(found) / Math.max(brought, 0.01)
  return THRESHOLDS.map((threshold) =>
    expectedOf(
      found.filter(({ probability }) => probability >= threshold),
      true_,
      threshold,
    ),
  )
}

/** The same of the pairs that are given in the end. */
export const expectedOf = (pairs: readonly ScoredPair[], truePairs: number, threshold: number): Expected => {
  const mass = massOf(pairs)
  return {
    threshold,
    pairs: pairs.length,
    precision: pairs.length === 0 ? 1 : mass / pairs.length,
    recall: truePairs < 0.5 ? 1 : Math.min(1, mass / truePairs),
  }
}
