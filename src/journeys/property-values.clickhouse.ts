import type { Condition } from '../events/index.ts'
import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type NativeBlock, type NativeColumn, nativeBlocks } from '../storage/clickhouse/native.ts'
import type { DerivedLayer } from './case-layer.clickhouse.ts'
import { anyTiedStatement, eventsOf, tiedStatement } from './case-layer-statement.clickhouse.ts'
import type { CaseQuestion } from './case-reader.ts'
import { CASE, havingHashStatement, valuesStatement } from './case-statement.clickhouse.ts'
import { areKept, keptSizeStatement, keptValuesStatement, noteAsked } from './case-values.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { gatherColumn, type PropertyColumn } from './property-column.ts'
import { firstFrom, type TiedEvents, tiedPlaces } from './tied-events.ts'

/** The cases of a table of which an event fulfils a condition, as the engine says. */
export const fulfilling = async (
  analytics: Analytics,
  question: CaseQuestion,
  condition: Condition,
  size: number,
  caseOf: (hash: number) => number,
): Promise<Uint8Array> => {
  const binder = createBinder()
  const statement = havingHashStatement(question, condition, binder)
  const found = new Uint8Array(size)
  for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
    if (columns.hash53?.kind !== 'numbers') throw new Error('The answer has no hashes')
    const { values } = columns.hash53
    for (let i = 0; i < values.length; i++) {
      const place = caseOf(values[i] ?? 0)
      if (place >= 0) found[place] = 1
    }
  }
  return found
}

/** A property of more values than these, or of more that differ, is given up. */
export interface Limits {
  readonly events: number
  readonly varieties: number
}

/** A table of cases, and the layer that it was read from. */
export interface Held {
  readonly layer: DerivedLayer
  readonly table: KindTable
}

/** More events than these that share their instants with others are not told apart. */
const MOST_TIED = 8_000_000

/** When the events arrived that share their instant with another of their case. What the layer does not say (any more) stays unknown. */
export const tiedIn = async (
  analytics: Analytics,
  { layer, table }: Held,
  caseOf: (hash: number) => number,
): Promise<TiedEvents> => {
  const counting = createBinder()
  const [any] = await analytics.rows<{ tied: number }>(anyTiedStatement(layer, counting), counting.parameters)
  if (any?.tied !== 1) return { events: new Uint32Array(0), seqs: new Float64Array(0) }
  const events = tiedPlaces(table)
  const seqs = new Float64Array(events.length).fill(Number.NaN)
  if (events.length === 0 || events.length > MOST_TIED) return { events, seqs }
  const binder = createBinder()
  const statement = tiedStatement(layer, binder)
  for await (const { rows, columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
    const { hash53, tied } = columns
    if (hash53?.kind !== 'numbers' || tied?.kind !== 'lists' || tied.items.kind !== 'numbers')
      throw new Error('The answer has no tied events')
    for (let row = 0, from = 0; row < rows; row++) {
      const until = tied.ends[row] ?? 0
      const c = caseOf(hash53.values[row] ?? 0)
      const first = c < 0 ? 0 : firstFrom(events, table.starts[c] ?? 0)
      const after = c < 0 ? 0 : firstFrom(events, table.starts[c + 1] ?? 0)
      if (after - first === until - from) seqs.set(tied.items.values.subarray(from, until), first)
      from = until
    }
  }
  return { events, seqs }
}

interface ColumnOf {
  readonly caseOf: (hash: number) => number
  readonly tied: TiedEvents
  readonly limits: Limits
  /** Of these cases only. */
  readonly keys?: readonly string[]
  /** Read from so many events, they are worth keeping. */
  readonly worthFrom: number
}

type Gathered = ReturnType<typeof gatherColumn>

/** Adds the values of blocks until there are too many; whether it has added all. */
const addAll = async (
  blocks: AsyncIterable<NativeBlock>,
  gathered: Gathered,
  limits: Limits,
  add: (block: NativeBlock) => number,
): Promise<boolean> => {
  let events = 0
  for await (const block of blocks) {
    events += add(block)
    if (events > limits.events || gathered.varieties > limits.varieties) return false
  }
  return true
}

/** The codes of a block's own values among those of the property. */
const codesOf = (gathered: Gathered, dictionary: readonly string[], used: ArrayLike<number>): Int32Array => {
  const known = Int32Array.from(dictionary, () => -1)
  for (let row = 0; row < used.length; row++) {
    const own = used[row] ?? 0
    if ((known[own] ?? -1) < 0) known[own] = gathered.code(dictionary[own] ?? '')
  }
  return known
}

/** Events that follow each other and are of one case, as one. */
const runsOf = (hashes: ArrayLike<number>) => {
  const [of, ends] = [[] as number[], [] as number[]]
  for (let row = 0; row < hashes.length; row++) {
    if (row === 0 || hashes[row] !== hashes[row - 1]) of.push(hashes[row] ?? 0)
    ends[of.length - 1] = row + 1
  }
  return { hashes: of, ends }
}

const addEvents =
  (gathered: Gathered) =>
  ({ rows, columns: { hash53, at, value, seq } }: NativeBlock): number => {
    if (hash53?.kind !== 'numbers' || at?.kind !== 'numbers' || value?.kind !== 'codes')
      throw new Error('The answer has no values')
    const codes = codesOf(gathered, value.dictionary, value.codes)
    const seqs = seq?.kind === 'numbers' ? seq.values : undefined
    gathered.add({ ...runsOf(hash53.values), micros: at.values, values: value.codes, codes, seqs })
    return rows
  }

const itemsOf = (column: NativeColumn | undefined) => (column?.kind === 'lists' ? column.items : undefined)

const addCases =
  (gathered: Gathered) =>
  ({ columns: { hash53, at, value, seq } }: NativeBlock): number => {
    const [micros, coded, seqs] = [itemsOf(at), itemsOf(value), itemsOf(seq)]
    if (hash53?.kind !== 'numbers' || at?.kind !== 'lists' || micros?.kind !== 'numbers' || coded?.kind !== 'codes')
      throw new Error('The answer has no values of cases')
    gathered.add({
      hashes: hash53.values,
      ends: at.ends,
      micros: micros.values,
      values: coded.codes,
      codes: codesOf(gathered, coded.dictionary, coded.codes),
      seqs: seqs?.kind === 'numbers' ? seqs.values : undefined,
    })
    return coded.codes.length
  }

/** The values of a property, for the cases of a table, from what is kept of it or else from the events; `undefined` where there are too many. */
export const columnOf = async (
  analytics: Analytics,
  property: string,
  { layer, table }: Held,
  { caseOf, tied, limits, keys, worthFrom }: ColumnOf,
): Promise<PropertyColumn | undefined> => {
  const ask = async <Row>(statement: (binder: Binder) => string): Promise<Row | undefined> => {
    const asking = createBinder()
    return (await analytics.rows<Row>(statement(asking), asking.parameters))[0]
  }
  const isKept = await areKept(analytics, layer, property)
  const much = isKept
    ? await ask<{ events: string }>((asking) => keptSizeStatement(layer, property, keys, asking))
    : undefined
  const gathered = gatherColumn(property, table, caseOf, { tied, expected: Number(much?.events ?? 0) })
  const binder = createBinder()
  const isTied = tied.events.length > 0
  const blocksOf = async (statement: string) =>
    nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters), { passing: true })
  if (isKept) {
    const statement = keptValuesStatement(layer, property, { tied: isTied, ...(keys && { keys }) }, binder)
    const all = await addAll(await blocksOf(statement), gathered, limits, addCases(gathered))
    return all ? gathered.column() : undefined
  }
  const among = keys && ` AND ${eventsOf(layer, keys, binder)} AND ${CASE} IN ${binder.bind(keys, 'Array(String)')}`
  const asked = { tied: isTied, ...(among !== undefined && { among }) }
  const statement = valuesStatement(layer.workspace, property, asked, binder)
  const all = await addAll(await blocksOf(statement), gathered, limits, addEvents(gathered))
  if (all && !keys && gathered.varieties > 0 && table.at.length >= worthFrom)
    await noteAsked(analytics, layer, property)
  return all ? gathered.column() : undefined
}
