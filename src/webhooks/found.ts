import type { Json } from '../events/index.ts'
import type { Condition, Found } from './mapping.ts'

/** What a mapping reads: an item, the body that it stands in, and the headers that came with it. */
export interface Place {
  readonly item: Json
  readonly body: Json
  readonly headers: Readonly<Record<string, string>>
}

const within = (value: Json | undefined, path: string): Json | undefined => {
  let at = value
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined
    if (Array.isArray(at)) at = /^\d+$/.test(name) ? (at[Number(name)] as Json | undefined) : undefined
    else at = Object.hasOwn(at, name) ? ((at as Record<string, Json>)[name] as Json | undefined) : undefined
  }
  return at
}

/** What stands at a path: of the item, of the body (`$.`), of a header (`header:`), the item itself (`.`); else undefined. */
export const valueAt = ({ item, body, headers }: Place, path: string): Json | undefined => {
  if (path === '.') return item
  if (path === '$') return body
  if (path.startsWith('$.')) return within(body, path.slice(2))
  if (path.startsWith('header:')) {
    const name = path.slice('header:'.length).toLowerCase()
    return Object.hasOwn(headers, name) ? headers[name] : undefined
  }
  return within(item, path)
}

const isThere = (value: Json | undefined): value is Exclude<Json, null> =>
  value !== undefined && value !== null && value !== ''

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const numberOf = (text: string): number | undefined => (/^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined)

/** The value that a mapping's expression comes to; undefined where nothing is found. */
export const found = (place: Place, where: string | Found | undefined): Json | undefined => {
  if (where === undefined) return undefined
  if (typeof where === 'string') return valueAt(place, where) ?? undefined
  const { path, first, join, with: between = '-', value, names, otherwise, as } = where
  const paths = path === undefined ? (first ?? []) : [path]
  const joined = join?.map((each) => textOf(valueAt(place, each)))
  const raw =
    value ??
    (joined?.every((part) => part !== '') ? joined.join(between) : undefined) ??
    paths.map((each) => valueAt(place, each)).find(isThere)
  const text = textOf(raw)
  const named = names && Object.hasOwn(names, text) ? names[text] : raw
  const given = isThere(named) ? named : otherwise
  return as === 'number' && typeof given === 'string' ? (numberOf(given) ?? given) : given
}

const compared = (left: Json | undefined, right: Json): number => {
  const [a, b] = [Number(left), Number(right)]
  if (textOf(left) !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b
  return textOf(left) < textOf(right) ? -1 : textOf(left) > textOf(right) ? 1 : 0
}

/** Whether a condition holds; one over nothing holds for `ne`, `nin` and `exists: false` only. */
export const holds = (place: Place, { path, op, value = '' }: Condition): boolean => {
  const at = valueAt(place, path)
  const there = isThere(at)
  const among = (Array.isArray(value) ? value : [value]).map(String)
  const one = among[0] ?? ''
  switch (op) {
    case 'exists':
      return there === (value !== false)
    case 'eq':
      return there && textOf(at) === one
    case 'ne':
      return textOf(at) !== one
    case 'in':
      return there && among.includes(textOf(at))
    case 'nin':
      return !among.includes(textOf(at))
    case 'gt':
      return there && compared(at, one) > 0
    case 'gte':
      return there && compared(at, one) >= 0
    case 'lt':
      return there && compared(at, one) < 0
    case 'lte':
      return there && compared(at, one) <= 0
    case 'prefix':
      return there && textOf(at).startsWith(one)
    case 'contains':
      return there && (Array.isArray(at) ? at.map(textOf).includes(one) : textOf(at).includes(one))
  }
}
