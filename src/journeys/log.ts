import { type Instant, iso, quantile } from '../kernel/index.ts'
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
  readonly topVariants: readonly { readonly path: readonly string[]; readonly cases: number }[]
  readonly edgesList: readonly LogEdge[]
  /** Activities that cases start and end with. */
  readonly starts: readonly ActivityCases[]
  readonly ends: readonly ActivityCases[]
  /** From a case's first event to its last; linear quantiles (type 7). */
  readonly caseSeconds: {
    readonly p50: number | null
    readonly p90: number | null
    readonly p95: number | null
    readonly mean: number | null
  }
}

export interface ActivityCases {
  readonly activity: string
  readonly cases: number
}

/** Most cases first; equal counts in the order of their names, so that two engines answer alike. */
const tally = (table: CaseTable, eventOf: (c: number) => number): ActivityCases[] => {
  const counts = new Uint32Array(table.activities.length)
  for (let c = 0; c < table.keys.length; c++) {
    const activity = table.activity[eventOf(c)] ?? 0
    counts[activity] = (counts[activity] ?? 0) + 1
  }
  return table.activities
    .map((activity, code) => ({ activity, cases: counts[code] ?? 0 }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))
}

const caseSecondsOf = ({ keys, starts, at }: CaseTable): LogSummary['caseSeconds'] => {
  const seconds = new Float64Array(keys.length)
  for (let c = 0; c < keys.length; c++)
    seconds[c] = ((at[(starts[c + 1] ?? 1) - 1] ?? 0) - (at[starts[c] ?? 0] ?? 0)) / 1000
  seconds.sort()
  const mean = keys.length === 0 ? null : seconds.reduce((sum, value) => sum + value, 0) / keys.length
  return { p50: quantile(seconds, 0.5), p90: quantile(seconds, 0.9), p95: quantile(seconds, 0.95), mean }
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
    topVariants: variants.top,
    edgesList: edges,
    starts: tally(table, (c) => table.starts[c] ?? 0),
    ends: tally(table, (c) => (table.starts[c + 1] ?? 1) - 1),
    caseSeconds: caseSecondsOf(table),
  }
}
