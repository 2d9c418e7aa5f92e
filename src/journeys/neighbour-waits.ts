import type { SharedWork } from '../kernel/index.ts'
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
}

/** The waits between neighbours in some cases, in milliseconds. */
export interface Neighbours {
  /** Of each pair, how many waited less than its bounds, within them, and more. */
  readonly tally: Uint32Array
  /** Waits within bounds, those of a step of a pair side by side, step after step; and where those of each step begin. */
  readonly waits: Float64Array
  readonly firsts: Uint32Array
}

/** Waits in the order in which they were found, with the place of their pair: room for as many as a thread comes to find. */
const createFound = () => ({ owners: new Uint32Array(1 << 16), waits: new Float64Array(1 << 16) })
type Found = ReturnType<typeof createFound>

const widen = (found: Found, held: number, wanted: number): void => {
  const [owners, waits] = [new Uint32Array(wanted), new Float64Array(wanted)]
  owners.set(found.owners.subarray(0, held))
  waits.set(found.waits.subarray(0, held))
  found.owners = owners
  found.waits = waits
}

/**
 * On which side of its bounds a wait lies nobody could guess: it is worked out as a number, and each wait is written down as if
 * it lay within, the next one over it where it does not. A branch would be guessed wrong.
 */
const find = (columns: NeighbourColumns, found: Found, tally: Uint32Array, from: number, to: number): number => {
  const { begins, ends, activity, at, bounds, width, numbered, activities, every, most } = columns
  let { owners, waits } = found
  let held = 0
  for (let c = from; c < to; c += every) {
    let e = begins[c] ?? 0
    const end = Math.min(ends[c] ?? 0, e + most)
    if (e === end) continue
    if (held + end - e > owners.length) {
      widen(found, held, 2 * (held + end - e))
      owners = found.owners
      waits = found.waits
    }
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

/** Lays the waits of a step side by side, while they are near at hand. */
const lay = (
  { bounds, steps, size }: NeighbourColumns,
  slope: Float64Array,
  { owners, waits }: Found,
  held: number,
): Omit<Neighbours, 'tally'> => {
  const nexts = new Uint32Array(size * steps + 1)
  for (let i = 0; i < held; i++) {
    const place = owners[i] ?? 0
    // Of what has no end there is but one step: 0 times it is none, and no number is the first.
    const step = Math.min(steps - 1, ((waits[i] ?? 0) - (bounds[2 * place] ?? 0)) * (slope[place] ?? 0)) >>> 0
    const slot = place * steps + step
    owners[i] = slot
    nexts[slot + 1] = (nexts[slot + 1] ?? 0) + 1
  }
  for (let slot = 1; slot < nexts.length; slot++) nexts[slot] = (nexts[slot] ?? 0) + (nexts[slot - 1] ?? 0)
  const firsts = nexts.slice()
  const laid = new Float64Array(held)
  for (let i = 0; i < held; i++) {
    const slot = owners[i] ?? 0
    const next = nexts[slot] ?? 0
    laid[next] = waits[i] ?? 0
    nexts[slot] = next + 1
  }
  return { waits: laid, firsts }
}

/** Neighbours in some cases. */
export const neighbourWork: SharedWork<NeighbourColumns, Neighbours> = {
  name: 'neighbours',
  begin: (columns) => {
    const found = createFound()
    const slope = slopes(columns)
    return (from, to) => {
      const tally = new Uint32Array(3 * columns.size)
      const held = find(columns, found, tally, from, to)
      return { tally, ...lay(columns, slope, found, held) }
    }
  },
}

/** Waits of one pair that were kept: those among which some places lie, and how many of the kept ones are less. */
interface Amid {
  readonly waits: Float64Array
  readonly before: number
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
  const upTo = (slot: number): number => parts.reduce((sum, { firsts }) => sum + (firsts[slot] ?? 0), 0)
  return (pair, from, to) => {
    const none = upTo(pair * steps)
    let [first, last] = [pair * steps, pair * steps + 1]
    let [before, size] = [0, 0]
    for (; last <= (pair + 1) * steps; last++) {
      size = upTo(last) - none
      if (size <= from) [first, before] = [last, size]
      if (size > to) break
    }
    last = Math.min(last, (pair + 1) * steps)
    if (size - before > room.length) room = new Float64Array(2 * (size - before))
    let held = 0
    for (const { firsts, waits } of parts) {
      const end = firsts[last] ?? 0
      for (let i = firsts[first] ?? 0; i < end; i++) room[held++] = waits[i] ?? 0
    }
    return { waits: room.subarray(0, held), before }
  }
}
