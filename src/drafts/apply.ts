import type * as Y from 'yjs'
import type { Json } from '../events/index.ts'
import { unreachable } from '../kernel/index.ts'
import { type JourneyMap, namedItems, type Touchpoint } from '../maps/index.ts'
import type { MapChange, MapPath } from './change.ts'
import { type Draft, draftOf, erase, put } from './draft.ts'
import { ranksToPlace } from './order.ts'
import { field, item, type Place, WAS } from './place.ts'
import { itemValue, nodeAt, ranked, rankOf } from './tree.ts'
import { eraseAll, newKey, placeItem, writeRank, writeValue } from './write.ts'

/** Makes changes in one transaction, which travels, is kept and is undone as one. `origin` is who makes them. */
export const applyChange = (doc: Y.Doc, change: MapChange | readonly MapChange[], origin: unknown = null): void => {
  const draft = draftOf(doc)
  const changes = Array.isArray(change) ? (change as readonly MapChange[]) : [change as MapChange]
  doc.transact(() => {
    for (const one of changes) apply(draft, one)
  }, origin)
}

const apply = (draft: Draft, change: MapChange): unknown => {
  switch (change.do) {
    case 'set':
      return set(draft, change.at, change.value)
    case 'clear':
      return withPlace(draft, change.at, (place) => eraseAll(draft, place))
    case 'insert':
      return insert(draft, change.at, change.value, change.after)
    case 'move':
      return withItem(draft, change.at, (list, names, key) => moveItem(draft, list, names, key, change.after))
    case 'remove':
      return withPlace(draft, change.at, (place) => removeItem(draft, place))
    case 'add-stage':
      return insert(draft, ['stages'], change.stage as unknown as Json, change.after)
    case 'move-stage':
      return apply(draft, { do: 'move', at: ['stages', change.id], ...afterOf(change) })
    case 'remove-stage':
      return removeStage(draft, change.id, change.to)
    case 'add-touchpoint':
      return addTouchpoint(draft, change)
    case 'move-touchpoint':
      return moveTouchpoint(draft, change)
    case 'remove-touchpoint':
      return erase(draft, ['touchpoints', item(change.id)])
    case 'become':
      return become(draft, change.map)
    default:
      return unreachable(change)
  }
}

const afterOf = ({ after }: { readonly after?: string | null }) => (after === undefined ? {} : { after })

/** Where names lead: fields by their name, items by theirs or by their position. Nothing where the way ends. */
const placeOfNames = (draft: Draft, names: MapPath): Place | undefined => {
  let place: Place = []
  for (const [index, name] of names.entries()) {
    const list = ranked(nodeAt(draft.root, place))
    const isList = list.length > 0 || (index === 1 && /^(?:stages|touchpoints|lanes)$/.test(names[0] ?? ''))
    const key = isList ? keyOfName(draft, place, names.slice(0, index), name) : undefined
    if (isList && key === undefined) return undefined
    place = [...place, key === undefined ? field(name) : item(key)]
  }
  return place
}

const keyOfName = (draft: Draft, place: Place, names: MapPath, name: string): string | undefined => {
  const list = ranked(nodeAt(draft.root, place))
  if (place.length === 1 && /^(?:stages|touchpoints|lanes)$/.test(place[0] ?? '')) return name
  const values = list.map(({ key }): Json => {
    const node = nodeAt(draft.root, [...place, item(key)])
    return (node && itemValue(node)) ?? {}
  })
  const named = namedItems(names, values)
  const index = named ? [...named.keys()].indexOf(name) : Number(name)
  return list[index]?.key
}

const withPlace = (draft: Draft, at: MapPath, work: (place: Place) => void): void => {
  const place = placeOfNames(draft, at)
  if (place) work(place)
}

const withItem = (draft: Draft, at: MapPath, work: (list: Place, names: MapPath, key: string) => void): void => {
  const names = at.slice(0, -1)
  const list = placeOfNames(draft, names)
  const key = list && keyOfName(draft, list, names, at.at(-1) ?? '')
  if (list && key !== undefined && rankOf(nodeAt(draft.root, [...list, item(key)])) !== undefined)
    work(list, names, key)
}

const set = (draft: Draft, at: MapPath, value: Json): void =>
  withPlace(draft, at, (place) => {
    // A text that becomes an object, or an empty list that gets its first item: what stood above gives way.
    for (let length = place.length - 1; length > 0; length--) {
      const above = place.slice(0, length)
      if (!above.at(-1)?.startsWith('@')) erase(draft, above)
    }
    if (place.at(-1)?.startsWith('@')) replaceItem(draft, place, at, value)
    else writeValue(draft, place, at, value)
  })

const replaceItem = (draft: Draft, place: Place, at: MapPath, value: Json): void => {
  const list = place.slice(0, -1)
  const siblings = ranked(nodeAt(draft.root, list))
  const step = place.at(-1)
  const index = siblings.findIndex(({ key }) => item(key) === step)
  const mine = siblings[index]
  if (mine) placeItem(draft, list, at.slice(0, -1), mine.key, value, siblings[index - 1]?.key ?? null)
}

const lastKey = (draft: Draft, list: Place): string | null => ranked(nodeAt(draft.root, list)).at(-1)?.key ?? null

const keyBefore = (draft: Draft, list: Place, names: MapPath, after: string | null | undefined): string | null => {
  if (after === null) return null
  const key = after === undefined ? undefined : keyOfName(draft, list, names, after)
  return key !== undefined && rankOf(nodeAt(draft.root, [...list, item(key)])) !== undefined
    ? key
    : lastKey(draft, list)
}

const insert = (draft: Draft, at: MapPath, value: Json, after: string | null | undefined): void =>
  withPlace(draft, at, (list) => {
    const key = newKey(draft, list, value)
    // An id that is taken is somebody's: never two of one.
    if (rankOf(nodeAt(draft.root, [...list, item(key)])) !== undefined) return
    if (nodeAt(draft.root, list)?.entry !== undefined) erase(draft, list)
    placeItem(draft, list, at, key, value, keyBefore(draft, list, at, after))
  })

const moveItem = (draft: Draft, list: Place, names: MapPath, key: string, after: string | null | undefined): void => {
  const before = keyBefore(draft, list, names, after)
  const siblings = ranked(nodeAt(draft.root, list))
  const index = siblings.findIndex((sibling) => sibling.key === key)
  if (before === key || (siblings[index - 1]?.key ?? null) === before) return
  rerank(draft, list, key, before)
}

const rerank = (draft: Draft, list: Place, key: string, after: string | null): void => {
  for (const one of ranksToPlace(ranked(nodeAt(draft.root, list)), key, after))
    writeRank(draft, [...list, item(one.key)], one.rank)
}

const removeStage = (draft: Draft, id: string, to: string | undefined): void => {
  const place = ['stages', item(id)]
  const rank = rankOf(nodeAt(draft.root, place))
  if (rank === undefined) return
  for (const { key } of touchpointsIn(draft, id))
    if (to === undefined) erase(draft, ['touchpoints', item(key)])
    else put(draft, ['touchpoints', item(key), 'stage'], to)
  removeItem(draft, place)
}

/** A stage keeps where it stood, for whoever puts something in it meanwhile. */
const removeItem = (draft: Draft, place: Place): void => {
  const rank = rankOf(nodeAt(draft.root, place))
  if (rank !== undefined && place[0] === 'stages' && place.length === 2) put(draft, [...place, WAS], rank)
  erase(draft, place)
}

const touchpointsIn = (draft: Draft, stage: string) =>
  ranked(nodeAt(draft.root, ['touchpoints'])).filter(({ key }) => stageOf(draft, key) === stage)

const stageOf = (draft: Draft, touchpoint: string) =>
  nodeAt(draft.root, ['touchpoints', item(touchpoint), 'stage'])?.entry

/**
 * The touchpoint to come after, in the one list of all: first in a stage is just before those that stand in it, and in a
 * stage that is empty after those of the stages before.
 */
const touchpointBefore = (draft: Draft, stage: string, moving: string, after: string | null | undefined) => {
  const all = ranked(nodeAt(draft.root, ['touchpoints'])).filter(({ key }) => key !== moving)
  const inStage = all.filter(({ key }) => stageOf(draft, key) === stage)
  if (after != null && inStage.some(({ key }) => key === after)) return after
  const [first] = inStage
  if (after === null && first) return all[all.indexOf(first) - 1]?.key ?? null
  const last = inStage.at(-1)
  if (last) return last.key
  const stages = ranked(nodeAt(draft.root, ['stages'])).map(({ key }) => key)
  const before = new Set<unknown>(stages.slice(0, stages.indexOf(stage)))
  return all.findLast(({ key }) => before.has(stageOf(draft, key)))?.key ?? null
}

const addTouchpoint = (
  draft: Draft,
  { touchpoint, after }: { readonly touchpoint: Touchpoint; readonly after?: string | null },
): void => {
  if (rankOf(nodeAt(draft.root, ['touchpoints', item(touchpoint.id)])) !== undefined) return
  const before = touchpointBefore(draft, touchpoint.stage, touchpoint.id, after)
  erase(draft, ['touchpoints'])
  placeItem(draft, ['touchpoints'], ['touchpoints'], touchpoint.id, touchpoint as unknown as Json, before)
}

const moveTouchpoint = (
  draft: Draft,
  { id, stage, after }: { readonly id: string; readonly stage: string; readonly after?: string | null },
): void => {
  if (rankOf(nodeAt(draft.root, ['touchpoints', item(id)])) === undefined || after === id) return
  const before = touchpointBefore(draft, stage, id, after)
  const here = ranked(nodeAt(draft.root, ['touchpoints']))
  const stands = here[here.findIndex(({ key }) => key === id) - 1]?.key ?? null
  put(draft, ['touchpoints', item(id), 'stage'], stage)
  if (stands !== before) rerank(draft, ['touchpoints'], id, before)
}

const become = (draft: Draft, map: JourneyMap): void => {
  const { revision: _revision, status: _status, ...design } = JSON.parse(JSON.stringify(map)) as Record<string, Json>
  const wanted = new Set(Object.keys(design).map(field))
  for (const step of [...draft.root.steps.keys()]) if (!wanted.has(step)) eraseAll(draft, [step])
  for (const [name, value] of Object.entries(design))
    if (value !== undefined) writeValue(draft, [field(name)], [name], value)
}
