import type { BlockingRule } from './blocking.ts'
import { LEVELS, MISSING } from './comparisons.ts'
import { patternOf, type Weights } from './estimate.ts'
import { type Compare, comparisonsOf } from './levels.ts'
import { eachPairOf, type Groups, groupsOf, keysByRecord, pairsIn, sharesEarlier } from './pairs.ts'
import { randomNumbers } from './random.ts'
import type { RecordColumn, Records } from './records.ts'
import { type Score, scorer } from './scoring.ts'

/** What every thread of a matching reads: columns and groups of shared numbers, no text of a record and no id. */
export interface Prepared {
  readonly size: number
  readonly split: number | undefined
  readonly columns: readonly RecordColumn[]
  /** How many pairs each rule brings together, as counted. */
  readonly groups: readonly Groups[]
  readonly rows: Uint32Array
}

/** A piece of matching that any thread may do: what it answers depends on nothing but the records. */
export type Task =
  | { readonly kind: 'patterns'; readonly rule: number; readonly every: number; readonly own: boolean }
  | { readonly kind: 'chance'; readonly seed: number; readonly pairs: number }
  | {
      readonly kind: 'score'
      readonly rule: number
      readonly from: number
      readonly to: number
      readonly least: number
      readonly weights: Weights
    }

/** Patterns of levels with how often each was met; or levels among random pairs, column by column; or pairs found. */
export type Done =
  | { readonly kind: 'patterns'; readonly patterns: Float64Array; readonly counts: Float64Array }
  | { readonly kind: 'chance'; readonly levels: readonly Float64Array[] }
  | { readonly kind: 'score'; readonly i: Uint32Array; readonly j: Uint32Array; readonly probability: Float64Array }

export const prepare = (records: Records, rules: readonly BlockingRule[]): Prepared => ({
  size: records.ids.length,
  split: records.split,
  columns: records.columns,
  groups: rules.map((rule) => groupsOf(rule, records.split)),
  rows: keysByRecord(rules, records.ids.length),
})

const SCORED_AT_ONCE = 250_000

/** The pairs of all rules in pieces of about as many pairs, in the order in which they stand. */
export const scoringTasks = ({ groups, split }: Prepared, weights: Weights, least: number): Task[] =>
  groups.flatMap((each, rule) => {
    const tasks: Task[] = []
    const last = each.starts.length - 1
    let [from, pairs] = [0, 0]
    for (let group = 0; group < last; group++) {
      pairs += pairsIn(each, group, split)
      if (pairs < SCORED_AT_ONCE && group + 1 < last) continue
      tasks.push({ kind: 'score', rule, from, to: group + 1, least, weights })
      from = group + 1
      pairs = 0
    }
    return tasks
  })

/** Does tasks over some prepared records, one after the other; what was compared stays remembered between them. */
export const worksOn = (prepared: Prepared): ((task: Task) => Done) => {
  const comparisons = comparisonsOf(prepared)
  let scores: { readonly key: string; readonly score: Score } | undefined
  const scoreBy = (weights: Weights): Score => {
    const key = JSON.stringify([weights.lambda, weights.home])
    if (scores?.key !== key) scores = { key, score: scorer(prepared, comparisons, weights) }
    return scores.score
  }
  return (task) => {
    if (task.kind === 'patterns') return patternsOf(prepared, comparisons, task)
    return task.kind === 'chance'
      ? levelsByChance(prepared, comparisons, task)
      : scored(prepared, scoreBy(task.weights), task)
  }
}

type TaskOf<Kind extends Task['kind']> = Extract<Task, { kind: Kind }>

/** How often each pattern of levels occurs among a rule's pairs, from an even sample of them: all, or its own. */
const patternsOf = (
  { groups, split, rows }: Prepared,
  comparisons: readonly Compare[],
  { rule, every, own }: TaskOf<'patterns'>,
): Done => {
  const counts = new Map<number, number>()
  const levels = new Uint8Array(comparisons.length)
  const count = (i: number, j: number) => {
    if (own && sharesEarlier(rows, groups.length, rule, i, j)) return
    for (let c = 0; c < comparisons.length; c++) levels[c] = comparisons[c]?.(i, j) ?? MISSING
    const pattern = patternOf(levels)
    counts.set(pattern, (counts.get(pattern) ?? 0) + every)
  }
  const mine = groups[rule]
  if (mine) eachPairOf(mine, split, count, { every })
  return { kind: 'patterns', patterns: Float64Array.from(counts.keys()), counts: Float64Array.from(counts.values()) }
}

const levelsByChance = (
  { size, split }: Prepared,
  comparisons: readonly Compare[],
  { seed, pairs }: TaskOf<'chance'>,
): Done => {
  const levels = comparisons.map(() => new Float64Array(LEVELS))
  const next = randomNumbers(seed)
  for (let drawn = 0; drawn < pairs; drawn++) {
    const i = next() % (split ?? size)
    const j = split === undefined ? next() % size : split + (next() % (size - split))
    if (i === j) continue
    for (let c = 0; c < comparisons.length; c++) {
      const level = comparisons[c]?.(i, j) ?? MISSING
      const sums = levels[c]
      if (sums && level !== MISSING) sums[level] = (sums[level] ?? 0) + 1
    }
  }
  return { kind: 'chance', levels }
}

const scored = ({ groups, split, rows }: Prepared, score: Score, { rule, from, to, least }: TaskOf<'score'>): Done => {
  const [found, likely]: [number[], number[]] = [[], []]
  const mine = groups[rule]
  const look = (i: number, j: number) => {
    if (sharesEarlier(rows, groups.length, rule, i, j)) return
    const probability = score(i, j, least)
    if (probability < least) return
    found.push(i, j)
    likely.push(probability)
  }
  if (mine) eachPairOf(mine, split, look, { from, to })
  return {
    kind: 'score',
    i: Uint32Array.from(likely, (_, at) => found[2 * at] ?? 0),
    j: Uint32Array.from(likely, (_, at) => found[2 * at + 1] ?? 0),
    probability: Float64Array.from(likely),
  }
}
