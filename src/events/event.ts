import type { Id, Instant } from '../kernel/index.ts'
import type { Party } from './channel.ts'

/** The value of a property as sources give it: JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * One interaction between a person and the company, as it is kept.
 * Wire name: event. The same shape serves imports, live collection and analysis.
 */
export interface Event {
  /** 128 bits as a UUID. The same interaction always has the same id, so that it is kept once. */
  readonly id: Id<'Event'>
  readonly workspace: Id<'Workspace'>
  readonly source: string
  /** When it occurred. Milliseconds; a fraction carries microseconds. */
  readonly at: Instant
  readonly receivedAt: Instant
  /** The source's own precedence among events of one instant (`--order COL`); 0 where it declares none. */
  readonly rank: number
  /** Ingest sequence: rises with the import, then with the row's position. Breaks what ties remain. */
  readonly seq: number
  /** Whose it is, namespaced: `user:42`, `anonymous:…`, `case:<source>:<case>`. Resolved to a profile at query time. */
  readonly identifier: string
  /** An explicit journey instance id where the source has one (a file, an order); else empty. */
  readonly caseId: string
  /** What happened: `Page Viewed`. */
  readonly event: string
  /** A channel of the vocabulary or one that a map declares; empty where unknown. */
  readonly channel: string
  /** Whether the channel was deduced rather than given. */
  readonly channelInferred: boolean
  readonly party: Party
  readonly store: string
  readonly adviser: string
  /** Flat: nested keys are joined by dots. Values in stored form (see `storedValue`). */
  readonly properties: Readonly<Record<string, string>>
}

/**
 * The source of what is written down here about people: a consent given on paper. It is no interaction, so that it moves
 * no "as of": imported journeys of last year do not end today because of a word said today.
 */
export const OWN_SOURCE = 'parcours'

/** Whether only the program itself may speak under a source's name, in whatever case it is written. */
export const isReservedSource = (name: string): boolean => name.trim().toLowerCase() === OWN_SOURCE

/** The columns of a kept event, in the order of the log's rows and of the `events` table. */
export const EVENT_COLUMNS = [
  'id',
  'workspace',
  'source',
  'ts',
  'received_at',
  'rank',
  'seq',
  'identifier',
  'case_id',
  'event',
  'channel',
  'channel_inferred',
  'party',
  'store',
  'adviser',
  'properties',
] as const

const LOOKS_TYPED = /^(?:-?\d|true$|false$|null$|["[{])/

/**
 * A property's value as text, without loss: text stays as it is, every other JSON value is its JSON.
 * Text from a typed source that would read as another JSON value is quoted, so that "12" and 12 stay apart;
 * a cell of an untyped file is kept as it is (`storedCell`), and 12 then means the number.
 */
export const storedValue = (value: Json): string => {
  if (typeof value === 'string') return LOOKS_TYPED.test(value) ? JSON.stringify(value) : value
  return Number.isFinite(value) ? String(value) : JSON.stringify(value)
}

/** The inverse of `storedValue`. */
export const propertyValue = (stored: string): Json => {
  if (!LOOKS_TYPED.test(stored)) return stored
  try {
    return JSON.parse(stored) as Json
  } catch {
    return stored
  }
}

const isTree = (value: Json): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What an event says under a name, in kept form; names that every object answers to (`constructor`) are none of its own. */
export const propertyOf = (properties: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined

/** Gives an object a value of its own under any name: also under `__proto__`, which an assignment takes for its prototype. */
export const setProperty = (into: Record<string, string>, name: string, value: string): void => {
  if (name === '__proto__') Object.defineProperty(into, name, { value, enumerable: true, writable: true })
  else into[name] = value
}

/** Adds a value under a name, and what is nested in it under longer names, to properties in kept form. */
export const storeInto = (into: Record<string, string>, name: string, value: Json): void => {
  if (isTree(value)) {
    for (const key of Object.keys(value)) storeInto(into, name ? `${name}.${key}` : key, value[key] as Json)
  } else if (value !== undefined) setProperty(into, name, storedValue(value))
}

/** Properties of a typed source in kept form: nested objects flattened with dots, arrays as JSON. */
export const storedProperties = (properties: { readonly [key: string]: Json }): Record<string, string> => {
  const flat: Record<string, string> = {}
  storeInto(flat, '', properties)
  return flat
}
