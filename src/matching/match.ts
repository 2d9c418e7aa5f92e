import { type BlockingRule, possiblePairs, proposeRules } from './blocking.ts'
import { clustersOf, oneToOne, type ScoredPair } from './clusters.ts'
import { LEVELS, MISSING } from './comparisons.ts'
import { estimateByRules, estimateTogether, patternOf, type Weights } from './estimate.ts'
import { type Expected, expectations, expectedOf, expectedRecall } from './expectation.ts'
import { type Shared, sharedBy } from './homes.ts'
import { type Compare, comparisonsOf } from './levels.ts'
import { eachPair } from './pairs.ts'
import { randomNumbers } from './random.ts'
import type { Records } from './records.ts'
import { PLACES, type Score, scorer } from './scoring.ts'

export interface MatchOptions {
  /** Pairs under this probability join no cluster by themselves. */
  readonly threshold: number
  /** At most so many pairs are compared per record, on average. */
  readonly pairsPerRecord?: number
  /** In place of the rules that the records propose. */
  readonly rules?: readonly BlockingRule[]
}

export interface Matched {
  /** Every pair within a cluster. */
  readonly pairs: readonly ScoredPair[]
  /** The cluster of each record, numbered by its first member. */
  readonly clusters: Int32Array
  readonly rules: readonly (BlockingRule & { readonly alone: number; readonly together: number })[]
  readonly weights: Weights
  readonly compared: number
  /** Whether each record was linked at most once, because neither file repeats its own people. */
  readonly oneToOne: boolean
  /** What to expect of the answer, as the model sees it, and of other thresholds. */
  readonly expected: Expected
  readonly thresholds: readonly Expected[]
}

const RANDOM_PAIRS = 500_000
const TRAINING_PAIRS = 200_000
/** Less likely pairs are not worth counting. */
const WORTH_COUNTING = 0.05

/**
 * Record linkage by Fellegi and Sunter's model: u from random pairs, m by EM over the pairs of the blocking rules, exact
 * agreement weighed by how common the value is, clusters that refuse chaining. Deterministic: the same records give the
 * same answer.
 */
export const match = (records: Records, options: MatchOptions): Matched => {
  const { threshold } = options
  const { rules, comparisons, weights, compared } = learnFrom(records, options)
  const score = scorer(records, comparisons, weights)
  const seen: ScoredPair[] = []
  const least = Math.min(threshold, WORTH_COUNTING)
  eachPair(records, rules, (_, i, j) => {
    const probability = score(i, j, least)
    if (probability >= least) seen.push({ i, j, probability })
  })
  const found = seen.filter(({ probability }) => probability >= threshold)
  const single = records.split !== undefined && linkedOnce(found)
  const linked = single ? oneToOne(found) : found
  const clusters = clustersOf(records.ids.length, linked, threshold, score)
  const pairs = pairsWithin(clusters, records.split, score)
  const recall = expectedRecall(records, rules, weights)
  const brought = recall.at(-1)?.together ?? 1
  const counted = single ? oneToOne(seen) : seen
  return {
    pairs,
    clusters,
    rules: rules.map((rule, r) => ({ ...rule, ...(recall[r] ?? { alone: 0, together: 0 }) })),
    weights,
    compared,
    oneToOne: single,
    expected: expectedOf(pairs, massOf(counted) / Math.max(brought, 0.01), threshold),
    thresholds: expectations(counted, brought),
  }
}

const massOf = (pairs: readonly ScoredPair[]): number => pairs.reduce((sum, { probability }) => sum + probability, 0)

/** The rules and the weights of some records: what matching knows of them before it looks at any pair for its answer. */
export const learnFrom = (records: Records, { pairsPerRecord, rules: given }: Omit<MatchOptions, 'threshold'>) => {
  const size = records.ids.length
  const rules = given ?? proposeRules(records, size * (pairsPerRecord ?? (size > 100_000 ? 24 : 120)))
  const comparisons = comparisonsOf(records)
  return { rules, comparisons, ...learnWeights(records, rules, comparisons) }
}

/** Every pair of records of one cluster (of the two files, where two are linked), in the order of the records. */
const pairsWithin = (clusters: Int32Array, split: number | undefined, score: Score): ScoredPair[] => {
  const members = new Map<number, number[]>()
  for (const [record, cluster] of clusters.entries()) {
    const known = members.get(cluster)
    if (known) known.push(record)
    else members.set(cluster, [record])
  }
  const pairs: ScoredPair[] = []
  for (const group of members.values())
    for (const [at, i] of group.entries())
      for (const j of group.slice(at + 1))
        if (split === undefined || i < split !== j < split) pairs.push({ i, j, probability: score(i, j) })
  return pairs.sort((a, b) => a.i - b.i || a.j - b.j)
}

/** Two files that do not repeat their own people: hardly any record has two almost certain partners. */
const linkedOnce = (pairs: readonly ScoredPair[]): boolean => {
  const partners = new Map<number, number>()
  for (const { i, j, probability } of pairs) {
    if (probability < 0.99) continue
    partners.set(i, (partners.get(i) ?? 0) + 1)
    partners.set(j, (partners.get(j) ?? 0) + 1)
  }
  let several = 0
  for (const count of partners.values()) if (count > 1) several++
  return several <= partners.size * 0.02
}

const learnWeights = (records: Records, rules: readonly BlockingRule[], comparisons: readonly Compare[]) => {
  const compared = rules.reduce((sum, { pairs }) => sum + pairs, 0)
  if (possiblePairs(records) <= RANDOM_PAIRS) return { weights: learnFromAll(records, comparisons), compared }
  const union = patternsOf(records, rules, comparisons)
  // A rule is learnt from on all its pairs, not only on those that no rule before it brings together.
  const lessons = rules.map((rule) => ({
    columns: fixedBy(rule, records),
    counts: patternsOf(records, [rule], comparisons),
  }))
  const random = randomLevels(records, comparisons)
  return { weights: estimateByRules(lessons, union, random, sharedIn(records), possiblePairs(records)), compared }
}

const sharedIn = ({ columns }: Records): Shared[] => columns.map(({ role }) => sharedBy(role))

/** The columns that a rule makes agree, and with one place (a town) the others that follow from it (its postcode). */
const fixedBy = ({ columns }: BlockingRule, records: Records): number[] => {
  const isPlace = (column: number) => PLACES.has(records.columns[column]?.role ?? 'text')
  const places = columns.some(isPlace) ? records.columns.map((_, c) => c).filter(isPlace) : []
  return [...columns, ...places]
}

/** How often each pattern of levels occurs among the pairs of some rules, from an even sample of them. */
const patternsOf = (records: Records, rules: readonly BlockingRule[], comparisons: readonly Compare[]) => {
  const counts = new Map<number, number>()
  const levels = new Uint8Array(comparisons.length)
  const every = Math.max(1, Math.ceil(rules.reduce((sum, { pairs }) => sum + pairs, 0) / TRAINING_PAIRS))
  let met = 0
  eachPair(records, rules, (_, i, j) => {
    if (met++ % every !== 0) return
    for (let c = 0; c < comparisons.length; c++) levels[c] = comparisons[c]?.(i, j) ?? MISSING
    const pattern = patternOf(levels)
    counts.set(pattern, (counts.get(pattern) ?? 0) + every)
  })
  return counts
}

/** Few records: every pair is looked at, and nothing is left to sampling. */
const learnFromAll = (records: Records, comparisons: readonly Compare[]): Weights => {
  const { split, ids } = records
  const counts = new Map<number, number>()
  const levels = new Uint8Array(comparisons.length)
  for (let i = 0; i < (split ?? ids.length); i++)
    for (let j = split ?? i + 1; j < ids.length; j++) {
      for (let c = 0; c < comparisons.length; c++) levels[c] = comparisons[c]?.(i, j) ?? MISSING
      const pattern = patternOf(levels)
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
    }
  return estimateTogether(counts, sharedIn(records), 1 / (ids.length + 1))
}

const randomLevels = (records: Records, comparisons: readonly Compare[]): Float64Array[] => {
  const { split, ids } = records
  const counts = comparisons.map(() => new Float64Array(LEVELS))
  const count = (i: number, j: number) => {
    for (let c = 0; c < comparisons.length; c++) {
      const level = comparisons[c]?.(i, j) ?? MISSING
      const sums = counts[c]
      if (sums && level !== MISSING) sums[level] = (sums[level] ?? 0) + 1
    }
  }
  const next = randomNumbers(1)
  for (let drawn = 0; drawn < RANDOM_PAIRS; drawn++) {
    const i = next() % (split ?? ids.length)
    const j = split === undefined ? next() % ids.length : split + (next() % (ids.length - split))
    if (i !== j) count(i, j)
  }
  return counts
}
