import type { Json } from '../events/index.ts'

/** A list whose items have names of their own: compared by name, in order. */
const NAMES: readonly { readonly list: RegExp; readonly nameOf: (item: Json) => string }[] = [
  { list: /^(?:stages|touchpoints|lanes)$/, nameOf: (item) => field(item, 'id') },
  { list: /^transitions$/, nameOf: (item) => `${field(item, 'from')}→${field(item, 'to')}` },
  { list: /^links$/, nameOf: (item) => `${field(item, 'item')}@${field(item, 'at')}` },
  { list: /^objectives$/, nameOf: (item) => field(item, 'metric') },
  { list: /^(?:stages|touchpoints)\/[^/]+\/experience$/, nameOf: (item) => field(item, 'persona') },
  { list: /^touchpoints\/[^/]+\/metrics$/, nameOf: (item) => field(item, 'metric') },
  { list: /^touchpoints\/[^/]+\/moments$/, nameOf: (item) => field(item, 'kind') },
]

const field = (item: Json, key: string): string => {
  const value = isObject(item) ? item[key] : undefined
  return typeof value === 'string' ? value : ''
}

export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items of a named list, by name and in order; a repeated name is numbered (`web#2`). `undefined` for other values. */
export const namedItems = (path: readonly string[], value: Json | undefined): ReadonlyMap<string, Json> | undefined => {
  const kind = NAMES.find(({ list }) => list.test(path.join('/')))
  if (!kind || !Array.isArray(value)) return undefined
  const items = new Map<string, Json>()
  for (const item of value as readonly Json[]) {
    const name = kind.nameOf(item)
    let unique = name
    for (let again = 2; items.has(unique); again++) unique = `${name}#${again}`
    items.set(unique, item)
  }
  return items
}

/** Whether two values are the same JSON, whatever the order of their keys. */
export const sameJson = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Json, index) => sameJson(item, b[index] as Json))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
}
