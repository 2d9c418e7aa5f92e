import { type Instant, iso, type Rate, rate } from '../kernel/index.ts'
import { type Estimate, meanOf, quantileOfSorted } from '../statistics/index.ts'
import { type CaseBasis, type CaseTable, spansOf } from './cases.ts'
import { followEdges, type LogEdge } from './log-edges.ts'
import { countVariants } from './log-variants.ts'

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

/** Most cases first; equal counts in the order of their names, so that two engines answer alike. */
const tally = (table: CaseTable, eventOf: (c: number) => number): ActivityCases[] => {
  const counts = new Uint32Array(table.activities.length)
  for (let c = 0; c < table.keys.length; c++) {
    const activity = table.activity[eventOf(c)] ?? 0
    counts[activity] = (counts[activity] ?? 0) + 1
  }
  return table.activities
    .map((activity, code) => ({
      activity,
      cases: counts[code] ?? 0,
      share: rate(counts[code] ?? 0, table.keys.length),
    }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))
}

const caseSecondsOf = ({ keys, starts, at }: CaseTable): LogSummary['caseSeconds'] => {
  const seconds = new Float64Array(keys.length)
  for (let c = 0; c < keys.length; c++)
    seconds[c] = ((at[(starts[c + 1] ?? 1) - 1] ?? 0) - (at[starts[c] ?? 0] ?? 0)) / 1000
  seconds.sort()
  const [p50, p90, p95, mean] = [...[0.5, 0.9, 0.95].map((p) => quantileOfSorted(seconds, p)), meanOf(seconds)] as [
    Estimate,
    Estimate,
    Estimate,
    Estimate,
  ]
  return {
    n: keys.length,
    ...{ p50: p50.value, p50Low: p50.low, p50High: p50.high },
    ...{ p90: p90.value, p90Low: p90.low, p90High: p90.high },
    ...{ p95: p95.value, p95Low: p95.low, p95High: p95.high },
    ...{ mean: mean.value, meanLow: mean.low, meanHigh: mean.high },
  }
}

const distinct = ({ activity, activities }: CaseTable): number => {
  const used = new Uint8Array(activities.length)
  for (let e = 0; e < activity.length; e++) used[activity[e] ?? 0] = 1
  return used.reduce((sum, is) => sum + is, 0)
}

/** Sums up a log. `top` limits the variants that are listed, never those that are counted. */
export const summariseLog = (
  table: CaseTable,
  { asOf, basis, top = 10 }: { readonly asOf: Instant | null; readonly basis: CaseBasis; readonly top?: number },
): LogSummary => {
  const spans = spansOf(table)
  const edges = followEdges(spans)
  const variants = countVariants(spans, top)
  return {
    asOf: asOf === null ? null : iso(asOf),
    ...(basis !== 'case' && { caseBasis: basis }),
    events: table.at.length,
    cases: table.keys.length,
    activities: distinct(table),
    variants: variants.count,
    edges: edges.length,
    transitions: edges.reduce((sum, { count }) => sum + count, 0),
    topVariants: variants.top.map((one) => ({ ...one, share: rate(one.cases, table.keys.length) })),
    edgesList: edges,
    starts: tally(table, (c) => table.starts[c] ?? 0),
    ends: tally(table, (c) => (table.starts[c + 1] ?? 1) - 1),
    caseSeconds: caseSecondsOf(table),
  }
}
