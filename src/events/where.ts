import { unreachable } from '../kernel/index.ts'
import { propertyOf, propertyValue } from './event.ts'

export const OPERATORS = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'prefix', 'contains', 'exists'] as const
export type Operator = (typeof OPERATORS)[number]
export type Scalar = string | number | boolean

/** One condition on an event. `property` names a property, or one of the event's own fields (`EVENT_FIELDS`). */
export interface Condition {
  readonly property: string
  readonly op: Operator
  readonly value?: Scalar | readonly Scalar[]
}

/** What recognises an event: one of its names, and every condition. */
export interface EventMatch {
  readonly event: string | readonly string[]
  readonly where?: readonly Condition[]
}

/** The names that mean the event's own fields; any other name is a property. */
export const EVENT_FIELDS = ['event', 'channel', 'party', 'store', 'adviser', 'source'] as const
export type EventField = (typeof EVENT_FIELDS)[number]

/** What a rule may look at: the event's own fields, and its properties in stored form. */
export type Matchable = { readonly [Field in EventField]: string } & {
  readonly properties: Readonly<Record<string, string>>
}

const plain = (stored: string): string => {
  const value = propertyValue(stored)
  return typeof value === 'string' ? value : stored
}

/** A missing field or property is `undefined`; an empty own field counts as missing. */
const actualOf = (event: Matchable, name: string): string | undefined => {
  if ((EVENT_FIELDS as readonly string[]).includes(name)) return event[name as EventField] || undefined
  const stored = propertyOf(event.properties, name)
  return stored === undefined ? undefined : plain(stored)
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** The number that a text is, NaN where it is none: decimal only, as every engine reads it. */
export const decimal = (text: string): number => (DECIMAL.test(text) ? Number(text) : Number.NaN)

const same = (actual: string, wanted: Scalar): boolean =>
  typeof wanted === 'number' ? decimal(actual) === wanted : actual === String(wanted)

/** Numbers compare as numbers; a text bound compares as text (ISO dates sort so). Text that is no number is never in order. */
const compare = (actual: string, wanted: Scalar): number => {
  if (typeof wanted === 'number') return decimal(actual) - wanted
  return textOrder(actual, String(wanted))
}

/** Above the surrogates, code units are not in the order of the code points that they write. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

/** The order of texts by code point, as UTF-8 sorts and every engine compares; JavaScript's own is by code unit. */
export const textOrder = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const list = (value: Condition['value']): readonly Scalar[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]

/** Whether one condition holds. A missing value fails every operator but `ne`, `nin` and `exists: false`. */
export const holds = (condition: Condition, event: Matchable): boolean => {
  const actual = actualOf(event, condition.property)
  const wanted = list(condition.value)
  const first = wanted[0] ?? ''
  switch (condition.op) {
    case 'exists':
      return (actual !== undefined) === (first !== false)
    case 'eq':
      return actual !== undefined && same(actual, first)
    case 'ne':
      return actual === undefined || !same(actual, first)
    case 'in':
      return actual !== undefined && wanted.some((value) => same(actual, value))
    case 'nin':
      return actual === undefined || !wanted.some((value) => same(actual, value))
    case 'gt':
      return actual !== undefined && compare(actual, first) > 0
    case 'gte':
      return actual !== undefined && compare(actual, first) >= 0
    case 'lt':
      return actual !== undefined && compare(actual, first) < 0
    case 'lte':
      return actual !== undefined && compare(actual, first) <= 0
    case 'prefix':
      return actual?.startsWith(String(first)) ?? false
    case 'contains':
      return actual?.includes(String(first)) ?? false
    default:
      return unreachable(condition.op)
  }
}

/** Whether an event is recognised by a rule. */
export const matches = (rule: EventMatch, event: Matchable): boolean => {
  const names = typeof rule.event === 'string' ? [rule.event] : rule.event
  return names.includes(event.event) && (rule.where ?? []).every((condition) => holds(condition, event))
}

const NEGATED = { ne: 'eq', nin: 'in' } as const

/** A condition on a person: its positive on any event, or on none. */
export const positiveOf = (condition: Condition): { readonly positive: Condition; readonly holds: boolean } => {
  const { property, op, value } = condition
  if (op === 'ne' || op === 'nin') {
    const positive = { property, op: NEGATED[op], ...(value !== undefined && { value }) }
    return { positive, holds: false }
  }
  if (op === 'exists' && value === false) return { positive: { property, op, value: true }, holds: false }
  return { positive: condition, holds: true }
}

/** Whether a condition on a person holds for who lived these events: one fulfils it, or none its positive. */
export const holdsFor = (condition: Condition, events: readonly Matchable[]): boolean => {
  const { positive, holds: expected } = positiveOf(condition)
  return events.some((event) => holds(positive, event)) === expected
}
