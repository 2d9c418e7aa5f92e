import { inParts, roomFor, type SharedWork } from '../kernel/index.ts'
import type { CaseSpans } from './cases.ts'

/** Twice a prime of 32 bits, multiplied in halves: fast, and a path that differs anywhere ends elsewhere. */
const mixed = (hash: number, code: number): number => Math.imul((hash ^ code) >>> 0, 0x9e37_79b1) ^ (hash >>> 15)

/** Paths in columns; where the names of their codes are given, all codes are of those. */
export type Paths = Pick<CaseSpans, 'begins' | 'ends' | 'activity'> & Partial<Pick<CaseSpans, 'activities'>>

const isSame = ({ begins, ends, activity }: Paths, a: number, b: number): boolean => {
  const [from, size] = [begins[a] ?? 0, (ends[a] ?? 0) - (begins[a] ?? 0)]
  const other = begins[b] ?? 0
  if ((ends[b] ?? 0) - other !== size) return false
  for (let i = 0; i < size; i++) if (activity[from + i] !== activity[other + i]) return false
  return true
}

/** Paths of more events than these are never told by one number. */
const SHORT = 26

/** So few names are told apart in a base of as many, without looking which of them short paths have. */
const FEW_NAMES = 62

/** The largest code of any short path. */
const largestOfShort = ({ begins, ends, activity }: Paths): number => {
  let most = 0
  for (let c = 0; c < begins.length; c++) {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    if (end - begin <= SHORT) for (let e = begin; e < end; e++) most = Math.max(most, activity[e] ?? 0)
  }
  return most
}

/** How many events a path may have to be told by one number exactly: its codes, in a base beyond the largest of any short one. */
const numbering = (paths: Paths) => {
  const { activities: names = { length: Number.POSITIVE_INFINITY } } = paths
  const base = names.length <= FEW_NAMES ? names.length + 1 : largestOfShort(paths) + 2
  return { base, longest: Math.min(SHORT, Math.floor(53 / Math.log2(base))) }
}

/** What a path that is too long to be told by a number has in its place. */
const LONG = -1

/** Of each path a hash, and the number that tells it: memory far away is then looked at for long paths alone. */
interface PathHashes {
  readonly hashes: Int32Array
  readonly numbers: Float64Array
}

interface HashColumns extends Paths, PathHashes {
  readonly base: number
  readonly longest: number
}

const hash = (columns: HashColumns, from: number, to: number): undefined => {
  const { begins, ends, activity, base, longest, hashes, numbers } = columns
  for (let c = from; c < to; c++) {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    let mine = 0x811c
    for (let e = begin; e < end; e++) mine = mixed(mine, activity[e] ?? 0)
    mine = Math.imul(mine ^ (mine >>> 16), 0x85eb_ca6b)
    hashes[c] = mine ^ (mine >>> 13)
    let number = end - begin <= longest ? 0 : LONG
    if (number !== LONG) for (let e = begin; e < end; e++) number = number * base + (activity[e] ?? 0) + 1
    numbers[c] = number
  }
  return undefined
}

/** Hashes of some paths. */
export const hashWork: SharedWork<HashColumns, undefined> = {
  name: 'hashes of paths',
  begin: (columns) => (from, to) => hash(columns, from, to),
}

export const hashesOf = (paths: Paths): PathHashes => {
  const { begins, ends, activity } = paths
  const room = roomFor(activity.length)
  const { base, longest } = numbering(paths)
  const found = { hashes: room.int32(begins.length), numbers: room.float64(begins.length) }
  inParts(hashWork, { begins, ends, activity, base, longest, ...found }, begins.length, activity.length)
  return found
}

/** The first bits of so many hashes tell lots of some twenty thousand cases apart: what one lot looks up is near at hand. */
const LOT = 20_000
const MOST_LOTS = 12

/** Cases in lots, in each in their order; where each lot begins. */
export const inLots = ({ hashes, numbers }: PathHashes, room: ReturnType<typeof roomFor>) => {
  const bits = Math.min(MOST_LOTS, Math.max(0, Math.ceil(Math.log2(hashes.length / LOT))))
  const lots = 2 ** bits
  // A shift by 32 is none.
  const lotOf = (hash: number): number => (bits === 0 ? 0 : hash >>> (32 - bits))
  const begins = new Uint32Array(lots + 1)
  for (let c = 0; c < hashes.length; c++) {
    const lot = lotOf(hashes[c] ?? 0) + 1
    begins[lot] = (begins[lot] ?? 0) + 1
  }
  for (let lot = 1; lot <= lots; lot++) begins[lot] = (begins[lot] ?? 0) + (begins[lot - 1] ?? 0)
  const next = begins.slice()
  const laid = {
    cases: room.uint32(hashes.length),
    hashes: room.int32(hashes.length),
    numbers: room.float64(hashes.length),
  }
  for (let c = 0; c < hashes.length; c++) {
    const hash = hashes[c] ?? 0
    const lot = lotOf(hash)
    const place = next[lot] ?? 0
    next[lot] = place + 1
    laid.cases[place] = c
    laid.hashes[place] = hash
    laid.numbers[place] = numbers[c] ?? LONG
  }
  return { lots: begins, ...laid }
}

interface LotColumns extends Paths, ReturnType<typeof inLots> {
  readonly first: Uint32Array
  /** Of whoever is first, how many they are. */
  readonly counts: Uint32Array
}

const lookUp = (columns: LotColumns, from: number, to: number): undefined => {
  const { begins, ends, activity, lots, cases, hashes, numbers, first, counts } = columns
  const table = { begins, ends, activity }
  // By place: who was there first, counted from 1 in the order of lots.
  let places = new Uint32Array(1024)
  // And how many came to it, near at hand until the lot is done.
  let came = new Uint32Array(1024)
  for (let lot = from; lot < to; lot++) {
    const [begin, end] = [lots[lot] ?? 0, lots[lot + 1] ?? 0]
    let width = 1024
    while (width < (end - begin) * 2) width *= 2
    if (places.length < width) {
      places = new Uint32Array(width)
      came = new Uint32Array(width)
    } else places.fill(0, 0, width)
    for (let i = begin; i < end; i++) {
      const [c, hash, number] = [cases[i] ?? 0, hashes[i] ?? 0, numbers[i] ?? LONG]
      let place = hash & (width - 1)
      for (;;) {
        const known = (places[place] ?? 0) - 1
        if (known < 0) {
          places[place] = i + 1
          came[place] = 1
          first[c] = c
          break
        }
        const other = cases[known] ?? 0
        if (hashes[known] === hash && numbers[known] === number && (number !== LONG || isSame(table, other, c))) {
          came[place] = (came[place] ?? 0) + 1
          first[c] = other
          break
        }
        place = (place + 1) & (width - 1)
      }
    }
    for (let place = 0; place < width; place++) {
      const known = (places[place] ?? 0) - 1
      if (known >= 0) counts[cases[known] ?? 0] = came[place] ?? 0
    }
  }
  return undefined
}

/** Some lots. */
export const lotWork: SharedWork<LotColumns, undefined> = {
  name: 'lots of paths',
  begin: (columns) => (from, to) => lookUp(columns, from, to),
}
