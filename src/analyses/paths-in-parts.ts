import { behindEachOther, type CaseSpans, groupPaths } from '../journeys/index.ts'
import { type Estimate, medianOf } from '../statistics/index.ts'
import { type Pair, waitColumns } from './flow.ts'
import type { Surveyed } from './parts.ts'
import type { Sequences } from './sequences.ts'
import { durationsOf, whoLived } from './variants.ts'

/** The paths of cases: one each, or the distinct ones with how many lived them. */
export interface ReadPaths {
  readonly activities: readonly string[]
  readonly asOf: number
  readonly cases: number
  readonly sequences: Sequences
  /** The keys of the cases behind some paths, by number. */
  keys(paths: ArrayLike<number>): readonly string[] | Promise<readonly string[]>
  /** The median waits between some events and those that directly follow them. */
  waits(pairs: readonly Pair[]): readonly Estimate[] | Promise<readonly Estimate[]>
}

/** Distinct paths, of which it is known how long cases took for them. */
export interface Timed {
  seconds(paths: readonly number[]): readonly Estimate[] | Promise<readonly Estimate[]>
}

/** Distinct paths one behind the other, and how many cases lived each. */
interface Distinct {
  readonly begins: Uint32Array
  readonly ends: Uint32Array
  readonly code: Uint32Array
  readonly cases: Uint32Array
}

const distinctIn = (table: CaseSpans): Distinct => {
  const { count, first, cases } = groupPaths(table)
  const [begins, ends] = [new Uint32Array(count), new Uint32Array(count)]
  let size = 0
  for (let v = 0; v < count; v++) {
    begins[v] = size
    size += (table.ends[first[v] ?? 0] ?? 0) - (table.begins[first[v] ?? 0] ?? 0)
    ends[v] = size
  }
  const code = new Uint32Array(size)
  for (let v = 0; v < count; v++) {
    const c = first[v] ?? 0
    code.set(table.activity.subarray(table.begins[c], table.ends[c]), begins[v])
  }
  return { begins, ends, code, cases }
}

/** The distinct paths of all parts, in the order of who lived each first. */
const joined = (parts: readonly Distinct[]): Distinct => {
  const count = parts.reduce((sum, { cases }) => sum + cases.length, 0)
  const code = new Uint32Array(parts.reduce((sum, part) => sum + part.code.length, 0))
  const [begins, ends, lived] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
  let [next, size] = [0, 0]
  for (const part of parts) {
    code.set(part.code, size)
    for (let v = 0; v < part.cases.length; v++, next++) {
      begins[next] = size + (part.begins[v] ?? 0)
      ends[next] = size + (part.ends[v] ?? 0)
      lived[next] = part.cases[v] ?? 0
    }
    size += part.code.length
  }
  const alike = groupPaths({ begins, ends, activity: code })
  const cases = new Uint32Array(alike.count)
  for (let v = 0; v < count; v++) {
    const own = alike.of[v] ?? 0
    cases[own] = (cases[own] ?? 0) + (lived[v] ?? 0)
  }
  const at = (column: Uint32Array) => alike.first.map((v) => column[v] ?? 0)
  return { begins: at(begins), ends: at(ends), code, cases }
}

const textOf = (codes: ArrayLike<number>): string => Array.from(codes).join(' ')

/** The distinct paths of cases that are read in parts; their times, and who lived them, are asked of the parts again. */
export const pathsInParts = async (all: Surveyed): Promise<ReadPaths & Timed> => {
  const { begins, ends, code, cases } = joined(await all.count(({ table }) => distinctIn(table)))
  const places = (paths: ArrayLike<number>) =>
    new Map(Array.from(paths, (v, place) => [textOf(code.subarray(begins[v], ends[v])), place]))
  /** Which of the paths that are wanted each of a part's is; -1 for none. */
  const placed = (table: CaseSpans, wanted: ReadonlyMap<string, number>) => {
    const groups = groupPaths(table)
    const places = Array.from(groups.first, (c) => {
      const codes = table.activity.subarray(table.begins[c], table.ends[c])
      return wanted.get(textOf(codes)) ?? -1
    })
    return { groups, places }
  }
  return {
    activities: all.activities,
    asOf: all.asOf,
    cases: all.cases,
    sequences: { begins, ends, code, at: Float64Array.from(code.keys()), weights: cases },
    keys: (paths) => {
      const wanted = places(paths)
      return all.list(({ table }) => {
        const { groups, places: own } = placed(table, wanted)
        return whoLived(
          groups,
          own.flatMap((place, v) => (place < 0 ? [] : [v])),
        )
      })
    },
    seconds: async (paths) => {
      const wanted = places(paths)
      const parts = await all.count(({ table }) => {
        const { groups, places: own } = placed(table, wanted)
        const mine = Array.from(paths, () => -1)
        for (const [v, place] of own.entries()) if (place >= 0) mine[place] = v
        return durationsOf(table, groups, mine)
      })
      return Array.from(paths, (_, place) =>
        medianOf(behindEachOther(parts.map((part) => part[place] ?? new Float64Array(0)))),
      )
    },
    waits: async (pairs) => {
      const parts = await all.count(({ table }) =>
        waitColumns({ ...table, code: table.activity }, all.activities.length, pairs),
      )
      return pairs.map((_, place) => medianOf(behindEachOther(parts.map((part) => part[place] ?? new Float64Array(0)))))
    },
  }
}
