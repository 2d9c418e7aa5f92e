import { type CaseSpans, commonest, groupPaths } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'
import { type Estimate, medianOf } from '../statistics/index.ts'

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

export interface Variants {
  /** Different ways that are asked for, and how many cases lived one of them. */
  readonly variants: number
  readonly cases: number
  readonly top: readonly PathLived[]
  /** The cases that lived way n of `top`, or one of the ways asked for. */
  livedBy(place: number): number[]
  asked(): number[]
}

const holds = ({ activity, begins, ends: stops }: CaseSpans, question: VariantsQuestion) => {
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

/** The distinct paths of cases, commonest first, equal ones in the order of their names; two paths are one where every event is. */
export const variantsOf = (table: CaseSpans, question: VariantsQuestion): Variants => {
  const all = groupPaths(table)
  const keep = holds(table, question)
  const kept: number[] = []
  for (let v = 0; v < all.count; v++) if (keep(all.first[v] ?? 0)) kept.push(v)
  const chosen = {
    count: kept.length,
    first: Uint32Array.from(kept, (v) => all.first[v] ?? 0),
    cases: Uint32Array.from(kept, (v) => all.cases[v] ?? 0),
  }
  const best = commonest(table, chosen, question.top).map((place) => kept[place] ?? 0)
  const placeOf = new Int32Array(all.count).fill(-1)
  for (const [place, v] of best.entries()) placeOf[v] = place
  const times = best.map((v) => new Float64Array(all.cases[v] ?? 0))
  const filled = new Uint32Array(best.length)
  for (let c = 0; c < all.of.length; c++) {
    const place = placeOf[all.of[c] ?? 0] ?? -1
    const list = times[place]
    if (!list) continue
    const [begin, end] = [table.begins[c] ?? 0, table.ends[c] ?? 0]
    const next = filled[place] ?? 0
    list[next] = end > begin ? ((table.at[end - 1] ?? 0) - (table.at[begin] ?? 0)) / 1000 : 0
    filled[place] = next + 1
  }
  const isKept = new Uint8Array(all.count)
  for (const v of kept) isKept[v] = 1
  const casesOf = (is: (variant: number) => boolean): number[] => {
    const found: number[] = []
    for (let c = 0; c < all.of.length; c++) if (is(all.of[c] ?? 0)) found.push(c)
    return found
  }
  return {
    variants: kept.length,
    cases: chosen.cases.reduce((sum, cases) => sum + cases, 0),
    top: best.map((v, place): PathLived => {
      const c = all.first[v] ?? 0
      const codes = table.activity.subarray(table.begins[c], table.ends[c])
      const cases = all.cases[v] ?? 0
      return {
        path: Array.from(codes, (code) => table.activities[code] ?? ''),
        cases,
        share: rate(cases, all.of.length),
        seconds: medianOf(times[place] ?? new Float64Array(0)),
      }
    }),
    livedBy: (place) => casesOf((variant) => placeOf[variant] === place),
    asked: () => casesOf((variant) => isKept[variant] === 1),
  }
}
