import pg from 'pg'
import { copyOver } from './copy.postgres.ts'
import type { Database, Hearing } from './database.ts'
import { hearOn } from './hear.postgres.ts'
import { parsers } from './values.ts'

type Client = pg.PoolClient

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ?? pg.types.getTypeParser(oid, format as 'text'),
}

/** One connection inside a transaction; a transaction inside it is a savepoint. */
const withinTransaction = (client: Client, depth: number): Database => ({
  query: async <Row extends object>(text: string, parameters: readonly unknown[] = [], name?: string) =>
    (await client.query<Row>({ text, values: [...parameters], ...(name !== undefined && { name }) })).rows,
  copy: (table, columns, rows) => copyOver(client, table, columns, rows),
  transaction: async (work) => {
    const savepoint = `parcours_${depth}`
    await client.query(`SAVEPOINT ${savepoint}`)
    try {
      const value = await work(withinTransaction(client, depth + 1))
      await client.query(`RELEASE SAVEPOINT ${savepoint}`)
      return value
    } catch (problem) {
      await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`)
      throw problem
    }
  },
  close: async () => {},
})

/** A PostgreSQL server reached through a pool of connections: the embedded one or any other, by its URL. */
export const openPool = (url: string, connections = 8): Hearing => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    allowExitOnIdle: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'parcours',
    types,
  })
  // An idle connection lost with its server: the next query opens another, or says why it cannot.
  pool.on('error', () => {})
  return {
    query: async <Row extends object>(text: string, parameters: readonly unknown[] = [], name?: string) =>
      (await pool.query<Row>({ text, values: [...parameters], ...(name !== undefined && { name }) })).rows,
    copy: async (table, columns, rows) => {
      const client = await pool.connect()
      try {
        await copyOver(client, table, columns, rows)
      } finally {
        client.release()
      }
    },
    transaction: async (work) => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const value = await work(withinTransaction(client, 1))
        await client.query('COMMIT')
        return value
      } catch (problem) {
        await client.query('ROLLBACK').catch((lost: Error) => {
          broken = lost
        })
        throw problem
      } finally {
        client.release(broken)
      }
    },
    hear: (channel, hearer) => hearOn(url, channel, hearer),
    close: () => pool.end(),
  }
}
