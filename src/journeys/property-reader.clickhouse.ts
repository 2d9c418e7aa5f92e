import type { Condition } from '../events/index.ts'
import { createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { VALUES_FROM } from './case-layer.clickhouse.ts'
import type { CaseQuestion } from './case-reader.ts'
import { commonestStatement } from './case-statement.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { areProperties, bytesOf, casesValued, columnAnswers, type PropertyColumn, placesOf } from './property-column.ts'
import { joined, moved, type Patch } from './property-moves.ts'
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
/** What is read before anybody asks for it takes less: so many values in all, those first that most events have. */
const MOST_AHEAD: Limits = { events: 24_000_000, varieties: 50_000 }

/** So much memory may the values of properties take that are kept at hand. */
const BUDGET = 256 * 2 ** 20

/** Values of more cases than these are read anew with all others. */
const MOST_CHANGED = 5_000

interface Kept {
  readonly table: KindTable
  readonly column: Promise<PropertyColumn | undefined>
  bytes: number
}

/** Values that were moved to the table that took the place of theirs, but for those of the cases that changed. */
interface Moved {
  readonly table: KindTable
  readonly column: PropertyColumn
  readonly changed: readonly string[]
}

const workspaceOf = (key: string): string => (JSON.parse(key) as string[])[0] ?? ''

interface Ahead {
  readonly held: Held
  begun: boolean
}

/**
 * Which cases have an event whose raw property fulfils a condition. The values of the property are read the first time,
 * and tell the answers to all that follows; where they are too many, the engine says so each time.
 */
export const createPropertyReader = (
  analytics: Analytics,
  { ahead: quiet, worthFrom = VALUES_FROM }: { readonly ahead?: number | undefined; readonly worthFrom?: number } = {},
) => {
  const places = placing()
  const columns = new Map<string, Kept>()
  const parted = new Map<string, Moved>()
  /** Those that have been read whole. */
  const standing = new WeakMap<Kept, PropertyColumn>()
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
    const was = parted.get(key)
    parted.delete(key)
    const column = tiedOf(held, caseOf).then(async (tied) => {
      if (was?.table !== table)
        return columnOf(analytics, property, held, {
          caseOf,
          tied,
          limits,
          worthFrom: limits === MOST ? worthFrom : Infinity,
        })
      const more = await columnOf(analytics, property, held, { caseOf, tied, limits, keys: was.changed, worthFrom })
      return more && joined(was.column, more)
    })
    const kept: Kept = { table, column, bytes: 0 }
    keep(key, kept)
    column.then(
      (found) => {
        if (columns.get(key) !== kept) return
        kept.bytes = found ? bytesOf(found) : 0
        if (found) standing.set(kept, found)
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
    let room = MOST_AHEAD.events
    for (const { property, n } of rows) {
      if (told.includes(property) || Number(n) > room) continue
      const key = JSON.stringify([workspace, property])
      // Others may have asked for it, or the cases have changed meanwhile.
      if (ahead?.held !== held) return
      if (columns.get(key)?.table === held.table) continue
      // What differs too much to be read ahead may still be asked for.
      if (await read(key, property, held, MOST_AHEAD)) room -= Number(n)
      else columns.delete(key)
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
    /** Moves the values to the table that takes the place of theirs; those of changed cases are read when asked for. */
    follow(workspace: string, patch: Patch): void {
      for (const [key, was] of [...columns, ...parted]) {
        if (was.table !== patch.before || workspaceOf(key) !== workspace) continue
        const column = 'changed' in was ? was.column : standing.get(was)
        const changed = [...new Set([...('changed' in was ? was.changed : []), ...patch.changed])]
        columns.delete(key)
        parted.delete(key)
        if (column && changed.length <= MOST_CHANGED)
          parted.set(key, { table: patch.after, column: moved(column, patch), changed })
      }
    },
    /** The values for the cases of another table than this one are of no more use. */
    forgetOthers(workspace: string, table: KindTable): void {
      for (const some of [columns, parted])
        for (const [key, kept] of some) if (kept.table !== table && workspaceOf(key) === workspace) some.delete(key)
      if (ahead?.held.layer.workspace === workspace && ahead.held.table !== table) ahead = undefined
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
