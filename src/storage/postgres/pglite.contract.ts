import { PGlite, type Transaction } from '@electric-sql/pglite'
import { copied } from './copied.ts'
import type { Cell, Database, Hearing } from './database.ts'
import { parsers } from './values.ts'

type Session = Pick<PGlite | Transaction, 'query'>

const rowsOf = async <Row extends object>(session: Session, text: string, parameters: readonly unknown[]) =>
  (await session.query<Row>(text, [...parameters], { parsers })).rows

const copyInto = async (
  session: Session,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> => {
  const blob = new Blob([copied(rows)])
  await session.query(`COPY ${table} (${columns.join(', ')}) FROM '/dev/blob'`, [], { blob })
}

const withinTransaction = (session: Transaction, depth: number): Database => ({
  query: (text, parameters = []) => rowsOf(session, text, parameters),
  copy: (table, columns, rows) => copyInto(session, table, columns, rows),
  transaction: async (work) => {
    const savepoint = `parcours_${depth}`
    await session.query(`SAVEPOINT ${savepoint}`)
    try {
      const value = await work(withinTransaction(session, depth + 1))
      await session.query(`RELEASE SAVEPOINT ${savepoint}`)
      return value
    } catch (problem) {
      await session.query(`ROLLBACK TO SAVEPOINT ${savepoint}`)
      throw problem
    }
  },
  close: async () => {},
})

/** PostgreSQL compiled to WebAssembly, in this process and in memory: for fast tests only. */
export const openPglite = (): Hearing => {
  const engine = new PGlite()
  return {
    query: (text, parameters = []) => rowsOf(engine, text, parameters),
    copy: (table, columns, rows) => copyInto(engine, table, columns, rows),
    transaction: (work) => engine.transaction((session) => work(withinTransaction(session, 1))),
    hear: async (channel, { heard }) => {
      const deaf = await engine.listen(channel, heard)
      return () => deaf()
    },
    close: () => engine.close(),
  }
}
