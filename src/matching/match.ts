import { type BlockingRule, eachPair, possiblePairs, proposeRules } from './blocking.ts'
import { clustersOf, oneToOne, type ScoredPair } from './clusters.ts'
import { type Compare, comparisonOf, EXACT, LEVELS, MISSING, nameComparisons } from './comparisons.ts'
import {
  estimateLambda,
  estimateM,
  estimateTogether,
  estimateU,
  type Patterns,
  patternOf,
  startM,
  type Weights,
} from './estimate.ts'
import type { Role } from './normalise.ts'
import { randomNumbers } from './random.ts'
import type { Records } from './records.ts'

export interface MatchOptions {
  /** Pairs under this probability join no cluster by themselves. */
  readonly threshold: number
  /** At most so many pairs are compared per record, on average. */
  readonly pairsPerRecord?: number
}

export interface Matched {
  /** Every pair within a cluster. */
  readonly pairs: readonly ScoredPair[]
  /** The cluster of each record, numbered by its first member. */
  readonly clusters: Int32Array
  readonly rules: readonly BlockingRule[]
  readonly weights: Weights
  readonly compared: number
  /** Whether each record was linked at most once, because neither file repeats its own people. */
  readonly oneToOne: boolean
}

const RANDOM_PAIRS = 500_000
const TRAINING_PAIRS = 200_000
/** Below it, EM finds some other difference than match or not. */
const LEAST_PURITY = 0.4
/** Where someone lives, said several times: agreement counts once. */
const PLACES: ReadonlySet<Role> = new Set<Role>(['city', 'postcode', 'region'])

/**
 * Record linkage by Fellegi and Sunter's model: u from random pairs, m by EM per blocking rule, exact agreement weighed
 * by how common the value is, clusters that refuse chaining. Deterministic: the same records give the same answer.
 */
export const match = (records: Records, options: MatchOptions): Matched => {
  const size = records.ids.length
  const rules = proposeRules(records, size * (options.pairsPerRecord ?? (size > 100_000 ? 24 : 120)))
  const comparisons = comparisonsOf(records)
  const { weights, compared } = learnWeights(records, rules, comparisons)
  const score = scorer(records, comparisons, weights)
  const found: ScoredPair[] = []
  eachPair(records, rules, (_, i, j) => {
    const probability = score(i, j, options.threshold)
    if (probability >= options.threshold) found.push({ i, j, probability })
  })
  const single = records.split !== undefined && linkedOnce(found)
  const linked = single ? oneToOne(found) : found
  const clusters = clustersOf(size, linked, options.threshold, score)
  return {
    pairs: pairsWithin(clusters, records.split, score),
    clusters,
    rules,
    weights,
    compared,
    oneToOne: single,
  }
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

const comparisonsOf = ({ columns }: Records): Compare[] => {
  const given = columns.find(({ role }) => role === 'given-name')
  const surname = columns.find(({ role }) => role === 'surname')
  const names = given && surname && nameComparisons(given, surname)
  return columns.map((column) =>
    names && column === given ? names.given : names && column === surname ? names.surname : comparisonOf(column),
  )
}

const learnWeights = (records: Records, rules: readonly BlockingRule[], comparisons: readonly Compare[]) => {
  const union = patternsOf(records, rules, comparisons)
  const compared = rules.reduce((sum, { pairs }) => sum + pairs, 0)
  if (possiblePairs(records) <= RANDOM_PAIRS) return { weights: learnFromAll(records, comparisons), compared }
  // A rule is learnt from on all its pairs, not only on those that no rule before it brings together.
  const lessons = rules
    .filter(({ purity }) => purity >= LEAST_PURITY)
    .map((rule) => ({
      purity: rule.purity,
      columns: fixedBy(rule, records),
      counts: patternsOf(records, [rule], comparisons),
    }))
  return { weights: converge(lessons, union, randomLevels(records, comparisons), possiblePairs(records)), compared }
}

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
  return estimateTogether(counts, comparisons.length, 1 / (ids.length + 1))
}

/** u needs m (to leave out the matches met by chance) and m needs u: three turns settle both. */
const converge = (
  lessons: readonly Patterns[],
  union: ReadonlyMap<number, number>,
  random: readonly Float64Array[],
  possible: number,
): Weights => {
  let u = estimateU(random, undefined, 0)
  let m = estimateM(lessons, u, startM(u.length))
  let lambda = estimateLambda(union, m, u, possible)
  for (let turn = 0; turn < 3; turn++) {
    u = estimateU(random, m, lambda)
    m = estimateM(lessons, u, m)
    lambda = estimateLambda(union, m, u, possible)
  }
  return { m, u, lambda }
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

/** The probability that two records are one person; 0 as soon as it cannot reach `atLeast` any more. */
type Score = (i: number, j: number, atLeast?: number) => number

const scorer = (records: Records, comparisons: readonly Compare[], { m, u, lambda }: Weights): Score => {
  const size = records.ids.length
  const prior = Math.log(lambda / (1 - lambda))
  const columns = records.columns.map((column, c) => {
    const logs = Float64Array.from({ length: LEVELS }, (_, l) => Math.log((m[c]?.[l] ?? 1) / (u[c]?.[l] ?? 1)))
    // Exact agreement on a rare value says more than on a common one: u becomes the value's own frequency.
    const filled = Math.max(size - (column.counts[0] ?? 0), 2)
    const exact = Float64Array.from(column.counts, (count) =>
      Math.log(((m[c]?.[EXACT] ?? 1) * filled) / Math.max(count, 2)),
    )
    const most = Math.max(0, ...logs, Math.log(((m[c]?.[EXACT] ?? 1) * filled) / 2))
    return {
      compare: comparisons[c] ?? (() => MISSING),
      codes: column.codes,
      logs,
      exact,
      most,
      place: PLACES.has(column.role),
    }
  })
  // The columns that can say most come first, so that most pairs are given up after a few.
  columns.sort((a, b) => b.most - a.most)
  const reachable = columns.map((_, c) => columns.slice(c + 1).reduce((sum, { most }) => sum + most, 0))
  return (i, j, atLeast = 0) => {
    const needed = atLeast > 0 ? Math.log(atLeast / (1 - atLeast)) : Number.NEGATIVE_INFINITY
    let weight = prior
    let place = 0
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      if (!column) break
      const level = column.compare(i, j)
      if (level === MISSING) continue
      let mine = level === EXACT ? (column.exact[column.codes[i] ?? 0] ?? 0) : (column.logs[level] ?? 0)
      if (column.place && mine > 0) {
        const more = Math.max(0, mine - place)
        place += more
        mine = more
      }
      weight += mine
      if (weight + (reachable[c] ?? 0) < needed) return 0
    }
    return 1 / (1 + Math.exp(-weight))
  }
}
