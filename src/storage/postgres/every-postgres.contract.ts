import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { orThrow } from '../../kernel/index.ts'
import type { Database, Hearing } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openPglite } from './pglite.contract.ts'
import { openPool } from './pool.postgres.ts'
import { databaseOf, type ServerKind } from './servers.contract.ts'

interface Opened {
  readonly database: Hearing
  close(): Promise<void>
}

/** A PostgreSQL to run a contract on; `open` says in words why it is not to be had here. */
interface Kind {
  readonly name: string
  open(): Promise<Opened | string>
}

const openedIn = async (kind: ServerKind): Promise<Opened | string> => {
  const own = await databaseOf(kind)
  if (typeof own === 'string') return own
  const database = openPool(own.url)
  return {
    database,
    close: async () => {
      await database.close()
      await own.drop()
    },
  }
}

/** A schema of its own in the server named by the environment, gone after the test. */
const schemaIn = async (url: string): Promise<Opened> => {
  const schema = `parcours_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const owner = openPool(url, 1)
  await owner.query(`CREATE SCHEMA ${schema}`)
  const separator = url.includes('?') ? '&' : '?'
  const database = openPool(`${url}${separator}options=${encodeURIComponent(`-c search_path=${schema}`)}`)
  return {
    database,
    close: async () => {
      await database.close()
      await owner.query(`DROP SCHEMA ${schema} CASCADE`)
      await owner.close()
    },
  }
}

const kinds: readonly Kind[] = [
  {
    name: 'PGlite',
    open: async () => {
      const database = openPglite()
      return { database, close: () => database.close() }
    },
  },
  {
    name: 'embedded PostgreSQL',
    open: () => openedIn('embedded'),
  },
  {
    name: 'a PostgreSQL server',
    open: () => {
      const url = process.env.PARCOURS_TEST_POSTGRES_URL
      return url ? schemaIn(url) : openedIn('installed')
    },
  },
]

const empty = async (database: Database): Promise<void> => {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I', relname) AS name FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
        AND pg_relation_size(oid) > 0 AND relname <> 'parcours_migrations'`,
  )
  if (tables.length > 0)
    await database.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`)
}

/**
 * Runs a contract on PGlite, on the embedded PostgreSQL and on a PostgreSQL server: the one that
 * `PARCOURS_TEST_POSTGRES_URL` names, else the one that the system's packages installed, else it is skipped and says why.
 * The servers are shared by all test files, each in a database of its own: its tables are there and emptied before each test. `database()` is called inside the tests.
 *
 *     onEveryPostgres('the map store', (database) => {
 *       it('gives back what was pushed', async () => { const store = createMapStore(database()) … })
 *     })
 */
export const onEveryPostgres = (name: string, contract: (database: () => Hearing) => void): void => {
  describe.each(kinds)(`${name} on $name`, ({ open }) => {
    let opened: Opened | string = 'not opened yet'
    const database = (): Hearing => {
      if (typeof opened === 'string') throw new Error(opened)
      return opened.database
    }
    beforeAll(async () => {
      opened = await open()
      if (typeof opened !== 'string') orThrow(await migrate(opened.database, migrations))
    })
    beforeEach(async (test) => {
      if (typeof opened === 'string') test.skip(opened)
      else await empty(opened.database)
    })
    afterAll(async () => {
      if (typeof opened !== 'string') await opened.close()
    })
    contract(database)
  })
}
