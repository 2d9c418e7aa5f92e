import type { Json } from '../events/index.ts'
import { diffMaps, type JourneyMap, type MapChange as MapDifference, namedItems, sameJson } from '../maps/index.ts'
import type { MapChange, MapPath } from './change.ts'

/** One place that both changed, each in their own way since the revision that they started from. */
export interface MergeConflict {
  readonly at: MapPath
  readonly mine: Json | undefined
  readonly theirs: Json | undefined
}

/** What they changed since the common revision, as changes to make here, and where both changed the same thing. */
export interface Merge {
  readonly changes: readonly { readonly at: MapPath; readonly change: MapChange }[]
  readonly conflicts: readonly MergeConflict[]
}

/** Three-way, by ids: the changes from `base` to `theirs` that `mine` has not made itself. */
export const mergeOf = (base: JourneyMap, mine: JourneyMap, theirs: JourneyMap): Merge => {
  const ours = diffMaps(base, mine)
  const others = diffMaps(base, theirs)
  const open = others.filter((other) => !ours.some((own) => sameDifference(own, other)))
  return {
    changes: open.map((difference) => ({ at: difference.path, change: changeOf(difference) })),
    conflicts: open.flatMap((other): MergeConflict[] => {
      const own = ours.find((each) => touches(each, other))
      return own ? [{ at: other.path, mine: resultOf(own), theirs: resultOf(other) }] : []
    }),
  }
}

const sameDifference = (a: MapDifference, b: MapDifference): boolean =>
  a.kind === b.kind && a.path.join('/') === b.path.join('/') && sameJson(resultOf(a), resultOf(b))

/** One bears on what the other changes: the same place, or a place inside it. Moving an item leaves its fields alone. */
const touches = (a: MapDifference, b: MapDifference): boolean => {
  const [short, long] = a.path.length <= b.path.length ? [a, b] : [b, a]
  if (!short.path.every((step, index) => step === long.path[index])) return false
  const same = short.path.length === long.path.length
  return same
    ? (a.kind === 'moved') === (b.kind === 'moved') || a.kind === 'removed' || b.kind === 'removed'
    : short.kind !== 'moved'
}

const resultOf = (difference: MapDifference): Json | undefined => {
  if (difference.kind === 'added' || difference.kind === 'changed') return difference.to
  return difference.kind === 'moved' ? difference.after : undefined
}

/** A difference between two revisions as a change to make. */
const changeOf = (difference: MapDifference): MapChange => {
  const { path } = difference
  const list = path.slice(0, -1)
  const inList = namedItems(list, []) !== undefined
  switch (difference.kind) {
    case 'added':
      return inList
        ? {
            do: 'insert',
            at: list,
            value: difference.to,
            ...(difference.after !== undefined && { after: difference.after }),
          }
        : { do: 'set', at: path, value: difference.to }
    case 'changed':
      return { do: 'set', at: path, value: difference.to }
    case 'removed':
      return inList ? { do: 'remove', at: path } : { do: 'clear', at: path }
    case 'moved':
      return { do: 'move', at: path, after: difference.after }
  }
}
