import { inParts, roomFor, type SharedWork } from '../kernel/index.ts'
import type { CaseSpans } from './cases.ts'

/** Cases that lived the same path, told apart by their paths alone. */
export interface PathVariants {
  readonly count: number
  /** A case of each variant: the first in the table. */
  readonly first: Uint32Array
  readonly cases: Uint32Array
  /** Which variant each case is. */
  readonly of: Uint32Array
}

/** Twice a prime of 32 bits, multiplied in halves: fast, and a path that differs anywhere ends elsewhere. */
const mixed = (hash: number, code: number): number => Math.imul((hash ^ code) >>> 0, 0x9e37_79b1) ^ (hash >>> 15)

/** Paths in columns. */
type Paths = Pick<CaseSpans, 'begins' | 'ends' | 'activity'>

const isSame = ({ begins, ends, activity }: Paths, a: number, b: number): boolean => {
  const [from, size] = [begins[a] ?? 0, (ends[a] ?? 0) - (begins[a] ?? 0)]
  const other = begins[b] ?? 0
  if ((ends[b] ?? 0) - other !== size) return false
  for (let i = 0; i < size; i++) if (activity[from + i] !== activity[other + i]) return false
  return true
}

/** Paths of more events than these are never told by one number. */
const SHORT = 26

/** How many events a path may have to be told by one number exactly: its codes, in a base beyond the largest of any short one. */
const numbering = ({ begins, ends, activity }: Paths) => {
  let most = 0
  for (let c = 0; c < begins.length; c++) {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    if (end - begin <= SHORT) for (let e = begin; e < end; e++) most = Math.max(most, activity[e] ?? 0)
  }
  const base = most + 2
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

const hashesOf = ({ begins, ends, activity }: Paths): PathHashes => {
  const room = roomFor(activity.length)
  const { base, longest } = numbering({ begins, ends, activity })
  const found = { hashes: room.int32(begins.length), numbers: room.float64(begins.length) }
  inParts(hashWork, { begins, ends, activity, base, longest, ...found }, begins.length, activity.length)
  return found
}

/** The first bits of so many hashes tell lots of some twenty thousand cases apart: what one lot looks up is near at hand. */
const LOT = 20_000
const MOST_LOTS = 12

/** Cases in lots, in each in their order; where each lot begins. */
const inLots = ({ hashes, numbers }: PathHashes, room: ReturnType<typeof roomFor>) => {
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

/** For each case the first one of the same path, and how many have that: a hash finds it, and the paths themselves decide. */
const firstAlike = ({ begins, ends, activity }: Paths, room: ReturnType<typeof roomFor>) => {
  const paths = { begins, ends, activity }
  const laid = inLots(hashesOf(paths), room)
  const [first, counts] = [room.uint32(begins.length), room.uint32(begins.length)]
  inParts(lotWork, { ...laid, ...paths, first, counts }, laid.lots.length - 1, activity.length)
  return { of: first, counts }
}

/** Numbers groups in the order of their first cases; whoever was first comes first, and has been given its number. */
const numberGroups = (of: Uint32Array, counts: Uint32Array, first: Uint32Array, cases: Uint32Array): void => {
  let next = 0
  for (let c = 0; c < of.length; c++) {
    const mine = of[c] ?? 0
    if (mine !== c) {
      of[c] = of[mine] ?? 0
      continue
    }
    first[next] = c
    cases[next] = counts[c] ?? 0
    of[c] = next++
  }
}

const countFirst = (of: Uint32Array): number => {
  let count = 0
  for (let c = 0; c < of.length; c++) count += Number(of[c] === c)
  return count
}

/** Groups cases by their path; groups stand in the order of their first cases. */
export const groupPaths = (table: Paths): PathVariants => {
  const room = roomFor(table.activity.length)
  const { of, counts } = firstAlike(table, room)
  const count = countFirst(of)
  const [first, cases] = [room.uint32(count), room.uint32(count)]
  numberGroups(of, counts, first, cases)
  return { count, first, cases, of }
}

type NamedPaths = Pick<CaseSpans, 'begins' | 'ends' | 'activity' | 'activities'>

/** The order of paths by the names in them, as if those were joined by a letter before all others. */
const byNames = ({ begins, ends, activity, activities }: NamedPaths) => {
  const order = activities
    .map((_, code) => code)
    .sort((a, b) => ((activities[a] ?? '') < (activities[b] ?? '') ? -1 : 1))
  const rank = new Uint32Array(activities.length)
  for (const [place, code] of order.entries()) rank[code] = place
  return (a: number, b: number): number => {
    const [from, other] = [begins[a] ?? 0, begins[b] ?? 0]
    const [size, length] = [(ends[a] ?? 0) - from, (ends[b] ?? 0) - other]
    for (let i = 0; i < size && i < length; i++) {
      const difference = (rank[activity[from + i] ?? 0] ?? 0) - (rank[activity[other + i] ?? 0] ?? 0)
      if (difference !== 0) return difference
    }
    return size - length
  }
}

/** Numbers below this are counted, of which almost all are. */
const COUNTED = 1 << 12

const countValues = (values: Uint32Array, counts: Uint32Array): void => {
  for (let i = 0; i < values.length; i++) {
    const value = Math.min(values[i] ?? 0, COUNTED)
    counts[value] = (counts[value] ?? 0) + 1
  }
}

/** The last of so many of the largest values; there are as many. */
const largest = (values: Uint32Array, many: number): number => {
  const counts = new Uint32Array(COUNTED + 1)
  countValues(values, counts)
  let [value, left] = [COUNTED, many]
  for (; value > 0 && left > (counts[value] ?? 0); value--) left -= counts[value] ?? 0
  if (value < COUNTED) return value
  const large = values.filter((one) => one >= COUNTED).sort()
  return large[large.length - many] ?? 0
}

/** The `top` commonest variants, equal ones in the order of their names; what cannot be among them is never sorted. */
export const commonest = (
  table: NamedPaths,
  { count, first, cases }: Omit<PathVariants, 'of'>,
  top: number,
): number[] => {
  const names = byNames(table)
  const before = (a: number, b: number) => (cases[b] ?? 0) - (cases[a] ?? 0) || names(first[a] ?? 0, first[b] ?? 0)
  if (top >= count) return Array.from({ length: count }, (_, variant) => variant).sort(before)
  // Those of fewer cases than the last that fits are out.
  const least = largest(cases, top)
  const [sure, tied]: [number[], number[]] = [[], []]
  for (let variant = 0; variant < count; variant++) {
    const lived = cases[variant] ?? 0
    if (lived > least) sure.push(variant)
    else if (lived === least) tied.push(variant)
  }
  const wanted = top - sure.length
  const best: number[] = []
  for (const variant of tied) {
    if (best.length === wanted && before(variant, best.at(-1) ?? 0) >= 0) continue
    let place = best.length
    while (place > 0 && before(variant, best[place - 1] ?? 0) < 0) place--
    best.splice(place, 0, variant)
    if (best.length > wanted) best.pop()
  }
  return [...sure.sort(before), ...best]
}

/** The distinct paths of a log with their cases, commonest first, equal ones in the order of their names; `top` are told. */
export const countVariants = (
  table: CaseSpans,
  top = Number.POSITIVE_INFINITY,
): { readonly count: number; readonly top: { path: string[]; cases: number }[] } => {
  const variants = groupPaths(table)
  return {
    count: variants.count,
    top: commonest(table, variants, top).map((variant) => {
      const c = variants.first[variant] ?? 0
      const codes = table.activity.subarray(table.begins[c], table.ends[c])
      return { path: Array.from(codes, (code) => table.activities[code] ?? ''), cases: variants.cases[variant] ?? 0 }
    }),
  }
}
