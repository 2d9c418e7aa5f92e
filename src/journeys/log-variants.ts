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

/** Groups cases by their path: a hash finds the group, and the paths themselves decide. */
export const groupPaths = (table: Paths): PathVariants => {
  const all = table.ends.length
  let width = 1 << 10
  while (width < all * 2) width *= 2
  // By place: a variant, counted from 1.
  const places = new Uint32Array(width)
  const hashes = new Int32Array(all)
  const [first, cases, of] = [new Uint32Array(all), new Uint32Array(all), new Uint32Array(all)]
  let count = 0
  for (let c = 0; c < all; c++) {
    let hash = 0x811c
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) hash = mixed(hash, table.activity[e] ?? 0)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
    let place = (hash ^ (hash >>> 13)) & (width - 1)
    for (;;) {
      const variant = (places[place] ?? 0) - 1
      if (variant < 0) {
        places[place] = count + 1
        hashes[count] = hash
        first[count] = c
        of[c] = count
        cases[count++] = 1
        break
      }
      if (hashes[variant] === hash && isSame(table, first[variant] ?? 0, c)) {
        cases[variant] = (cases[variant] ?? 0) + 1
        of[c] = variant
        break
      }
      place = (place + 1) & (width - 1)
    }
  }
  return { count, first: first.slice(0, count), cases: cases.slice(0, count), of }
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
  const sorted = cases.slice().sort()
  const least = sorted[count - top] ?? 0
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
