import type { Json } from '../events/index.ts'
import { isObject, namedItems, sameJson } from '../maps/index.ts'
import { type Draft, erase, freshKey, put } from './draft.ts'
import { firstRanks, type Ranked, ranksToPlace } from './order.ts'
import { field, item, type Place } from './place.ts'
import { itemValue, nodeAt, ranked, rankOf, valueAt } from './tree.ts'

/** Lists whose items carry an `id`, which is then their key: two people can never make two of one. */
export const hasIds = (place: Place): boolean =>
  place.length === 1 && /^(?:stages|touchpoints|lanes)$/.test(place[0] ?? '')

/** Makes a place hold a value, writing only what differs. `names` is the place as people name it. */
export const writeValue = (draft: Draft, place: Place, names: readonly string[], value: Json): void => {
  const node = nodeAt(draft.root, place)
  if (node && sameJson(valueAt(node), value)) return
  if (Array.isArray(value)) writeList(draft, place, names, value)
  else if (isObject(value)) writeObject(draft, place, names, value)
  else {
    eraseBelow(draft, place)
    put(draft, place, value)
  }
}

/** Erases a place and everything below it. */
export const eraseAll = (draft: Draft, place: Place): void => {
  eraseBelow(draft, place)
  erase(draft, place)
}

const eraseBelow = (draft: Draft, place: Place): void => {
  for (const step of [...(nodeAt(draft.root, place)?.steps.keys() ?? [])]) eraseAll(draft, [...place, step])
}

const writeObject = (
  draft: Draft,
  place: Place,
  names: readonly string[],
  value: { readonly [key: string]: Json },
): void => {
  const kept = new Set(Object.keys(value).map(field))
  for (const step of [...(nodeAt(draft.root, place)?.steps.keys() ?? [])])
    if (!kept.has(step)) eraseAll(draft, [...place, step])
  const inner = Object.entries(value)
  if (inner.length === 0) put(draft, place, {})
  else erase(draft, place)
  for (const [name, each] of inner) writeValue(draft, [...place, field(name)], [...names, name], each)
}

const writeList = (draft: Draft, place: Place, names: readonly string[], value: readonly Json[]): void => {
  for (const step of [...(nodeAt(draft.root, place)?.steps.keys() ?? [])])
    if (!step.startsWith('@')) eraseAll(draft, [...place, step])
  const before = ranked(nodeAt(draft.root, place))
  if (value.length === 0) put(draft, place, [])
  else erase(draft, place)
  const keys = keysFor(draft, place, names, before, value)
  const wanted = new Set(keys)
  for (const { key } of before) if (!wanted.has(key)) erase(draft, [...place, item(key)])
  if (before.length === 0) {
    const ranks = firstRanks(value.length)
    for (const [index, each] of value.entries()) {
      const key = keys[index] ?? newKey(draft, place, each)
      writeItem(draft, place, names, { key, rank: ranks[index] ?? '' }, each)
    }
    return
  }
  let after: string | null = null
  const stay = inOrder(before, keys)
  for (const [index, each] of value.entries()) {
    const key: string = keys[index] ?? newKey(draft, place, each)
    const rank = stay.has(key) ? rankOf(nodeAt(draft.root, [...place, item(key)])) : undefined
    if (rank !== undefined) writeItem(draft, place, names, { key, rank }, each)
    else placeItem(draft, place, names, key, each, after)
    after = key
  }
}

/** Which item of the list each new value is: the one of its id or name, else an equal one, else the one in its turn. */
const keysFor = (
  draft: Draft,
  place: Place,
  names: readonly string[],
  before: readonly Ranked[],
  value: readonly Json[],
): readonly (string | undefined)[] => {
  if (hasIds(place)) return value.map((each) => String(isObject(each) ? each.id : ''))
  const old = before.map(({ key }) => ({ key, value: itemAt(draft, place, key) }))
  const named = namedItems(names, value)
  const wasNamed = namedItems(
    names,
    old.map((each) => each.value),
  )
  if (named && wasNamed) {
    const keys = new Map([...wasNamed.keys()].map((name, index) => [name, old[index]?.key]))
    return [...named.keys()].map((name) => keys.get(name))
  }
  const left = [...old]
  const equal = value.map((each) => {
    const index = left.findIndex((one) => sameJson(one.value, each))
    return index < 0 ? undefined : left.splice(index, 1)[0]?.key
  })
  // An object that changed is still that object, so that two people may change two of its fields; a text is another text.
  return value.map((each, index) => {
    if (equal[index] !== undefined || !isObject(each)) return equal[index]
    const turn = left.findIndex((one) => isObject(one.value) && one.key === before[index]?.key)
    return turn < 0 ? undefined : left.splice(turn, 1)[0]?.key
  })
}

/** The items that keep their ranks: a longest run of those that stay in the order in which they stand. */
const inOrder = (before: readonly Ranked[], keys: readonly (string | undefined)[]): ReadonlySet<string> => {
  const rank = new Map(before.map(({ key }, index) => [key, index]))
  const known = keys.filter((key): key is string => key !== undefined && rank.has(key))
  const best: string[][] = []
  for (const [index, key] of known.entries()) {
    const runs = best.slice(0, index).filter((run) => (rank.get(run.at(-1) ?? '') ?? 0) < (rank.get(key) ?? 0))
    const longest = runs.reduce<string[]>((a, b) => (b.length > a.length ? b : a), [])
    best.push([...longest, key])
  }
  return new Set(best.reduce<string[]>((a, b) => (b.length > a.length ? b : a), []))
}

const itemAt = (draft: Draft, place: Place, key: string): Json => {
  const node = nodeAt(draft.root, [...place, item(key)])
  return (node && itemValue(node)) ?? {}
}

export const newKey = (draft: Draft, place: Place, value: Json): string =>
  hasIds(place) && isObject(value) ? String(value.id) : freshKey(draft)

/** Writes an item just after another (`null`: first). */
export const placeItem = (
  draft: Draft,
  place: Place,
  names: readonly string[],
  key: string,
  value: Json,
  after: string | null,
): void => {
  for (const one of ranksToPlace(ranked(nodeAt(draft.root, place)), key, after))
    if (one.key === key) writeItem(draft, place, names, one, value)
    else writeRank(draft, [...place, item(one.key)], one.rank)
}

/** Gives an item another rank, its own value kept. */
export const writeRank = (draft: Draft, place: Place, rank: string): void => {
  const entry = nodeAt(draft.root, place)?.entry
  const held = typeof entry === 'object' && entry !== null && 'rank' in entry
  put(draft, place, held ? { ...entry, rank } : rank)
}

const writeItem = (draft: Draft, place: Place, names: readonly string[], { key, rank }: Ranked, value: Json): void => {
  const here = [...place, item(key)]
  const node = nodeAt(draft.root, here)
  if (node && rankOf(node) !== undefined && sameJson(itemAt(draft, place, key), hasIds(place) ? without(value) : value))
    writeRank(draft, here, rank)
  else writeFresh(draft, place, names, { key, rank }, value)
}

const writeFresh = (draft: Draft, place: Place, names: readonly string[], { key, rank }: Ranked, value: Json): void => {
  const here = [...place, item(key)]
  const inner = [...names, key]
  const fields = hasIds(place) ? without(value) : value
  if (isObject(fields) && Object.keys(fields).length > 0) {
    put(draft, here, rank)
    writeFields(draft, here, inner, fields)
  } else if (Array.isArray(fields) && fields.length > 0) {
    writeList(draft, here, inner, fields)
    put(draft, here, rank)
  } else {
    eraseBelow(draft, here)
    put(draft, here, { rank, value: fields })
  }
}

/** An item that has an id is kept under it, not with it. */
const without = (value: Json): Json => {
  const { id: _id, ...rest } = isObject(value) ? value : { id: '' }
  return rest
}

const writeFields = (
  draft: Draft,
  place: Place,
  names: readonly string[],
  value: { readonly [key: string]: Json },
): void => {
  const kept = new Set(Object.keys(value).map(field))
  for (const step of [...(nodeAt(draft.root, place)?.steps.keys() ?? [])])
    if (!kept.has(step)) eraseAll(draft, [...place, step])
  for (const [name, each] of Object.entries(value)) writeValue(draft, [...place, field(name)], [...names, name], each)
}
