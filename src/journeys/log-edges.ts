import { quantileOf } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'

/** One activity directly followed by another inside a case. */
export interface LogEdge {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly medianSeconds: number | null
}

/** Up to so many pairs a count each is laid out, used or not; beyond, only pairs that occur have one. */
const MOST_PAIRS = 1 << 22

/** The place of a pair of activities among the counts. */
interface Places {
  readonly size: number
  of(from: number, to: number): number
  /** The pair at a place. */
  pair(place: number): number
}

/** Pairs that occur, numbered as they come. */
const sparse = ({ keys, starts, activity, activities }: CaseTable): Places => {
  const width = activities.length
  const places = new Map<number, number>()
  const pairs: number[] = []
  for (let c = 0; c < keys.length; c++)
    for (let e = (starts[c] ?? 0) + 1; e < (starts[c + 1] ?? 0); e++) {
      const pair = (activity[e - 1] ?? 0) * width + (activity[e] ?? 0)
      if (places.has(pair)) continue
      places.set(pair, pairs.length)
      pairs.push(pair)
    }
  return {
    size: pairs.length,
    of: (from, to) => places.get(from * width + to) ?? 0,
    pair: (place) => pairs[place] ?? 0,
  }
}

const dense = ({ activities: { length: width } }: CaseTable): Places => ({
  size: width * width,
  of: (from, to) => from * width + to,
  pair: (place) => place,
})

/** How often each pair of neighbours occurs, by place. */
const countPairs = ({ keys, starts, activity }: CaseTable, places: Places): Uint32Array => {
  const counts = new Uint32Array(places.size)
  for (let c = 0; c < keys.length; c++) {
    const end = starts[c + 1] ?? 0
    let before = activity[starts[c] ?? 0] ?? 0
    for (let e = (starts[c] ?? 0) + 1; e < end; e++) {
      const after = activity[e] ?? 0
      const place = places.of(before, after)
      counts[place] = (counts[place] ?? 0) + 1
      before = after
    }
  }
  return counts
}

/** The waits of each pair, side by side, in seconds. */
const layWaits = (
  { keys, starts, activity, at }: CaseTable,
  places: Places,
  begins: Float64Array,
  transitions: number,
): Float64Array => {
  const waits = new Float64Array(transitions)
  const next = begins.slice()
  for (let c = 0; c < keys.length; c++) {
    const end = starts[c + 1] ?? 0
    let before = activity[starts[c] ?? 0] ?? 0
    for (let e = (starts[c] ?? 0) + 1; e < end; e++) {
      const after = activity[e] ?? 0
      const place = places.of(before, after)
      const free = next[place] ?? 0
      waits[free] = ((at[e] ?? 0) - (at[e - 1] ?? 0)) / 1000
      next[place] = free + 1
      before = after
    }
  }
  return waits
}

/**
 * The directly-follows graph: one pass counts, a second lays the waits of each edge side by side, so that twenty million
 * transitions need eight bytes each. Commonest first, equal ones in the order of their names.
 */
export const followEdges = (table: CaseTable): LogEdge[] => {
  const width = table.activities.length
  const places = width * width <= MOST_PAIRS ? dense(table) : sparse(table)
  const counts = countPairs(table, places)
  const begins = new Float64Array(places.size + 1)
  for (let place = 0; place < places.size; place++) begins[place + 1] = (begins[place] ?? 0) + (counts[place] ?? 0)
  const waits = layWaits(table, places, begins, begins[places.size] ?? 0)
  const edges: LogEdge[] = []
  for (let place = 0; place < places.size; place++) {
    const count = counts[place] ?? 0
    if (count === 0) continue
    const pair = places.pair(place)
    edges.push({
      from: table.activities[Math.floor(pair / width)] ?? '',
      to: table.activities[pair % width] ?? '',
      count,
      medianSeconds: quantileOf(waits.subarray(begins[place], begins[place + 1]), 0.5),
    })
  }
  return edges.sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
}
