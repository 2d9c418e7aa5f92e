import { quantile } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'

/** One activity directly followed by another inside a case. */
export interface LogEdge {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly medianSeconds: number | null
}

/** Calls back for each pair of neighbours in a case. */
const eachPair = (table: CaseTable, on: (from: number, to: number, ms: number) => void): void => {
  const { starts, activity, at } = table
  for (let c = 0; c < table.keys.length; c++) {
    const end = starts[c + 1] ?? 0
    for (let e = (starts[c] ?? 0) + 1; e < end; e++)
      on(activity[e - 1] ?? 0, activity[e] ?? 0, (at[e] ?? 0) - (at[e - 1] ?? 0))
  }
}

/**
 * The directly-follows graph: one pass counts, a second lays the waits of each edge side by side, so that twenty million
 * transitions need eight bytes each. Commonest first, equal ones in the order of their names.
 */
export const followEdges = (table: CaseTable): LogEdge[] => {
  const width = table.activities.length
  const edgeOf = new Map<number, number>()
  const counts: number[] = []
  eachPair(table, (from, to) => {
    const key = from * width + to
    const edge = edgeOf.get(key) ?? counts.length
    if (edge === counts.length) edgeOf.set(key, edge)
    counts[edge] = (counts[edge] ?? 0) + 1
  })
  const next = new Float64Array(counts.length)
  for (let edge = 1; edge < counts.length; edge++) next[edge] = (next[edge - 1] ?? 0) + (counts[edge - 1] ?? 0)
  const begins = next.slice()
  const waits = new Float64Array(counts.reduce((sum, count) => sum + count, 0))
  eachPair(table, (from, to, ms) => {
    const edge = edgeOf.get(from * width + to) ?? 0
    const place = next[edge] ?? 0
    waits[place] = ms / 1000
    next[edge] = place + 1
  })
  return [...edgeOf]
    .map(([key, edge]) => {
      const begin = begins[edge] ?? 0
      const count = counts[edge] ?? 0
      return {
        from: table.activities[Math.floor(key / width)] ?? '',
        to: table.activities[key % width] ?? '',
        count,
        medianSeconds: quantile(waits.subarray(begin, begin + count).sort(), 0.5),
      }
    })
    .sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
}
