import { type Belief, beliefOf, PLACES } from './beliefs.ts'
import { type BlockingRule, possiblePairs, proposeRules } from './blocking.ts'
import { clustersOf, oneToOne, type ScoredPair } from './clusters.ts'
import { MISSING } from './comparisons.ts'
import { estimateByRules, estimateTogether, patternOf, type Weights } from './estimate.ts'
import { type Expected, expectations, expectedOf, expectedRecall } from './expectation.ts'
import { type Compare, comparisonsOf } from './levels.ts'
import type { Records } from './records.ts'
import { type Score, scorer } from './scoring.ts'
import { type Done, type Prepared, prepare, scoringTasks, type Task, worksOn } from './tasks.ts'

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
/** Of more records fewer pairs are compared for each, and no rule stands that the others nearly do without. */
const MANY = 100_000
/** Random pairs are drawn in so many parts, each from a seed of its own. */
const DRAWS = 8
/** Less likely pairs are not worth counting. */
const WORTH_COUNTING = 0.05

/**
 * Record linkage by Fellegi and Sunter's model: u from random pairs, m by EM over the pairs of the blocking rules, exact
 * agreement weighed by how common the value is, clusters that refuse chaining. Deterministic: the same records give the
 * same answer, however many threads do its tasks.
 *
 * It hands out tasks in rounds and is given what was done, in their order.
 */
export function* matching(
  records: Records,
  rules: readonly BlockingRule[],
  prepared: Prepared,
  { threshold }: MatchOptions,
): Matching {
  const weights = yield* learning(records, rules, prepared)
  const least = Math.min(threshold, WORTH_COUNTING)
  const done = yield scoringTasks(prepared, weights, least)
  const seen = done.flatMap((each) => (each.kind === 'score' ? pairsOf(each) : []))
  const score = scorer(prepared, comparisonsOf(prepared), weights)
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
    compared: rules.reduce((sum, rule) => sum + rule.pairs, 0),
    oneToOne: single,
    expected: expectedOf(pairs, massOf(counted) / Math.max(brought, 0.01), threshold),
    thresholds: expectations(counted, brought),
  }
}

export type Matching<Result = Matched> = Generator<readonly Task[], Result, readonly Done[]>

/** All of it in this thread. */
export const match = (records: Records, options: MatchOptions): Matched => {
  const rules = rulesFor(records, options)
  const prepared = prepare(records, rules)
  return inThisThread(matching(records, rules, prepared, options), prepared)
}

const inThisThread = <Result>(steps: Matching<Result>, prepared: Prepared): Result => {
  const work = worksOn(prepared)
  let step = steps.next([])
  while (!step.done) step = steps.next(step.value.map(work))
  return step.value
}

const pairsOf = ({ i, j, probability }: Extract<Done, { kind: 'score' }>): ScoredPair[] =>
  Array.from(i, (first, at) => ({ i: first, j: j[at] ?? 0, probability: probability[at] ?? 0 }))

const massOf = (pairs: readonly ScoredPair[]): number => pairs.reduce((sum, { probability }) => sum + probability, 0)

/** The rules that bring records together: those given, else those that the records propose. */
export const rulesFor = (
  records: Records,
  { pairsPerRecord, rules }: Omit<MatchOptions, 'threshold'>,
): readonly BlockingRule[] => {
  const size = records.ids.length
  const many = size > MANY
  return rules ?? proposeRules(records, size * (pairsPerRecord ?? (many ? 24 : 120)), pairsPerRecord !== undefined)
}

/** The rules and the weights of some records: what matching knows of them before it looks at any pair for its answer. */
export const learnFrom = (records: Records, options: Omit<MatchOptions, 'threshold'>) => {
  const rules = rulesFor(records, options)
  const prepared = prepare(records, rules)
  return { rules, weights: inThisThread(learning(records, rules, prepared), prepared) }
}

/** Every pair of records of one cluster (of the two files, where two are linked), in the order of the records. */
const pairsWithin = (clusters: Int32Array, split: number | undefined, score: Score): ScoredPair[] => {
  const members = new Map<number, number[]>()
  for (const [record, cluster] of clusters.entries()) {
    // A group is numbered by its first member: whoever is alone is in no list.
    if (record === cluster) continue
    const known = members.get(cluster)
    if (known) known.push(record)
    else members.set(cluster, [cluster, record])
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

function* learning(records: Records, rules: readonly BlockingRule[], prepared: Prepared): Matching<Weights> {
  if (possiblePairs(records) <= RANDOM_PAIRS) return learnFromAll(records, comparisonsOf(prepared))
  const all = Math.max(1, Math.ceil(rules.reduce((sum, { pairs }) => sum + pairs, 0) / TRAINING_PAIRS))
  // A rule is learnt from on all its pairs, not only on those that no rule before it brings together.
  const lessons = rules.map(
    ({ pairs }, rule): Task => ({
      kind: 'patterns',
      rule,
      every: Math.max(1, Math.ceil(pairs / TRAINING_PAIRS)),
      own: false,
    }),
  )
  const together = rules.map((_, rule): Task => ({ kind: 'patterns', rule, every: all, own: true }))
  const chance = Array.from(
    { length: DRAWS },
    (_, draw): Task => ({ kind: 'chance', seed: draw + 1, pairs: RANDOM_PAIRS / DRAWS }),
  )
  const done = yield [...lessons, ...together, ...chance]
  const patterns = done.flatMap((each) => (each.kind === 'patterns' ? [each] : []))
  const taught = rules.map((rule, r) => ({
    columns: fixedBy(rule, records),
    counts: countsOf(patterns.slice(r, r + 1)),
  }))
  const random = columnSums(done.flatMap((each) => (each.kind === 'chance' ? [each.levels] : [])))
  const union = countsOf(patterns.slice(rules.length))
  return estimateByRules(taught, union, random, beliefsOf(records), sizeOf(records))
}

const countsOf = (some: readonly Extract<Done, { kind: 'patterns' }>[]): Map<number, number> => {
  const sums = new Map<number, number>()
  for (const { patterns, counts } of some)
    for (const [at, pattern] of patterns.entries()) sums.set(pattern, (sums.get(pattern) ?? 0) + (counts[at] ?? 0))
  return sums
}

const columnSums = ([first = [], ...others]: readonly (readonly Float64Array[])[]): Float64Array[] =>
  first.map((sums, c) => sums.map((sum, level) => others.reduce((all, draw) => all + (draw[c]?.[level] ?? 0), sum)))

const sizeOf = (records: Records) => ({ records: records.ids.length, possible: possiblePairs(records) })

const beliefsOf = ({ columns }: Records): Belief[] => columns.map(({ role }) => beliefOf(role))

/** The columns that a rule makes agree, and with one place (a town) the others that follow from it (its postcode). */
const fixedBy = ({ columns }: BlockingRule, records: Records): number[] => {
  const isPlace = (column: number) => PLACES.has(records.columns[column]?.role ?? 'text')
  const places = columns.some(isPlace) ? records.columns.map((_, c) => c).filter(isPlace) : []
  return [...columns, ...places]
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
  return estimateTogether(counts, beliefsOf(records), sizeOf(records))
}
