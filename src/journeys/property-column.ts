import { type Condition, EVENT_FIELDS, holds, type Matchable } from '../events/index.ts'
import type { EventFilter } from './cases.ts'
import { createDictionary } from './dictionary.ts'

/** The values that one property takes, wherever an event has it: of which case, when, and what. Sixteen bytes each, at most. */
export interface PropertyColumn {
  readonly property: string
  /** Index into the cases of the table that the column was gathered for. */
  readonly cases: Uint32Array
  readonly at: Float64Array
  /** Index into `values`. */
  readonly code: Uint16Array | Uint32Array
  readonly values: readonly string[]
}

/** Buckets of as many hashes as there are cases hold one or two each. */
const placesByHash = (hashes: Float64Array) => {
  const buckets = 2 ** Math.ceil(Math.log2(hashes.length + 1))
  const width = 2 ** 53 / buckets
  const begins = new Uint32Array(buckets + 1)
  for (let c = 0; c < hashes.length; c++) {
    const next = Math.floor((hashes[c] ?? 0) / width) + 1
    begins[next] = (begins[next] ?? 0) + 1
  }
  for (let bucket = 1; bucket <= buckets; bucket++) begins[bucket] = (begins[bucket] ?? 0) + (begins[bucket - 1] ?? 0)
  return (hash: number): number => {
    const bucket = Math.floor(hash / width)
    for (let c = begins[bucket] ?? 0; c < (begins[bucket + 1] ?? 0); c++) if (hashes[c] === hash) return c
    return -1
  }
}

/** Whether no two cases share a hash: only then does a hash say which case is meant. */
const areApart = (hashes: Float64Array): boolean => {
  for (let c = 1; c < hashes.length; c++) if (hashes[c] === hashes[c - 1]) return false
  return true
}

/** Finds cases by the hashes of their keys, ascending; `undefined` where two share one. */
export const placesOf = (hashes: Float64Array): ((hash: number) => number) | undefined =>
  areApart(hashes) ? placesByHash(hashes) : undefined

/** Gathers a column of at most so many values. */
export const gatherColumn = (property: string, placeOf: (hash: number) => number, most: number) => {
  const dictionary = createDictionary()
  const [cases, at, code] = [new Uint32Array(most), new Float64Array(most), new Uint32Array(most)]
  let [latest, place, size] = [Number.NaN, -1, 0]
  return {
    code: (value: string): number => dictionary.code(value),
    add(hash: number, when: number, value: number): void {
      // Events of one person mostly follow each other.
      if (hash !== latest) {
        latest = hash
        place = placeOf(hash)
      }
      if (place < 0 || size === most) return
      cases[size] = place
      at[size] = when
      code[size++] = value
    },
    column: (): PropertyColumn => ({
      property,
      cases: cases.subarray(0, size),
      at: at.subarray(0, size),
      code: dictionary.texts.length > 0xffff ? code.subarray(0, size) : Uint16Array.from(code.subarray(0, size)),
      values: dictionary.texts,
    }),
  }
}

/**
 * Whether a column answers: it knows of its events only when they were, and nothing of events without the property. The
 * event's own fields are no properties.
 */
export const columnAnswers = (
  { source, channel, where = [] }: EventFilter,
  { property, op, value }: Condition,
): boolean =>
  source === undefined &&
  channel === undefined &&
  where.length === 0 &&
  !(EVENT_FIELDS as readonly string[]).includes(property) &&
  op !== 'ne' &&
  op !== 'nin' &&
  !(op === 'exists' && value === false)

const NOWHERE: Matchable = { event: '', channel: '', source: '', party: '', store: '', adviser: '', properties: {} }

/** Which of so many cases have an event that fulfils a condition: it is tried once a value, never on the events. */
export const casesValued = (
  { property, cases, at, code, values }: PropertyColumn,
  { from, to }: EventFilter,
  condition: Condition,
  size: number,
): Uint8Array => {
  const fulfils = Uint8Array.from(values, (value) =>
    holds(condition, { ...NOWHERE, properties: { [property]: value } }) ? 1 : 0,
  )
  const micro = (instant: number): number => Math.round(instant * 1000) / 1000
  const begin = micro(from ?? Number.NEGATIVE_INFINITY)
  const end = micro(to ?? Number.POSITIVE_INFINITY)
  const found = new Uint8Array(size)
  for (let e = 0; e < cases.length; e++) {
    const when = at[e] ?? 0
    if (fulfils[code[e] ?? 0] === 1 && when >= begin && when < end) found[cases[e] ?? 0] = 1
  }
  return found
}
