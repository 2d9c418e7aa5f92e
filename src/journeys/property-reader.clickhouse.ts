import type { Condition } from '../events/index.ts'
import { createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { nativeBlocks } from '../storage/clickhouse/native.ts'
import type { CaseQuestion } from './case-reader.ts'
import { havingHashStatement, valuedStatement, valuesStatement } from './case-statement.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { gatherColumn, type PropertyColumn, placesOf } from './property-column.ts'

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
  placeOf: (hash: number) => number,
): Promise<Uint8Array> => {
  const binder = createBinder()
  const statement = havingHashStatement(question, condition, binder)
  const found = new Uint8Array(size)
  for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
    if (columns.hash53?.kind !== 'numbers') throw new Error('The answer has no hashes')
    const { values } = columns.hash53
    for (let i = 0; i < values.length; i++) {
      const place = placeOf(values[i] ?? 0)
      if (place >= 0) found[place] = 1
    }
  }
  return found
}

/** A property that more events have is asked of the engine each time. */
const MOST_VALUED = 16_000_000

/** The values of a property, for the cases of a table; `undefined` where there are too many. */
const columnOf = async (
  analytics: Analytics,
  workspace: string,
  property: string,
  placeOf: (hash: number) => number,
): Promise<PropertyColumn | undefined> => {
  const counting = createBinder()
  const [row] = await analytics.rows<{ n: string }>(valuedStatement(workspace, property, counting), counting.parameters)
  const most = Number(row?.n ?? 0)
  if (most > MOST_VALUED) return undefined
  const gathered = gatherColumn(property, placeOf, most)
  const binder = createBinder()
  const statement = valuesStatement(workspace, property, binder)
  for await (const { rows, columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
    const { hash53, at, value } = columns
    if (hash53?.kind !== 'numbers' || at?.kind !== 'numbers' || value?.kind !== 'codes')
      throw new Error('The answer has no values')
    const codes = Int32Array.from(value.dictionary, () => -1)
    for (let row = 0; row < rows; row++) {
      const own = value.codes[row] ?? 0
      if ((codes[own] ?? -1) < 0) codes[own] = gathered.code(value.dictionary[own] ?? '')
      gathered.add(hash53.values[row] ?? 0, at.values[row] ?? 0, codes[own] ?? 0)
    }
  }
  return gathered.column()
}

/** So many properties are kept at hand. */
const MOST_COLUMNS = 3
/** Values are read once so long nobody has asked for anything: a question would wait for them longer than for its answer. */
const QUIET = 1_500

interface Kept {
  readonly table: KindTable
  column?: PropertyColumn | undefined
}

/**
 * Which cases have an event whose raw property fulfils a condition. The engine says so, the first time; the values of a
 * property that was asked for are then read when nobody asks for anything, and tell the answers to all that follows.
 */
export const createPropertyReader = (analytics: Analytics, quiet = QUIET) => {
  const places = placing()
  const columns = new Map<string, Kept>()
  const wanted = new Map<string, () => Promise<void>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = 0
  const readNext = async (): Promise<void> => {
    const [next] = wanted
    if (!next) return
    wanted.delete(next[0])
    // What cannot be read now is asked of the engine as before.
    await next[1]().catch(() => columns.delete(next[0]))
    wait()
  }
  const wait = (): void => {
    clearTimeout(timer)
    if (asking === 0 && wanted.size > 0) timer = setTimeout(() => void readNext(), quiet).unref()
  }
  const keep = (key: string, kept: Kept): void => {
    columns.delete(key)
    columns.set(key, kept)
    for (const oldest of columns.keys()) {
      if (columns.size <= MOST_COLUMNS) break
      columns.delete(oldest)
      wanted.delete(oldest)
    }
  }
  return {
    /** The values for the cases of another table than this one are of no more use. */
    forgetOthers(workspace: string, table: KindTable): void {
      for (const [key, kept] of columns) {
        if (kept.table === table || (JSON.parse(key) as string[])[0] !== workspace) continue
        columns.delete(key)
        wanted.delete(key)
      }
    },
    /** The values of a property, where they are at hand; else they will be. */
    column(workspace: string, property: string, table: KindTable): PropertyColumn | undefined {
      wait()
      const key = JSON.stringify([workspace, property])
      const known = columns.get(key)
      if (known?.table === table) {
        keep(key, known)
        return known.column
      }
      const placeOf = places(table)
      if (!placeOf) return undefined
      const kept: Kept = { table }
      keep(key, kept)
      wanted.set(key, async () => {
        kept.column = await columnOf(analytics, workspace, property, placeOf)
      })
      wait()
      return undefined
    },
    async fulfilling(question: CaseQuestion, condition: Condition, table: KindTable): Promise<Uint8Array | undefined> {
      const placeOf = places(table)
      if (!placeOf) return undefined
      asking++
      // Nothing is read meanwhile.
      wait()
      try {
        return await fulfilling(analytics, question, condition, table.keys.length, placeOf)
      } finally {
        asking--
        wait()
      }
    },
  }
}
