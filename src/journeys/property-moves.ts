import type { KindTable } from './kind-table.ts'
import type { PropertyColumn } from './property-column.ts'

/** Cases that follow each other in a table and follow each other, just as they were, in the one that took its place. */
export interface Stay {
  readonly begin: number
  /** Exclusive. */
  readonly end: number
  /** The place of the first of them in the new table. */
  readonly to: number
}

/** How a table came of another: which cases stayed as they were, and the keys of all that did not. */
export interface Patch {
  readonly before: KindTable
  readonly after: KindTable
  readonly stays: readonly Stay[]
  readonly changed: readonly string[]
}

const GONE = -1

/** The same values in the new table, but for those of the cases that did not stay as they were. */
export const moved = (column: PropertyColumn, { before, after, stays }: Patch): PropertyColumn => {
  const places = new Int32Array(before.keys.length).fill(GONE)
  for (const { begin, end, to } of stays) for (let c = begin; c < end; c++) places[c] = to + c - begin
  const runs = column.cases.length
  const [cases, starts] = [new Uint32Array(runs), new Uint32Array(runs + 1)]
  const events = new Uint32Array(column.events.length)
  const code = column.code.slice()
  let [count, size] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const c = column.cases[run] ?? 0
    const place = places[c] ?? GONE
    if (place === GONE) continue
    const shift = (after.starts[place] ?? 0) - (before.starts[c] ?? 0)
    cases[count] = place
    starts[count++] = size
    const until = column.starts[run + 1] ?? 0
    for (let v = column.starts[run] ?? 0; v < until; v++) {
      events[size] = (column.events[v] ?? 0) + shift
      code[size++] = column.code[v] ?? 0
    }
  }
  starts[count] = size
  return {
    ...column,
    cases: cases.subarray(0, count),
    starts: starts.subarray(0, count + 1),
    events: events.subarray(0, size),
    code: code.subarray(0, size),
  }
}

const appended = <Values extends Uint32Array | Uint16Array>(
  into: Values,
  first: ArrayLike<number>,
  then: ArrayLike<number>,
) => {
  into.set(first)
  into.set(then, first.length)
  return into
}

/** The values of two columns of one property over the same table, of different cases. */
export const joined = (column: PropertyColumn, more: PropertyColumn): PropertyColumn => {
  if (more.cases.length === 0) return column
  const values = [...column.values]
  const known = new Map(values.map((value, code) => [value, code]))
  const codes = Uint32Array.from(more.values, (value) => {
    const code = known.get(value)
    if (code !== undefined) return code
    values.push(value)
    return values.length - 1
  })
  const size = column.events.length
  const total = size + more.events.length
  const Codes = values.length > 0xffff ? Uint32Array : Uint16Array
  return {
    property: column.property,
    cases: appended(new Uint32Array(column.cases.length + more.cases.length), column.cases, more.cases),
    starts: appended(
      new Uint32Array(column.cases.length + more.starts.length),
      column.starts.subarray(0, column.cases.length),
      more.starts.map((start) => start + size),
    ),
    events: appended(new Uint32Array(total), column.events, more.events),
    exact: column.exact && more.exact,
    code: appended(
      new Codes(total),
      column.code,
      Array.from(more.code, (code) => codes[code] ?? 0),
    ),
    values,
  }
}
