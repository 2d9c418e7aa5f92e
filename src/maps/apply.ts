import type { Json } from '../events/index.ts'
import type { MapChange } from './diff.ts'
import { isObject, namedItems } from './keyed.ts'
import type { JourneyMap } from './map.ts'

/** The map that results from changes made to another: `applyChanges(a, diffMaps(a, b))` is `b`, its revision and status apart. */
export const applyChanges = (map: JourneyMap, changes: readonly MapChange[]): JourneyMap =>
  applied([], JSON.parse(JSON.stringify(map)) as Json, changes) as unknown as JourneyMap

/** All changes under one value together: a repeated name in a list keeps its number until the list is whole again. */
const applied = (at: readonly string[], value: Json, changes: readonly MapChange[]): Json => {
  const here = changes.find(({ path }) => path.length === at.length)
  if (here) return here.kind === 'changed' ? here.to : value
  if (changes.length === 0) return value
  const items = namedItems(at, value)
  if (items) return [...applyToItems(at, items, changes).values()]
  return isObject(value) ? Object.fromEntries(applyToItems(at, new Map(Object.entries(value)), changes)) : value
}

const applyToItems = (
  at: readonly string[],
  before: ReadonlyMap<string, Json>,
  changes: readonly MapChange[],
): ReadonlyMap<string, Json> => {
  let items = new Map(before)
  const inside = new Map<string, MapChange[]>()
  for (const change of changes) {
    const key = change.path[at.length] ?? ''
    const whole = change.path.length === at.length + 1
    if (whole && change.kind === 'removed') items.delete(key)
    else if (whole && change.kind === 'added') items = inserted(items, key, change.to, change.after)
    else if (whole && change.kind === 'moved') items = inserted(items, key, items.get(key) ?? null, change.after)
    else inside.set(key, [...(inside.get(key) ?? []), change])
  }
  for (const [key, inner] of inside) items.set(key, applied([...at, key], items.get(key) ?? null, inner))
  return items
}

const inserted = (items: ReadonlyMap<string, Json>, key: string, value: Json, after: string | null | undefined) => {
  const others = [...items].filter(([name]) => name !== key)
  const index = after === undefined ? others.length : others.findIndex(([name]) => name === after) + 1
  return new Map([...others.slice(0, index), [key, value] as const, ...others.slice(index)])
}
