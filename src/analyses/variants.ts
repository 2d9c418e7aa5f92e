import { type CaseSpans, commonest, groupPaths, type PathVariants } from '../journeys/index.ts'
import type { Rate } from '../kernel/index.ts'
import { type Estimate, medianOf, medianOver, type Owned } from '../statistics/index.ts'

export interface VariantsQuestion {
  /** Codes of which the path holds one, begins with one, ends with one. */
  readonly contains?: readonly number[]
  readonly starts?: readonly number[]
  readonly ends?: readonly number[]
  readonly top: number
}

/** One way that was lived, exactly. */
export interface PathLived {
  readonly path: readonly string[]
  readonly cases: number
  readonly share: Rate
  /** The median time from its first event to its last. */
  readonly seconds: Estimate
}

/** The distinct paths that are asked for, by number, and the commonest of them. */
export interface Chosen {
  readonly kept: readonly number[]
  readonly best: readonly number[]
}

/** Paths in columns; some may be lived by many. */
export type NamedPaths = Pick<CaseSpans, 'begins' | 'ends' | 'activity' | 'activities'>

const holds = ({ activity, begins, ends: stops }: NamedPaths, question: VariantsQuestion) => {
  const { contains, starts: first, ends } = question
  return (c: number): boolean => {
    const [begin, end] = [begins[c] ?? 0, stops[c] ?? 0]
    if (first && (end === begin || !first.includes(activity[begin] ?? -1))) return false
    if (ends && (end === begin || !ends.includes(activity[end - 1] ?? -1))) return false
    if (!contains) return true
    for (let e = begin; e < end; e++) if (contains.includes(activity[e] ?? -1)) return true
    return false
  }
}

/** Which of the distinct paths are asked for: commonest first, equal ones in the order of their names. */
export const chooseVariants = (
  paths: NamedPaths,
  all: Omit<PathVariants, 'of'>,
  question: VariantsQuestion,
): Chosen => {
  const keep = holds(paths, question)
  const kept: number[] = []
  for (let v = 0; v < all.count; v++) if (keep(all.first[v] ?? 0)) kept.push(v)
  const chosen = {
    count: kept.length,
    first: Uint32Array.from(kept, (v) => all.first[v] ?? 0),
    cases: Uint32Array.from(kept, (v) => all.cases[v] ?? 0),
  }
  return { kept, best: commonest(paths, chosen, question.top).map((place) => kept[place] ?? 0) }
}

/** The distinct paths of cases: two are one where every event is. */
export const pathsIn = (table: CaseSpans): PathVariants => groupPaths(table)

/** The names along a path. */
export const namesAlong = ({ begins, ends, activity, activities }: NamedPaths, path: number): string[] =>
  Array.from(activity.subarray(begins[path], ends[path]), (code) => activities[code] ?? '')

/** How long cases took for some of their distinct paths, in seconds, or what else is said `of` them; -1 names none. */
export const durationsOf = (
  { begins, ends, at }: CaseSpans,
  all: PathVariants,
  wanted: readonly number[],
  of: (c: number) => number = (c) => {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    return end > begin ? ((at[end - 1] ?? 0) - (at[begin] ?? 0)) / 1000 : 0
  },
): Float64Array[] => {
  const placeOf = new Int32Array(all.count).fill(-1)
  for (const [place, v] of wanted.entries()) placeOf[v] = place
  const times = wanted.map((v) => new Float64Array(all.cases[v] ?? 0))
  const filled = new Uint32Array(wanted.length)
  for (let c = 0; c < all.of.length; c++) {
    const place = placeOf[all.of[c] ?? 0] ?? -1
    const list = times[place]
    if (!list) continue
    const next = filled[place] ?? 0
    list[next] = of(c)
    filled[place] = next + 1
  }
  return times
}

/** The same with whose they are. */
export const ownDurations = (table: CaseSpans, all: PathVariants, wanted: readonly number[]): Owned[] => {
  const { people = new Uint32Array(0) } = table
  const whose = durationsOf(table, all, wanted, (c) => people[c] ?? 0)
  return durationsOf(table, all, wanted).map((values, place) => ({ values, people: whose[place] ?? values }))
}

/** The median of that. */
export const secondsOf = (table: CaseSpans, all: PathVariants, wanted: readonly number[]): Estimate[] =>
  table.people ? ownDurations(table, all, wanted).map(medianOver) : durationsOf(table, all, wanted).map(medianOf)

/** The cases that lived one of some distinct paths. */
export const whoLived = (all: PathVariants, wanted: readonly number[]): number[] => {
  const isWanted = new Uint8Array(all.count)
  for (const v of wanted) isWanted[v] = 1
  const found: number[] = []
  for (let c = 0; c < all.of.length; c++) if (isWanted[all.of[c] ?? 0] === 1) found.push(c)
  return found
}
