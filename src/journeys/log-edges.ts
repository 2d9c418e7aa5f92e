import { inParts, quantileAmid, type SharedWork } from '../kernel/index.ts'
import { medianShares } from '../statistics/index.ts'
import { type CaseSpans, eventsInSpans } from './cases.ts'

/** One activity directly followed by another inside a case. */
export interface LogEdge {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly medianSeconds: number | null
  /** The ends of the median's 95 % interval; `null` where so few waits have none. */
  readonly medianLow: number | null
  readonly medianHigh: number | null
}

/** Up to so many pairs a count each is laid out, used or not; beyond, only pairs that occur have one. */
const MOST_PAIRS = 1 << 22

/** The place of a pair of activities among the counts. */
interface Places {
  readonly size: number
  /** Where each pair has one, used or not: how many activities there are. 0 elsewhere. */
  readonly width: number
  of(from: number, to: number): number
  /** Elsewhere, the places of pairs that occur. */
  readonly numbered: ReadonlyMap<number, number> | undefined
  /** The pair at a place. */
  pair(place: number): number
}

/** Pairs that occur, numbered as they come. */
const sparse = ({ keys, begins, ends, activity, activities }: CaseSpans): Places => {
  const width = activities.length
  const places = new Map<number, number>()
  const pairs: number[] = []
  for (let c = 0; c < keys.length; c++)
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++) {
      const pair = (activity[e - 1] ?? 0) * width + (activity[e] ?? 0)
      if (places.has(pair)) continue
      places.set(pair, pairs.length)
      pairs.push(pair)
    }
  return {
    size: pairs.length,
    width: 0,
    numbered: places,
    of: (from, to) => places.get(from * width + to) ?? 0,
    pair: (place) => pairs[place] ?? 0,
  }
}

const dense = ({ activities: { length: width } }: CaseSpans): Places => ({
  size: width * width,
  width,
  numbered: undefined,
  of: (from, to) => from * width + to,
  pair: (place) => place,
})

/** Fewer neighbours than these are all laid side by side. */
const MANY = 200_000
/** About so many cases are looked at first, and so many neighbours of each, to know between which waits a median lies. */
const SAMPLED = 16_384
const SAMPLED_OF_EACH = 256
/** A pair that the sample holds less often has no middle: all its waits are laid side by side. */
const FEWEST = 16

/** Between which waits, in milliseconds, the median of each pair lies. */
interface Middles {
  readonly low: Float64Array
  readonly high: Float64Array
}

const everything = (size: number): Middles => ({
  low: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
  high: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
})

/**
 * As a sample of the cases tells: four and a half standard errors of a median's place to either side, and half its interval
 * among all waits. One pair whose median lies elsewhere costs as much as all of them: everything is looked at again.
 */
const middlesOf = ({ begins, ends, activity, at }: CaseSpans, places: Places): Middles => {
  const count = begins.length
  const step = Math.max(1, Math.floor(count / SAMPLED))
  const waits: number[][] = Array.from({ length: places.size }, () => [])
  for (let c = 0; c < count; c += step) {
    const begin = begins[c] ?? 0
    for (let e = begin + 1; e < Math.min(ends[c] ?? 0, begin + SAMPLED_OF_EACH); e++)
      waits[places.of(activity[e - 1] ?? 0, activity[e] ?? 0)]?.push((at[e] ?? 0) - (at[e - 1] ?? 0))
  }
  const found = everything(places.size)
  for (const [place, mine] of waits.entries()) {
    if (mine.length < FEWEST) continue
    const sorted = Float64Array.from(mine).sort()
    const around = 2.25 * Math.sqrt(sorted.length) + Math.sqrt(sorted.length / step) + 1
    found.low[place] = sorted[Math.floor(sorted.length / 2 - around)] ?? Number.NEGATIVE_INFINITY
    found.high[place] = sorted[Math.ceil(sorted.length / 2 + around)] ?? Number.POSITIVE_INFINITY
  }
  return found
}

/** How often each pair of neighbours occurs and how many waited less than its middle; the waits of the middles. */
interface Neighbours {
  readonly counts: Uint32Array
  readonly below: Uint32Array
  /** Waits of a middle, in seconds, and the place whose they are. */
  readonly waits: Float64Array
  readonly owners: Uint32Array
}

/** What is looked at: the columns of a table, where each pair has its place, and between which waits medians lie. */
interface EdgeColumns extends Middles, Pick<CaseSpans, 'begins' | 'ends' | 'activity' | 'at'> {
  readonly size: number
  readonly width: number
  /** The places of pairs where they have none of their own. */
  readonly numbered: ReadonlyMap<number, number> | undefined
  readonly activities: number
}

/**
 * Whether a wait lies before the middle is true of every second one: it is added as a number, and each wait is written down as
 * if it lay in its middle, the next one over it where it does not. A branch would be guessed wrong.
 */
const look = (columns: EdgeColumns, from: number, to: number): Neighbours => {
  const { begins, ends, activity, at, low, high, size, width, numbered, activities } = columns
  const [counts, below] = [new Uint32Array(size), new Uint32Array(size)]
  let [owners, waits] = [new Uint32Array(1 << 16), new Float64Array(1 << 16)]
  let held = 0
  for (let c = from; c < to; c++) {
    const end = ends[c] ?? 0
    let e = begins[c] ?? 0
    if (e === end) continue
    if (held + end - e > owners.length) {
      const wanted = 2 * (held + end - e)
      const fuller = { owners: new Uint32Array(wanted), waits: new Float64Array(wanted) }
      fuller.owners.set(owners)
      fuller.waits.set(waits)
      owners = fuller.owners
      waits = fuller.waits
    }
    let [before, then] = [activity[e] ?? 0, at[e] ?? 0]
    for (e++; e < end; e++) {
      const after = activity[e] ?? 0
      const now = at[e] ?? 0
      const place = width > 0 ? before * width + after : (numbered?.get(before * activities + after) ?? 0)
      const wait = now - then
      const isBelow = Number(wait < (low[place] ?? 0))
      counts[place] = (counts[place] ?? 0) + 1
      below[place] = (below[place] ?? 0) + isBelow
      owners[held] = place
      waits[held] = wait / 1000
      held += Number(wait <= (high[place] ?? 0)) & (1 - isBelow)
      before = after
      then = now
    }
  }
  return { counts, below, waits: waits.subarray(0, held), owners: owners.subarray(0, held) }
}

/** Neighbours in some cases. */
export const edgeWork: SharedWork<EdgeColumns, Neighbours> = {
  name: 'neighbours',
  begin: (columns) => (from, to) => look(columns, from, to),
}

const sumOf = (size: number, parts: readonly Uint32Array[]): Uint32Array => {
  const sum = new Uint32Array(size)
  for (const part of parts)
    for (let place = 0; place < size; place++) sum[place] = (sum[place] ?? 0) + (part[place] ?? 0)
  return sum
}

/** How often each pair occurs, and its median in seconds; `undefined` where that does not lie in its middle. */
const countedIn = (table: CaseSpans, places: Places, { low, high }: Middles) => {
  const { begins, ends, activity, at, activities } = table
  const { size, width, numbered } = places
  const columns = { begins, ends, activity, at, low, high, size, width, numbered, activities: activities.length }
  const parts = inParts(edgeWork, columns, begins.length, eventsInSpans(table))
  const counts = sumOf(
    size,
    parts.map((part) => part.counts),
  )
  const below = sumOf(
    size,
    parts.map((part) => part.below),
  )
  return { counts, medians: mediansOf(counts, below, parts) }
}

const mediansOf = (counts: Uint32Array, below: Uint32Array, parts: readonly Neighbours[]): (Medians | undefined)[] => {
  const begins = new Uint32Array(counts.length + 2)
  for (const { owners } of parts)
    for (let i = 0; i < owners.length; i++) {
      const next = (owners[i] ?? 0) + 2
      begins[next] = (begins[next] ?? 0) + 1
    }
  for (let place = 2; place < begins.length; place++) begins[place] = (begins[place] ?? 0) + (begins[place - 1] ?? 0)
  const laid = new Float64Array(parts.reduce((sum, { waits }) => sum + waits.length, 0))
  for (const { owners, waits } of parts)
    for (let i = 0; i < owners.length; i++) {
      const next = (owners[i] ?? 0) + 1
      const place = begins[next] ?? 0
      laid[place] = waits[i] ?? 0
      begins[next] = place + 1
    }
  return Array.from(counts, (n, place) =>
    medianAmidThem(laid.subarray(begins[place], begins[place + 1]), below[place] ?? 0, n),
  )
}

interface Medians {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The median of `n` waits with the ends of its interval; `undefined` where one of them does not lie among these. */
const medianAmidThem = (waits: Float64Array, before: number, n: number): Medians | undefined => {
  const found: number[] = []
  for (const share of medianShares(n)) {
    const one = quantileAmid(waits, before, n, share)
    if (one === undefined || one === null) return undefined
    found.push(one)
  }
  const [value = null, low = null, high = null] = found
  return { value, low, high }
}

/**
 * The directly-follows graph in one pass: it counts, and keeps of the waits of each pair only those among which a sample
 * says that the median lies. Where it does not, the waits of that pair are looked at again, all of them: the medians are
 * exact. Commonest first, equal ones in the order of their names.
 */
export const followEdges = (table: CaseSpans): LogEdge[] => {
  const width = table.activities.length
  const places = width * width <= MOST_PAIRS ? dense(table) : sparse(table)
  const many = eventsInSpans(table) >= MANY && places.width > 0
  const { counts, medians } = countedIn(table, places, many ? middlesOf(table, places) : everything(places.size))
  if (medians.includes(undefined)) {
    const missing = everything(places.size)
    for (const [place, median] of medians.entries())
      if (median !== undefined) missing.low[place] = Number.POSITIVE_INFINITY
    for (const [place, median] of countedIn(table, places, missing).medians.entries()) medians[place] ??= median
  }
  const edges: LogEdge[] = []
  for (let place = 0; place < places.size; place++) {
    const count = counts[place] ?? 0
    if (count === 0) continue
    const pair = places.pair(place)
    edges.push({
      from: table.activities[Math.floor(pair / width)] ?? '',
      to: table.activities[pair % width] ?? '',
      count,
      medianSeconds: medians[place]?.value ?? null,
      medianLow: medians[place]?.low ?? null,
      medianHigh: medians[place]?.high ?? null,
    })
  }
  return edges.sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
}
