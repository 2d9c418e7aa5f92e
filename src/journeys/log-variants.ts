import { inParts, roomFor } from '../kernel/index.ts'
import type { CaseSpans } from './cases.ts'
import { hashesOf, inLots, lotWork, type Paths } from './path-lots.ts'

/** Cases that lived the same path, told apart by their paths alone. */
export interface PathVariants {
  readonly count: number
  /** A case of each variant: the first in the table. */
  readonly first: Uint32Array
  readonly cases: Uint32Array
  /** Which variant each case is. */
  readonly of: Uint32Array
}

/** For each case the first one of the same path, and how many have that: a hash finds it, and the paths themselves decide. */
const firstAlike = (table: Paths, room: ReturnType<typeof roomFor>) => {
  const { begins, ends, activity } = table
  const paths = { begins, ends, activity }
  const laid = inLots(hashesOf(table), room)
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
