import type { Json } from '../events/index.ts'
import { isObject, namedItems, sameJson } from './keyed.ts'
import type { JourneyMap } from './map.ts'

/**
 * One difference between two revisions of a map. `path` goes through names, not positions:
 * `['touchpoints', 'show-flat', 'expected']`. In a named list, `after` is the item that comes just before (`null`: none).
 */
export type MapChange =
  | { readonly kind: 'added'; readonly path: readonly string[]; readonly to: Json; readonly after?: string | null }
  | { readonly kind: 'removed'; readonly path: readonly string[]; readonly from: Json }
  | { readonly kind: 'changed'; readonly path: readonly string[]; readonly from: Json; readonly to: Json }
  | { readonly kind: 'moved'; readonly path: readonly string[]; readonly after: string | null }

/**
 * What changed from one revision to another, by id: empty exactly where both have the same hash.
 * `revision` and `status` are no part of a design and are left out, as in the hash.
 */
export const diffMaps = (from: JourneyMap, to: JourneyMap): readonly MapChange[] =>
  diffValues([], designOf(from), designOf(to))

const designOf = (map: JourneyMap): Json => {
  const { revision: _revision, status: _status, ...design } = map
  return JSON.parse(JSON.stringify(design)) as Json
}

const diffValues = (path: readonly string[], from: Json, to: Json): readonly MapChange[] => {
  if (sameJson(from, to)) return []
  const [named, renamed] = [namedItems(path, from), namedItems(path, to)]
  if (named && renamed) return diffLists(path, named, renamed)
  if (isObject(from) && isObject(to)) return diffObjects(path, from, to)
  return [{ kind: 'changed', path, from, to }]
}

type JsonObject = { readonly [key: string]: Json }

const diffObjects = (path: readonly string[], from: JsonObject, to: JsonObject): readonly MapChange[] => {
  const keys = [...new Set([...Object.keys(to), ...Object.keys(from)])]
  return keys.flatMap((key): readonly MapChange[] => {
    const inner = [...path, key]
    const [before, after] = [valueAt(from, key), valueAt(to, key)]
    if (before === undefined) return after === undefined ? [] : [{ kind: 'added', path: inner, to: after }]
    return after === undefined ? [{ kind: 'removed', path: inner, from: before }] : diffValues(inner, before, after)
  })
}

const valueAt = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

const diffLists = (
  path: readonly string[],
  from: ReadonlyMap<string, Json>,
  to: ReadonlyMap<string, Json>,
): readonly MapChange[] => {
  const removed = [...from].flatMap(([name, value]): MapChange[] =>
    to.has(name) ? [] : [{ kind: 'removed', path: [...path, name], from: value }],
  )
  const names = [...to.keys()]
  const kept = keptInOrder(
    [...from.keys()].filter((name) => to.has(name)),
    names.filter((name) => from.has(name)),
  )
  const others = names.flatMap((name, index): readonly MapChange[] => {
    const inner = [...path, name]
    const after = names[index - 1] ?? null
    const [before, now] = [from.get(name), to.get(name)]
    if (now === undefined) return []
    if (before === undefined) return [{ kind: 'added', path: inner, to: now, after }]
    const moved: MapChange[] = kept.has(name) ? [] : [{ kind: 'moved', path: inner, after }]
    return [...moved, ...diffValues(inner, before, now)]
  })
  return [...removed, ...others]
}

/** The most items that need not move: a longest common subsequence of two orders of the same names. */
const keptInOrder = (from: readonly string[], to: readonly string[]): ReadonlySet<string> => {
  const rank = new Map(from.map((name, index) => [name, index]))
  // Longest increasing subsequence of ranks, by patience sorting.
  const piles: { readonly rank: number; readonly name: string; readonly before: Link | undefined }[] = []
  for (const name of to) {
    const mine = rank.get(name) ?? 0
    let low = 0
    for (let high = piles.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((piles[middle]?.rank ?? 0) < mine) low = middle + 1
      else high = middle
    }
    piles[low] = { rank: mine, name, before: piles[low - 1] }
  }
  const kept = new Set<string>()
  for (let link: Link | undefined = piles.at(-1); link; link = link.before) kept.add(link.name)
  return kept
}

interface Link {
  readonly name: string
  readonly before: Link | undefined
}
