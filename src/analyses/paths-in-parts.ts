import { behindEachOther, type CaseSpans, groupPaths } from '../journeys/index.ts'
import { type Estimate, joinOwned, medianOf, medianOver, type Owned, sharesOver } from '../statistics/index.ts'
import { ownWaits, type Pair, waitColumns } from './flow.ts'
import type { Surveyed } from './parts.ts'
import { inOrderOf, type PeoplesPaths, type Sequences } from './sequences.ts'
import { durationsOf, ownDurations, whoLived } from './variants.ts'

/** The paths of cases: one each, or the distinct ones with how many lived them. */
export interface ReadPaths {
  readonly activities: readonly string[]
  readonly asOf: number
  readonly cases: number
  readonly sequences: Sequences
  /** Case by case, whose it is and which path it lived, where one person may have several cases. */
  readonly lived?: PeoplesPaths
  /** The keys of the cases behind some paths, by number. */
  keys(paths: ArrayLike<number>): readonly string[] | Promise<readonly string[]>
  /** The median waits between some events and those that directly follow them. */
  waits(pairs: readonly Pair[]): readonly Estimate[] | Promise<readonly Estimate[]>
}

/** What the share of cases is that lived each path, over people where one may have several. */
export const shareOfPaths = (lived: PeoplesPaths | undefined) =>
  lived && sharesOver({ people: lived.people, label: (c) => lived.path[c] ?? -1, within: () => 0 })

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
  readonly lived?: PeoplesPaths
}

export const distinctIn = (table: CaseSpans): Distinct => {
  const { count, first, cases, of } = groupPaths(table)
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
  return { begins, ends, code, cases, ...(table.people && { lived: { people: table.people, path: of } }) }
}

/** The distinct paths of all parts, in the order of who lived each first. */
export const joined = (parts: readonly Distinct[]): Distinct => {
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
  const ofPeople = peopleOf(parts, alike.of)
  return { begins: at(begins), ends: at(ends), code, cases, ...(ofPeople && { lived: ofPeople }) }
}

/** Everybody's cases, people numbered anew: each of them is whole in one part. */
const peopleOf = (parts: readonly Distinct[], numbers: ArrayLike<number>): PeoplesPaths | undefined => {
  if (!parts.some(({ lived }) => lived)) return undefined
  const cases = parts.reduce((sum, part) => sum + part.cases.reduce((all, each) => all + each, 0), 0)
  const [people, path] = [new Uint32Array(cases), new Uint32Array(cases)]
  let [next, person, first] = [0, 0, 0]
  for (const { lived, cases: own } of parts) {
    const count = lived?.path.length ?? 0
    for (let c = 0; c < count; c++) {
      if (c === 0 || lived?.people[c] !== lived?.people[c - 1]) person++
      people[next] = person
      path[next++] = numbers[first + (lived?.path[c] ?? 0)] ?? 0
    }
    first += own.length
  }
  return { people, path }
}

const textOf = (codes: ArrayLike<number>): string => Array.from(codes).join(' ')

/** The median of what parts have, over people where it is known whose it is. */
const medianOfParts = (parts: readonly (Float64Array | Owned)[]): Estimate => {
  const owned = parts.flatMap((part) => ('people' in part ? [part] : []))
  const bare = parts.flatMap((part) => ('people' in part ? [] : [part]))
  return owned.length > 0 ? medianOver(joinOwned(owned)) : medianOf(behindEachOther(bare))
}

/** The distinct paths of cases that are read in parts; their times, and who lived them, are asked of the parts again. */
export const pathsInParts = async (all: Surveyed): Promise<ReadPaths & Timed> => {
  const { begins, ends, code, cases, lived } = joined(await all.count(({ table }) => distinctIn(table)))
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
    ...(lived && { lived }),
    sequences: { begins, ends, code, at: inOrderOf(code.length), weights: cases },
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
        return table.people ? ownDurations(table, groups, mine) : durationsOf(table, groups, mine)
      })
      return Array.from(paths, (_, place) => medianOfParts(parts.flatMap((part) => part[place] ?? [])))
    },
    waits: async (pairs) => {
      const parts = await all.count(({ table }) =>
        table.people
          ? ownWaits({ ...table, code: table.activity }, table.people, all.activities.length, pairs)
          : waitColumns({ ...table, code: table.activity }, all.activities.length, pairs),
      )
      return pairs.map((_, place) => medianOfParts(parts.flatMap((part) => part[place] ?? [])))
    },
  }
}
