import { inParts, valuesAt } from '../kernel/index.ts'
import { medianAmid, medianPlaces } from '../statistics/index.ts'
import { type CaseSpans, eventsInSpans } from './cases.ts'
import { gatherer, type Neighbours, neighbourWork, type PairPlaces } from './neighbour-waits.ts'

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

/** Where each pair of neighbours in a table has its place. */
interface Places extends PairPlaces {
  /** The pair at a place. */
  pair(place: number): number
}

/** Pairs that occur, numbered as they come. */
const sparse = ({ keys, begins, ends, activity, activities: { length: activities } }: CaseSpans): Places => {
  const places = new Map<number, number>()
  const pairs: number[] = []
  for (let c = 0; c < keys.length; c++)
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++) {
      const pair = (activity[e - 1] ?? 0) * activities + (activity[e] ?? 0)
      if (places.has(pair)) continue
      places.set(pair, pairs.length)
      pairs.push(pair)
    }
  return { size: pairs.length, width: 0, numbered: places, activities, pair: (place) => pairs[place] ?? 0 }
}

const dense = ({ activities: { length: width } }: CaseSpans): Places => ({
  size: width * width,
  width,
  numbered: undefined,
  activities: width,
  pair: (place) => place,
})

/** Of more pairs than these one thread counts alone: a count of each in every range would take more memory than the events. */
const MANY_PAIRS = 1 << 18
/** Fewer neighbours than these are all laid side by side. */
const MANY = 200_000
/** About so many cases are looked at first, and so many neighbours of each, to know between which waits a median lies. */
const SAMPLED = 16_384
const SAMPLED_OF_EACH = 256
/** A pair that the sample holds less often has no middle: all its waits are laid side by side. */
const FEWEST = 16
/** What lies in a middle is laid in so many steps, of which one or two hold the median and its interval; in one where pairs are many. */
const STEPS = 32

/** Of each pair the least and the most of its waits, one after the other: all of them, or none. */
const ALL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
const NOTHING = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]

const everything = (size: number): Float64Array => Float64Array.from({ length: 2 * size }, (_, i) => ALL[i % 2] ?? 0)

/** What a look at a table takes: its cases, how many events they have, and the places of their pairs. */
interface Looked {
  readonly table: CaseSpans
  readonly places: Places
  readonly events: number
}

const columnsOf = ({ table, places, events }: Looked, bounds: Float64Array, steps: number) => {
  const { begins, ends, activity, at } = table
  const { size, width, numbered, activities } = places
  return {
    begins,
    ends,
    activity,
    at,
    bounds,
    size,
    width,
    numbered,
    activities,
    steps,
    every: 1,
    most: 2 ** 31,
    events,
  }
}

/**
 * Between which waits the median of each pair lies, as a sample of the cases tells: four and a half standard errors of a
 * median's place to either side, and half its interval among all waits. One pair whose median lies elsewhere costs as much
 * as all of them: everything is looked at again.
 */
const middlesOf = (looked: Looked): Float64Array => {
  const { size } = looked.places
  const count = looked.table.begins.length
  const every = Math.max(1, Math.floor(count / SAMPLED))
  const found = everything(size)
  const sampled = { ...columnsOf(looked, found.slice(), 1), every, most: SAMPLED_OF_EACH }
  const sample = neighbourWork.begin(sampled)(0, count)
  const gather = gatherer([sample], 1)
  for (let place = 0; place < size; place++) {
    const n = sample.tally[3 * place + 1] ?? 0
    if (n < FEWEST) continue
    const around = 2.25 * Math.sqrt(n) + Math.sqrt(n / every) + 1
    const [low, high] = [Math.floor(n / 2 - around), Math.ceil(n / 2 + around)]
    if (low >= 0 && high < n) found.set(valuesAt(gather(place, low, high).waits, [low, high]), 2 * place)
  }
  return found
}

const lookAt = (table: CaseSpans): Looked => {
  const { length: width } = table.activities
  return {
    table,
    places: width * width <= MOST_PAIRS ? dense(table) : sparse(table),
    events: eventsInSpans(table),
  }
}

/** The neighbours of each pair in some ranges of the cases, of which those within bounds are laid side by side. */
const neighboursIn = (looked: Looked, bounds: Float64Array, steps: number): readonly Neighbours[] => {
  const columns = columnsOf(looked, bounds, steps)
  const count = looked.table.begins.length
  return looked.places.size > MANY_PAIRS
    ? [neighbourWork.begin(columns)(0, count)]
    : inParts(neighbourWork, columns, count, looked.events)
}

/** All waits of each pair of a table, side by side, in some ranges of its cases. */
export const allNeighbours = (table: CaseSpans) => {
  const looked = lookAt(table)
  const { size, pair } = looked.places
  return { size, pair, ranges: neighboursIn(looked, everything(size), 1) }
}

/** How often each pair occurs, and its median in seconds; `undefined` where that does not lie within its bounds. */
const countedIn = (looked: Looked, bounds: Float64Array) => {
  const { size } = looked.places
  const steps = size * STEPS > MANY_PAIRS ? 1 : STEPS
  const parts = neighboursIn(looked, bounds, steps)
  const tally = new Uint32Array(3 * size)
  for (const part of parts) for (let i = 0; i < tally.length; i++) tally[i] = (tally[i] ?? 0) + (part.tally[i] ?? 0)
  const counts = new Uint32Array(size)
  const gather = gatherer(parts, steps)
  const medians: (Medians | undefined)[] = []
  for (let place = 0; place < size; place++) {
    const [below = 0, within = 0, over = 0] = tally.subarray(3 * place)
    const n = below + within + over
    counts[place] = n
    if (n === 0) {
      medians.push(NOBODY)
      continue
    }
    const places = medianPlaces(n).map((one) => one - below)
    const [from, to] = [Math.min(...places), Math.max(...places)]
    medians.push(from < 0 || to >= within ? undefined : mediansAmid(n, places, gather(place, from, to)))
  }
  return { counts, medians }
}

/** Commonest first, equal ones in the order of their names. */
export const commonestEdge = (a: LogEdge, b: LogEdge): number => {
  if (a.count !== b.count) return b.count - a.count
  const [own, other] = [a.from + a.to, b.from + b.to]
  return own < other || (own === other && a.from < b.from) ? -1 : 1
}

type Medians = Pick<ReturnType<typeof medianAmid>, 'value' | 'low' | 'high'>
const NOBODY: Medians = { value: null, low: null, high: null }

/** The median of `n` waits with the ends of its interval, in seconds, from the waits among which their places lie. */
export const mediansAmid = (
  n: number,
  places: readonly number[],
  { waits, before }: ReturnType<ReturnType<typeof gatherer>>,
): Medians => {
  const known = valuesAt(
    waits,
    places.map((place) => place - before),
  )
  return medianAmid(
    n,
    known.map((wait) => wait / 1000),
  )
}

/**
 * The directly-follows graph in one pass: it counts, and keeps of the waits of each pair only those among which a sample
 * says that the median lies. Where it does not, the waits of that pair are looked at again, all of them: the medians are
 * exact. Commonest first, equal ones in the order of their names.
 */
export const followEdges = (table: CaseSpans): LogEdge[] => {
  const width = table.activities.length
  const looked = lookAt(table)
  const { places } = looked
  const many = looked.events >= MANY
  const { counts, medians } = countedIn(looked, many ? middlesOf(looked) : everything(places.size))
  if (medians.includes(undefined)) {
    const missing = everything(places.size)
    for (const [place, median] of medians.entries()) if (median !== undefined) missing.set(NOTHING, 2 * place)
    for (const [place, median] of countedIn(looked, missing).medians.entries()) medians[place] ??= median
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
  return edges.sort(commonestEdge)
}
