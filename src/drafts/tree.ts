import type { Json } from '../events/index.ts'
import { byRank, type Ranked } from './order.ts'
import { isItem, item, nameOf, type Place, WAS } from './place.ts'

/**
 * One place of a draft and what lies under it. The plain value is worked out once and kept until something below
 * changes: what nobody touched stays the same object from one reading to the next.
 */
export interface Node {
  readonly steps: Map<string, Node>
  readonly above: Node | undefined
  /** What is written at this very place. */
  entry: Entry
  read: { readonly value: Json | undefined } | undefined
}

/**
 * A field holds its value. An item holds its rank, with its value where it is not an object or a list of its own;
 * an item without entry was removed: its fields stay, for whoever undoes.
 */
export type Entry = Json | undefined

export const emptyNode = (above?: Node): Node => ({ steps: new Map(), above, entry: undefined, read: undefined })

export const nodeAt = (root: Node, place: Place): Node | undefined => {
  let node: Node | undefined = root
  for (const step of place) node = node?.steps.get(step)
  return node
}

/** Writes one entry; what was read above is read again, the rest is not. */
export const writeEntry = (root: Node, place: Place, entry: Entry): void => {
  const trail = [root]
  let node = root
  for (const step of place) {
    const next = node.steps.get(step) ?? emptyNode(node)
    node.steps.set(step, next)
    node = next
    trail.push(node)
  }
  node.entry = entry
  for (const passed of trail) passed.read = undefined
  for (let index = trail.length - 1; index > 0; index--) {
    const leaf = trail[index]
    if (!leaf || leaf.entry !== undefined || leaf.steps.size > 0) break
    trail[index - 1]?.steps.delete(place[index - 1] ?? '')
  }
}

/** The rank of an item, where it is there. */
export const rankOf = (node: Node | undefined): string | undefined => {
  const entry = node?.entry
  if (typeof entry === 'string') return entry
  return isRankedValue(entry) ? entry.rank : undefined
}

const isRankedValue = (entry: Entry): entry is { readonly rank: string; readonly value: Json } =>
  typeof entry === 'object' && entry !== null && 'rank' in entry

/** The items of a list that are there, in order. */
export const ranked = (list: Node | undefined): readonly Ranked[] =>
  [...(list?.steps ?? [])]
    .flatMap(([step, node]): Ranked[] => {
      const rank = isItem(step) ? rankOf(node) : undefined
      return rank === undefined ? [] : [{ key: nameOf(step), rank }]
    })
    .sort(byRank)

/** The plain value of a place; `undefined` where nothing is there. */
export const valueAt = (node: Node): Json | undefined => {
  node.read ??= { value: read(node, node.entry) }
  return node.read.value
}

/** The plain value of an item, its rank apart. */
export const itemValue = (node: Node): Json | undefined => {
  const { entry } = node
  // An item whose last field was left out is still there, and empty.
  node.read ??= { value: read(node, isRankedValue(entry) ? entry.value : {}) }
  return node.read.value
}

const read = (node: Node, own: Json | undefined): Json | undefined => {
  const items = ranked(node)
  if (items.length > 0)
    return items.flatMap(({ key }) => {
      const value = listItem(node, key)
      return value === undefined ? [] : [value]
    })
  const fields = [...node.steps]
    .filter(([step]) => !isItem(step) && step !== WAS)
    .map(([step, inner]) => [nameOf(step), valueAt(inner)] as const)
    .filter((pair): pair is readonly [string, Json] => pair[1] !== undefined)
  return fields.length > 0 ? Object.fromEntries(fields.sort(inWritingOrder)) : own
}

const listItem = (list: Node, key: string): Json | undefined => {
  const node = list.steps.get(item(key))
  return node && itemValue(node)
}

/** Keys in the order in which a person writes them; those of one's own and names after, by alphabet. */
const WRITTEN =
  'format id revision status state level parent title text objectives perimeter channels stages touchpoints transitions lanes links stage phase kind initiator need repeatable party from to within type item at weight event where property op value match expected max timeout any_order choice persona thinking feeling emotion motivations barriers experience levers moments metrics backstage presence origin metric target alert min_n statistics aimed perceived dimension evidence n sources as_of fr en'.split(
    ' ',
  )
const WRITTEN_RANK = new Map(WRITTEN.map((name, index) => [name, index]))

const inWritingOrder = ([a]: readonly [string, Json], [b]: readonly [string, Json]): number => {
  const [x, y] = [WRITTEN_RANK.get(a) ?? WRITTEN.length, WRITTEN_RANK.get(b) ?? WRITTEN.length]
  return x - y || (a < b ? -1 : 1)
}
