import type { Condition } from '../events/index.ts'
import { createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { CaseQuestion } from './case-reader.ts'
import { commonestStatement } from './case-statement.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { areProperties, bytesOf, casesValued, columnAnswers, type PropertyColumn, placesOf } from './property-column.ts'
import { columnOf, fulfilling, type Held, type Limits, tiedIn } from './property-values.clickhouse.ts'
import type { TiedEvents } from './tied-events.ts'

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

/** A property of more values, or of more that differ, is asked of the engine each time. */
const MOST: Limits = { events: 40_000_000, varieties: 500_000 }
/** What is read before anybody asks for it takes less. */
const MOST_AHEAD: Limits = { events: 12_000_000, varieties: 50_000 }
/** So many properties are read ahead, those first that most events have. */
const AHEAD = 4

/** So much memory may the values of properties take that are kept at hand. */
const BUDGET = 256 * 2 ** 20

interface Kept {
  readonly table: KindTable
  readonly column: Promise<PropertyColumn | undefined>
  bytes: number
}

interface Ahead {
  readonly held: Held
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
  const ties = new WeakMap<KindTable, Promise<TiedEvents>>()
  const tiedOf = (held: Held, caseOf: (hash: number) => number): Promise<TiedEvents> => {
    const known = ties.get(held.table)
    if (known) return known
    const found = tiedIn(analytics, held, caseOf)
    ties.set(held.table, found)
    // What could not be read now is read when it is asked for again.
    found.catch(() => ties.delete(held.table))
    return found
  }
  const read = (key: string, property: string, held: Held, limits: Limits): Kept['column'] => {
    const { table } = held
    const caseOf = places(table)
    if (!caseOf) return Promise.resolve(undefined)
    const column = tiedOf(held, caseOf).then((tied) => columnOf(analytics, property, held, { caseOf, tied, limits }))
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
  const columnFor = (property: string, held: Held): Kept['column'] => {
    const key = JSON.stringify([held.layer.workspace, property])
    const known = columns.get(key)
    if (known?.table !== held.table) return read(key, property, held, MOST)
    keep(key, known)
    return known.column
  }
  const readAhead = async (held: Held): Promise<void> => {
    const { workspace, properties: told } = held.layer
    const binder = createBinder()
    const rows = await analytics.rows<{ property: string; n: string }>(
      commonestStatement(workspace, binder),
      binder.parameters,
    )
    const some = rows.filter(({ property, n }) => Number(n) <= MOST_AHEAD.events && !told.includes(property))
    for (const { property } of some.slice(0, AHEAD)) {
      const key = JSON.stringify([workspace, property])
      // Others may have asked for it, or the cases have changed meanwhile.
      if (ahead?.held !== held) return
      if (columns.get(key)?.table === held.table) continue
      // What differs too much to be read ahead may still be asked for.
      if (!(await read(key, property, held, MOST_AHEAD))) columns.delete(key)
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
      void readAhead(next.held).catch(() => undefined)
    }, quiet).unref()
  }
  return {
    /** Reads the commonest properties of a workspace that kinds do not tell, once nobody asks for anything. */
    readAhead(held: Held): void {
      if (quiet === undefined) return
      ahead = { held, begun: false }
      wait()
    },
    /** Somebody asks for something. */
    asked: wait,
    /** The values for the cases of another table than this one are of no more use. */
    forgetOthers(workspace: string, table: KindTable): void {
      for (const [key, kept] of columns)
        if (kept.table !== table && (JSON.parse(key) as string[])[0] === workspace) columns.delete(key)
    },
    async fulfilling(question: CaseQuestion, condition: Condition, held: Held): Promise<Uint8Array | undefined> {
      const { table } = held
      if (columnAnswers(question.filter, condition) && areProperties([condition.property])) {
        const column = await columnFor(condition.property, held)
        if (column) return casesValued(column, table, question.filter, condition)
      }
      const caseOf = places(table)
      return caseOf && fulfilling(analytics, question, condition, table.keys.length, caseOf)
    },
    /** The values of some properties, each with the very events that have it; `undefined` where any of that is not known. */
    async exact(names: readonly string[], held: Held): Promise<readonly PropertyColumn[] | undefined> {
      if (!areProperties(names)) return undefined
      const found: PropertyColumn[] = []
      for (const name of names) {
        const column = await columnFor(name, held)
        if (!column?.exact) return undefined
        found.push(column)
      }
      return found
    },
  }
}
