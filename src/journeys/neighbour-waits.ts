import { roomFor, type SharedWork } from '../kernel/index.ts'
import type { CaseSpans } from './cases.ts'

/** The place of a pair of activities among the counts. */
export interface PairPlaces {
  readonly size: number
  /** Where each pair has one, used or not: how many activities there are. 0 elsewhere. */
  readonly width: number
  /** Elsewhere, the places of pairs that occur. */
  readonly numbered: ReadonlyMap<number, number> | undefined
  /** How many activities there are. */
  readonly activities: number
}

/** What is looked at: the columns of a table, where each pair has its place, and which waits of each are kept. */
export interface NeighbourColumns extends PairPlaces, Pick<CaseSpans, 'begins' | 'ends' | 'activity' | 'at'> {
  /** The least and the most wait that is kept of each pair, in milliseconds. */
  readonly bounds: Float64Array
  /** In so many steps from the least to the most of them. */
  readonly steps: number
  /** Of the cases one in so many is looked at, and so many events of each at most. */
  readonly every: number
  readonly most: number
  /** How many events there are in all. */
  readonly events: number
}

/** The waits between neighbours in some cases, in milliseconds. */
export interface Neighbours {
  /** Of each pair, how many waited less than its bounds, within them, and more. */
  readonly tally: Uint32Array
  /** Waits within bounds, those of a step of a pair side by side, step after step; and where those of each step begin. */
  readonly waits: Float64Array
  readonly firsts: Uint32Array
}

/** Waits in the order in which they were found, with the place of their pair. */
interface Found {
  readonly owners: Uint32Array
  readonly waits: Float64Array
}

/** How many events of some cases are looked at, at most. */
const eventsOf = ({ begins, ends, every, most }: NeighbourColumns, from: number, to: number): number => {
  let events = 0
  for (let c = from; c < to; c += every) events += Math.min(most, (ends[c] ?? 0) - (begins[c] ?? 0))
  return events
}

/**
 * On which side of its bounds a wait lies nobody could guess: it is worked out as a number, and each wait is written down as if
 * it lay within, the next one over it where it does not. A branch would be guessed wrong.
 *
 * As below, a function is one loop: it is compiled while it runs the first time, and what stands behind the loop and never ran
 * would undo that.
 */
const find = (columns: NeighbourColumns, found: Found, tally: Uint32Array, from: number, to: number): number => {
  const { begins, ends, activity, at, bounds, width, numbered, activities, every, most } = columns
  const { owners, waits } = found
  let held = 0
  for (let c = from; c < to; c += every) {
    let e = begins[c] ?? 0
    const end = Math.min(ends[c] ?? 0, e + most)
    if (e === end) continue
    let [before, then] = [activity[e] ?? 0, at[e] ?? 0]
    for (e++; e < end; e++) {
      const after = activity[e] ?? 0
      const now = at[e] ?? 0
      const place = width > 0 ? Math.imul(before, width) + after : (numbered?.get(before * activities + after) ?? 0)
      const wait = now - then
      const side = Number(wait >= (bounds[2 * place] ?? 0)) + Number(wait > (bounds[2 * place + 1] ?? 0))
      const slot = 3 * place + side
      tally[slot] = (tally[slot] ?? 0) + 1
      owners[held] = place
      waits[held] = wait
      held += side & 1
      before = after
      then = now
    }
  }
  return held
}

/** On how many steps a wait beyond the least of a pair stands, for each millisecond; 0 where there is no end of them. */
const slopes = ({ bounds, size, steps }: NeighbourColumns): Float64Array =>
  Float64Array.from({ length: size }, (_, place) => {
    const slope = steps / ((bounds[2 * place + 1] ?? 0) - (bounds[2 * place] ?? 0))
    return Number.isFinite(slope) ? slope : 0
  })

/** Counts the waits of each step of each pair, and notes of each in which it stands. */
const countSteps = (
  { bounds, steps }: NeighbourColumns,
  slope: Float64Array,
  { owners, waits }: Found,
  held: number,
  counts: Uint32Array,
): void => {
  for (let i = 0; i < held; i++) {
    const place = owners[i] ?? 0
    // Of what has no end there is but one step: 0 times it is none, and no number is the first.
    const step = Math.min(steps - 1, ((waits[i] ?? 0) - (bounds[2 * place] ?? 0)) * (slope[place] ?? 0)) >>> 0
    const slot = place * steps + step
    owners[i] = slot
    counts[slot + 1] = (counts[slot + 1] ?? 0) + 1
  }
}

const sumUp = (counts: Uint32Array): void => {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0)
}

/** Lays the waits of a step side by side, while they are near at hand. */
const lay = ({ owners, waits }: Found, held: number, nexts: Uint32Array, laid: Float64Array): void => {
  for (let i = 0; i < held; i++) {
    const slot = owners[i] ?? 0
    const next = nexts[slot] ?? 0
    laid[next] = waits[i] ?? 0
    nexts[slot] = next + 1
  }
}

/** Neighbours in some cases. */
export const neighbourWork: SharedWork<NeighbourColumns, Neighbours> = {
  name: 'neighbours',
  begin: (columns) => {
    const { size, steps } = columns
    // Memory that the engine of the language does not count, and so does not look for in the midst of a question.
    const room = roomFor(columns.events)
    const slope = slopes(columns)
    let found: Found = { owners: new Uint32Array(0), waits: new Float64Array(0) }
    return (from, to) => {
      const events = eventsOf(columns, from, to)
      if (events > found.owners.length) found = { owners: room.uint32(events + 1), waits: room.float64(events + 1) }
      const tally = new Uint32Array(3 * size)
      const held = find(columns, found, tally, from, to)
      const firsts = new Uint32Array(size * steps + 1)
      countSteps(columns, slope, found, held, firsts)
      sumUp(firsts)
      const waits = room.float64(held)
      lay(found, held, firsts.slice(), waits)
      return { tally, waits, firsts }
    }
  },
}

/** Waits of one pair that were kept: those among which some places lie, and how many of the kept ones are less. */
interface Amid {
  readonly waits: Float64Array
  readonly before: number
}

/** Gathers what stands between two steps in all parts, and tells how many there are. */
const gather = (parts: readonly Neighbours[], first: number, last: number, room: Float64Array): number => {
  let held = 0
  for (const { firsts, waits } of parts) {
    const end = firsts[last] ?? 0
    for (let i = firsts[first] ?? 0; i < end; i++) room[held++] = waits[i] ?? 0
  }
  return held
}

/**
 * Gathers what was kept of one pair after the other, in one room for all of them: of its steps only those in which the waits
 * from one place to another stand, counted from the least that was kept.
 */
export const gatherer = (
  parts: readonly Neighbours[],
  steps: number,
): ((pair: number, from: number, to: number) => Amid) => {
  let room = new Float64Array(1 << 12)
  const upTo = (slot: number): number => {
    let sum = 0
    for (const { firsts } of parts) sum += firsts[slot] ?? 0
    return sum
  }
  return (pair, from, to) => {
    const end = (pair + 1) * steps
    const none = upTo(pair * steps)
    let [first, last] = [pair * steps, pair * steps + 1]
    let [before, size] = [0, 0]
    for (; last <= end; last++) {
      size = upTo(last) - none
      if (size <= from) [first, before] = [last, size]
      if (size > to) break
    }
    if (size - before > room.length) room = new Float64Array(2 * (size - before))
    return { waits: room.subarray(0, gather(parts, first, Math.min(last, end), room)), before }
  }
}
