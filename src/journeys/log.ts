import { type Instant, iso, type Rate, rate } from '../kernel/index.ts'
import { type Estimate, meanOf, quantileOfSorted } from '../statistics/index.ts'
import { type CaseBasis, type CaseTable, spansOf } from './cases.ts'
import { createDictionary } from './dictionary.ts'
import { commonestPaths, type DistinctPaths, distinctPaths, joinDistinct } from './distinct-paths.ts'
import { caseSeconds } from './draft-times.ts'
import { createEdgeSums } from './edge-sums.ts'
import { followEdges, type LogEdge } from './log-edges.ts'
import { countVariants } from './log-variants.ts'
import { behindEachOther } from './sums.ts'

/** So many paths are listed where nobody says how many. */
const TOP = 10

/** The raw log: what happened and what directly followed what, before any map. The answer of `parcours log`. */
export interface LogSummary {
  readonly asOf: string | null
  /** Said where cases were inferred. */
  readonly caseBasis?: CaseBasis
  readonly events: number
  readonly cases: number
  /** Distinct activities, distinct paths, distinct pairs that directly follow, and how often they do. */
  readonly activities: number
  readonly variants: number
  readonly edges: number
  readonly transitions: number
  readonly topVariants: readonly { readonly path: readonly string[]; readonly cases: number; readonly share: Rate }[]
  readonly edgesList: readonly LogEdge[]
  /** Activities that cases start and end with. */
  readonly starts: readonly ActivityCases[]
  readonly ends: readonly ActivityCases[]
  /** From a case's first event to its last; linear quantiles (type 7). */
  readonly caseSeconds: CaseSeconds
}

/** Each with the ends of its 95 % interval; `null` where so few cases have none. */
export type CaseSeconds = {
  readonly [Of in 'p50' | 'p90' | 'p95' | 'mean' as Of | `${Of}Low` | `${Of}High`]: number | null
} & { readonly n: number }

export interface ActivityCases {
  readonly activity: string
  readonly cases: number
  readonly share: Rate
}

/** What is counted of a log, of its cases at once or of one part of them after another. */
interface Counted {
  readonly events: number
  /** What happened at all, by code, and how many cases started and ended with each. */
  readonly names: readonly string[]
  readonly used: readonly boolean[]
  readonly starts: ArrayLike<number>
  readonly ends: ArrayLike<number>
  readonly variants: ReturnType<typeof countVariants>
  readonly edges: readonly LogEdge[]
  /** How long each case took, in any order. */
  readonly seconds: Float64Array
}

export interface LogOptions {
  readonly asOf: Instant | null
  readonly basis: CaseBasis
  /** Limits the variants that are listed, never those that are counted. */
  readonly top?: number
}

/** How many cases there are of each activity that an event of theirs is. */
const tally = (table: CaseTable, eventOf: (c: number) => number): Uint32Array => {
  const counts = new Uint32Array(table.activities.length)
  for (let c = 0; c < table.keys.length; c++) {
    const activity = table.activity[eventOf(c)] ?? 0
    counts[activity] = (counts[activity] ?? 0) + 1
  }
  return counts
}

const firstOf =
  ({ starts }: CaseTable) =>
  (c: number): number =>
    starts[c] ?? 0

const lastOf =
  ({ starts }: CaseTable) =>
  (c: number): number =>
    (starts[c + 1] ?? 1) - 1

/** Most cases first; equal counts in the order of their names, so that two engines answer alike. */
const commonestActivities = (names: readonly string[], counts: ArrayLike<number>, all: number): ActivityCases[] =>
  names
    .map((activity, code) => ({ activity, cases: counts[code] ?? 0, share: rate(counts[code] ?? 0, all) }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))

const caseSecondsOf = (seconds: Float64Array): LogSummary['caseSeconds'] => {
  seconds.sort()
  const [p50, p90, p95, mean] = [...[0.5, 0.9, 0.95].map((p) => quantileOfSorted(seconds, p)), meanOf(seconds)] as [
    Estimate,
    Estimate,
    Estimate,
    Estimate,
  ]
  return {
    n: seconds.length,
    ...{ p50: p50.value, p50Low: p50.low, p50High: p50.high },
    ...{ p90: p90.value, p90Low: p90.low, p90High: p90.high },
    ...{ p95: p95.value, p95Low: p95.low, p95High: p95.high },
    ...{ mean: mean.value, meanLow: mean.low, meanHigh: mean.high },
  }
}

/** Which activities occur, by code. */
const usedIn = ({ activity, activities }: CaseTable): Uint8Array => {
  const used = new Uint8Array(activities.length)
  for (let e = 0; e < activity.length; e++) used[activity[e] ?? 0] = 1
  return used
}

const tellLog = (counted: Counted, { asOf, basis }: LogOptions): LogSummary => {
  const { events, names, used, starts, ends, variants, edges, seconds } = counted
  const cases = seconds.length
  return {
    asOf: asOf === null ? null : iso(asOf),
    ...(basis !== 'case' && { caseBasis: basis }),
    events,
    cases,
    activities: used.filter(Boolean).length,
    variants: variants.count,
    edges: edges.length,
    transitions: edges.reduce((sum, { count }) => sum + count, 0),
    topVariants: variants.top.map((one) => ({ ...one, share: rate(one.cases, cases) })),
    edgesList: edges,
    starts: commonestActivities(names, starts, cases),
    ends: commonestActivities(names, ends, cases),
    caseSeconds: caseSecondsOf(seconds),
  }
}

/** Sums up a log. */
export const summariseLog = (table: CaseTable, options: LogOptions): LogSummary => {
  const spans = spansOf(table)
  return tellLog(
    {
      events: table.at.length,
      names: table.activities,
      used: Array.from(usedIn(table), (is) => is === 1),
      starts: tally(table, firstOf(table)),
      ends: tally(table, lastOf(table)),
      variants: countVariants(spans, options.top ?? TOP),
      edges: followEdges(spans),
      seconds: caseSeconds(spans),
    },
    options,
  )
}

/** Sums up a log whose cases are looked at one part after another: the same as of all at once, and no case is kept. */
export const createLogSums = () => {
  const names = createDictionary()
  const [used, starts, ends]: [boolean[], number[], number[]] = [[], [], []]
  const edges = createEdgeSums()
  const paths: DistinctPaths[] = []
  const seconds: Float64Array[] = []
  let events = 0
  const add = (into: number[], code: number, more: number): void => {
    into[code] = (into[code] ?? 0) + more
  }
  return {
    add(table: CaseTable): void {
      const spans = spansOf(table)
      const codes = Uint32Array.from(table.activities, names.code)
      const [uses, first, last] = [usedIn(table), tally(table, firstOf(table)), tally(table, lastOf(table))]
      for (const [own, code] of codes.entries()) {
        used[code] = (used[code] ?? false) || uses[own] === 1
        add(starts, code, first[own] ?? 0)
        add(ends, code, last[own] ?? 0)
      }
      events += table.at.length
      edges.add(spans, (activity) => codes[activity] ?? 0)
      const distinct = distinctPaths(spans)
      paths.push({ ...distinct, code: distinct.code.map((own) => codes[own] ?? 0) })
      seconds.push(caseSeconds(spans))
    },
    told: (options: LogOptions): LogSummary =>
      tellLog(
        {
          ...{ events, names: names.texts, used, starts, ends },
          variants: commonestPaths(joinDistinct(paths), names.texts, options.top ?? TOP),
          edges: edges.told(names.texts),
          seconds: behindEachOther(seconds),
        },
        options,
      ),
  }
}
