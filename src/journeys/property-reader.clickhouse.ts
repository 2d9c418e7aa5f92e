import type { Condition } from '../events/index.ts'
import { createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { nativeBlocks } from '../storage/clickhouse/native.ts'
import type { CaseQuestion } from './case-reader.ts'
import { commonestStatement, havingHashStatement, valuesStatement } from './case-statement.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { bytesOf, casesValued, columnAnswers, gatherColumn, type PropertyColumn, placesOf } from './property-column.ts'

/** Finds a case by the hash of its key; found out once a table. `undefined` where two cases share a hash. */
const placing = () => {
  const known = new WeakMap<KindTable, ReturnType<typeof placesOf>>()
  return (table: KindTable): ReturnType<typeof placesOf> => {
    if (known.has(table)) return known.get(table)
    const found = placesOf(table.hashes)
    known.set(table, found)
    return found
  }
}

/** The cases of a table of which an event fulfils a condition, as the engine says. */
const fulfilling = async (
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

interface Limits {
  readonly events: number
  readonly varieties: number
}

/** A property of more values, or of more that differ, is asked of the engine each time. */
const MOST: Limits = { events: 40_000_000, varieties: 500_000 }
/** What is read before anybody asks for it takes less. */
const MOST_AHEAD: Limits = { events: 12_000_000, varieties: 50_000 }
/** So many properties are read ahead, those first that most events have. */
const AHEAD = 4

/** The values of a property, for the cases of a table; `undefined` where there are too many. */
const columnOf = async (
  analytics: Analytics,
  workspace: string,
  property: string,
  table: KindTable,
  caseOf: (hash: number) => number,
  limits: Limits,
): Promise<PropertyColumn | undefined> => {
  const gathered = gatherColumn(property, table, caseOf)
  const binder = createBinder()
  const statement = valuesStatement(workspace, property, binder)
  let events = 0
  for await (const { rows, columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
    const { hash53, at, value } = columns
    if (hash53?.kind !== 'numbers' || at?.kind !== 'numbers' || value?.kind !== 'codes')
      throw new Error('The answer has no values')
    const known = Int32Array.from(value.dictionary, () => -1)
    const codes = new Uint32Array(rows)
    for (let row = 0; row < rows; row++) {
      const own = value.codes[row] ?? 0
      if ((known[own] ?? -1) < 0) known[own] = gathered.code(value.dictionary[own] ?? '')
      codes[row] = known[own] ?? 0
    }
    gathered.add(rows, hash53.values, at.values, codes)
    events += rows
    if (events > limits.events || gathered.varieties > limits.varieties) return undefined
  }
  return gathered.column()
}

/** So much memory may the values of properties take that are kept at hand. */
const BUDGET = 256 * 2 ** 20

interface Kept {
  readonly table: KindTable
  readonly column: Promise<PropertyColumn | undefined>
  bytes: number
}

interface Ahead {
  readonly workspace: string
  readonly told: readonly string[]
  readonly table: KindTable
  begun: boolean
}

/**
 * Which cases have an event whose raw property fulfils a condition. The values of the property are read the first time,
 * and tell the answers to all that follows; where they are too many, the engine says so each time.
 */
export const createPropertyReader = (analytics: Analytics, quiet?: number) => {
  const places = placing()
  const columns = new Map<string, Kept>()
  const keep = (key: string, kept: Kept): void => {
    columns.delete(key)
    columns.set(key, kept)
    let total = 0
    for (const { bytes } of columns.values()) total += bytes
    for (const [oldest, { bytes }] of columns) {
      if (total <= BUDGET || oldest === key) break
      columns.delete(oldest)
      total -= bytes
    }
  }
  const read = (key: string, table: KindTable, limits: Limits): Kept['column'] => {
    const caseOf = places(table)
    if (!caseOf) return Promise.resolve(undefined)
    const [workspace = '', property = ''] = JSON.parse(key) as string[]
    const column = columnOf(analytics, workspace, property, table, caseOf, limits)
    const kept: Kept = { table, column, bytes: 0 }
    keep(key, kept)
    column.then(
      (found) => {
        if (columns.get(key) !== kept) return
        kept.bytes = found ? bytesOf(found) : 0
        keep(key, kept)
      },
      // What could not be read now is read when it is asked for again.
      () => columns.get(key) === kept && columns.delete(key),
    )
    return column
  }
  const columnFor = (workspace: string, property: string, table: KindTable): Kept['column'] => {
    const key = JSON.stringify([workspace, property])
    const known = columns.get(key)
    if (known?.table !== table) return read(key, table, MOST)
    keep(key, known)
    return known.column
  }
  const readAhead = async (workspace: string, told: readonly string[], table: KindTable): Promise<void> => {
    const binder = createBinder()
    const rows = await analytics.rows<{ property: string; n: string }>(
      commonestStatement(workspace, binder),
      binder.parameters,
    )
    const some = rows.filter(({ property, n }) => Number(n) <= MOST_AHEAD.events && !told.includes(property))
    for (const { property } of some.slice(0, AHEAD)) {
      const key = JSON.stringify([workspace, property])
      // Others may have asked for it, or the cases have changed meanwhile.
      if (ahead?.table !== table) return
      if (columns.get(key)?.table === table) continue
      // What differs too much to be read ahead may still be asked for.
      if (!(await read(key, table, MOST_AHEAD))) columns.delete(key)
    }
  }
  let ahead: Ahead | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(timer)
    if (!ahead || ahead.begun) return
    const next = ahead
    timer = setTimeout(() => {
      next.begun = true
      void readAhead(next.workspace, next.told, next.table).catch(() => undefined)
    }, quiet).unref()
  }
  return {
    /** Reads the commonest properties of a workspace that kinds do not tell, once nobody asks for anything. */
    readAhead(workspace: string, told: readonly string[], table: KindTable): void {
      if (quiet === undefined) return
      ahead = { workspace, told, table, begun: false }
      wait()
    },
    /** Somebody asks for something. */
    asked: wait,
    /** The values for the cases of another table than this one are of no more use. */
    forgetOthers(workspace: string, table: KindTable): void {
      for (const [key, kept] of columns)
        if (kept.table !== table && (JSON.parse(key) as string[])[0] === workspace) columns.delete(key)
    },
    async fulfilling(question: CaseQuestion, condition: Condition, table: KindTable): Promise<Uint8Array | undefined> {
      if (columnAnswers(question.filter, condition)) {
        const column = await columnFor(question.workspace, condition.property, table)
        if (column) return casesValued(column, table, question.filter, condition)
      }
      const caseOf = places(table)
      return caseOf && fulfilling(analytics, question, condition, table.keys.length, caseOf)
    },
  }
}
