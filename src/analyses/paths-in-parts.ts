import { behindEachOther, type CaseSpans, distinctPaths, groupPaths, joinDistinct } from '../journeys/index.ts'
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

const textOf = (codes: ArrayLike<number>): string => Array.from(codes).join(' ')

/** The median of what parts have, over people where it is known whose it is. */
const medianOfParts = (parts: readonly (Float64Array | Owned)[]): Estimate => {
  const owned = parts.flatMap((part) => ('people' in part ? [part] : []))
  const bare = parts.flatMap((part) => ('people' in part ? [] : [part]))
  return owned.length > 0 ? medianOver(joinOwned(owned)) : medianOf(behindEachOther(bare))
}

/** The distinct paths of cases that are read in parts; their times, and who lived them, are asked of the parts again. */
export const pathsInParts = async (all: Surveyed): Promise<ReadPaths & Timed> => {
  const { begins, ends, code, cases, lived } = joinDistinct(await all.count(({ table }) => distinctPaths(table)))
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
