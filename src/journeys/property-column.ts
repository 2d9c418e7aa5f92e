import { type Condition, EVENT_FIELDS, holds, type Matchable } from '../events/index.ts'
import type { EventFilter } from './cases.ts'
import { createDictionary } from './dictionary.ts'
import type { KindTable } from './kind-table.ts'
import { firstFrom, roomier, type TiedEvents } from './tied-events.ts'

/**
 * The values that one property takes, wherever an event has it; six bytes each, mostly. They lie in runs, each of them
 * of one case: a case may have several.
 */
export interface PropertyColumn {
  readonly property: string
  /** The case of each run: index into those of the table that the column was gathered for. */
  readonly cases: Uint32Array
  /** Where each run begins; one more than there are runs. */
  readonly starts: Uint32Array
  /** The place of each event in that table. */
  readonly events: Uint32Array
  /** Whether each is the very event; else it may be another one of its instant. */
  readonly exact: boolean
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

/** The first of some ascending instants that is not before one: from a place on, up to another (exclusive). */
const notBefore = (at: Float64Array, when: number, from: number, to: number): number => {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < when) low = middle + 1
    else high = middle
  }
  return low
}

/** The place of a tied event of a case, from the first one of its instant on; -1 where it is not known. */
const tiedPlaceOf = (
  { events, seqs }: TiedEvents,
  at: Float64Array,
  { first, end, seq }: { readonly first: number; readonly end: number; readonly seq: number },
): number => {
  for (let t = firstFrom(events, first); t < events.length; t++) {
    const place = events[t] ?? 0
    if (place >= end || at[place] !== at[first]) return -1
    if (seqs[t] === seq) return place
  }
  return -1
}

const narrow = (codes: Uint32Array): Uint16Array => {
  const narrowed = new Uint16Array(codes.length)
  narrowed.set(codes)
  return narrowed
}

/** Some cases as they come, each with its values. */
interface Valued {
  /** Of the keys of the cases. */
  readonly hashes: ArrayLike<number>
  /** Where the values of each end. */
  readonly ends: ArrayLike<number>
  /** When each event was, in microseconds. */
  readonly micros: ArrayLike<number>
  /** Index into `codes`. */
  readonly values: ArrayLike<number>
  readonly codes: Int32Array
  /** When they arrived. */
  readonly seqs?: ArrayLike<number> | undefined
}

/** Gathers the column of a property for the cases of a table. What the table does not hold is left out. */
export const gatherColumn = (
  property: string,
  table: Pick<KindTable, 'starts' | 'at'>,
  caseOf: (hash: number) => number,
  { tied, expected = 0 }: { readonly tied?: TiedEvents; readonly expected?: number } = {},
) => {
  const { starts: begins, at } = table
  const dictionary = createDictionary()
  const room = Math.max(expected, 1 << 10)
  let [cases, starts] = [new Uint32Array(1 << 10), new Uint32Array(1 << 10)]
  let [events, code] = [new Uint32Array(room), new Uint32Array(room)]
  let [runs, size] = [0, 0]
  let exact = true
  /** The event's own place among those of its instant; the first of them where that is not known. */
  const ofTied = (first: number, end: number, seq: number | undefined): number => {
    const found = tied && seq !== undefined ? tiedPlaceOf(tied, at, { first, end, seq }) : -1
    if (found < 0) exact = false
    return found < 0 ? first : found
  }
  return {
    code: (value: string): number => dictionary.code(value),
    /** How many values there are that differ. */
    get varieties(): number {
      return dictionary.texts.length
    },
    add({ hashes, ends, micros, values, codes, seqs }: Valued): void {
      events = roomier(events, size + values.length)
      code = roomier(code, size + values.length)
      cases = roomier(cases, runs + hashes.length)
      starts = roomier(starts, runs + hashes.length + 1)
      // What the loop looks at again and again is at hand.
      const [places, coded] = [events, code]
      let [next, from] = [size, 0]
      for (let row = 0; row < hashes.length; row++) {
        const until = ends[row] ?? 0
        const c = until > from ? caseOf(hashes[row] ?? 0) : -1
        if (c < 0) {
          from = until
          continue
        }
        const [first, end] = [begins[c] ?? 0, begins[c + 1] ?? 0]
        cases[runs] = c
        starts[runs++] = next
        // Instants mostly come in order.
        let place = first
        for (; from < until; from++) {
          const when = (micros[from] ?? 0) / 1000
          if (place === end || (at[place] ?? 0) > when) place = notBefore(at, when, first, place)
          else while (place < end && (at[place] ?? 0) < when) place++
          if (place === end || at[place] !== when) continue
          places[next] = place + 1 < end && at[place + 1] === when ? ofTied(place, end, seqs?.[from]) : place
          coded[next++] = codes[values[from] ?? 0] ?? 0
        }
      }
      size = next
    },
    column: (): PropertyColumn => {
      starts[runs] = size
      return {
        property,
        cases: cases.slice(0, runs),
        starts: starts.slice(0, runs + 1),
        // All of it, or nearly: what was expected.
        events: size > 0.9 * events.length ? events.subarray(0, size) : events.slice(0, size),
        exact,
        code: dictionary.texts.length > 0xffff ? code.slice(0, size) : narrow(code.subarray(0, size)),
        values: dictionary.texts,
      }
    },
  }
}

/** How much memory a column takes, about. */
export const bytesOf = ({ cases, starts, events, code, values }: PropertyColumn): number =>
  cases.byteLength + starts.byteLength + events.byteLength + code.byteLength + values.length * 100

/** Whether these are properties of events, and not their own fields, which no column tells. */
export const areProperties = (names: readonly string[]): boolean =>
  names.every((name) => !(EVENT_FIELDS as readonly string[]).includes(name))

/** Whether a column that knows its events only by their instants answers, and knows nothing of events without the property. */
export const columnAnswers = ({ source, channel, where = [] }: EventFilter, { op, value }: Condition): boolean =>
  source === undefined &&
  channel === undefined &&
  where.length === 0 &&
  op !== 'ne' &&
  op !== 'nin' &&
  !(op === 'exists' && value === false)

const NOWHERE: Matchable = { event: '', channel: '', source: '', party: '', store: '', adviser: '', properties: {} }

/** Which values fulfil a condition: it is tried once each, never on the events. */
const fulfilling = ({ property, values }: PropertyColumn, condition: Condition): Uint8Array =>
  Uint8Array.from(values, (value) => (holds(condition, { ...NOWHERE, properties: { [property]: value } }) ? 1 : 0))

/** Which cases of the table have an event that fulfils a condition. */
export const casesValued = (
  column: PropertyColumn,
  { keys, at }: Pick<KindTable, 'keys' | 'at'>,
  { from, to }: EventFilter,
  condition: Condition,
): Uint8Array => {
  const { cases, starts, events, code } = column
  const fulfils = fulfilling(column, condition)
  const micro = (instant: number): number => Math.round(instant * 1000) / 1000
  const begin = micro(from ?? Number.NEGATIVE_INFINITY)
  const end = micro(to ?? Number.POSITIVE_INFINITY)
  const found = new Uint8Array(keys.length)
  for (let run = 0; run < cases.length; run++) {
    const until = starts[run + 1] ?? 0
    for (let v = starts[run] ?? 0; v < until; v++) {
      if (fulfils[code[v] ?? 0] !== 1) continue
      const when = at[events[v] ?? 0] ?? 0
      if (when < begin || when >= end) continue
      found[cases[run] ?? 0] = 1
      break
    }
  }
  return found
}

/** The conditions on the properties of some columns, and those on everything else. */
export const partedBy = (columns: readonly PropertyColumn[], where: readonly Condition[] = []) => {
  const isOf = ({ property }: Condition) => columns.some((column) => column.property === property)
  return { own: where.filter(isOf), others: where.filter((condition) => !isOf(condition)) }
}

/** Which of so many events fulfil all conditions on the properties of some exact columns. */
export const eventsValued = (
  columns: readonly PropertyColumn[],
  conditions: readonly Condition[],
  size: number,
): Uint8Array => {
  const kept = new Uint8Array(size).fill(1)
  for (const condition of conditions) {
    const column = columns.find(({ property }) => property === condition.property)
    if (!column) continue
    const { events, code } = column
    const fulfils = fulfilling(column, condition)
    if (holds(condition, NOWHERE)) {
      for (let v = 0; v < events.length; v++) if (fulfils[code[v] ?? 0] === 0) kept[events[v] ?? 0] = 0
      continue
    }
    const having = new Uint8Array(size)
    for (let v = 0; v < events.length; v++) having[events[v] ?? 0] = fulfils[code[v] ?? 0] ?? 0
    for (let e = 0; e < size; e++) kept[e] = (kept[e] ?? 0) & (having[e] ?? 0)
  }
  return kept
}
