import { afterAll, beforeAll, describe, it } from 'vitest'
import { EVENT_COLUMNS, eventRows } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createCaseReader } from '../journeys/case-reader.clickhouse.ts'
import { createIdentities } from '../profiles/identities.clickhouse.ts'
import { createPostgresPeopleStore } from '../profiles/people-store.postgres.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import type { Database } from '../storage/postgres/database.ts'
import { openDatabase } from '../storage/postgres/open.ts'
import { databaseOf } from '../storage/postgres/servers.contract.ts'
import { createPassagePeople } from './passage-people.clickhouse.ts'
import { createPassageReader } from './passage-reader.clickhouse.ts'
import { createPostgresPassageStore } from './passage-store.postgres.ts'
import { liveEqualsBatch, partedAsTheyStood, type Shelf } from './passages.contract.ts'

const { workspace } = LOCAL_OWNER
/** Each takes about a second; what they find is found in memory first. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 2)
const TABLES = ['events', 'identities', 'identities_now']

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

const shelfOn = async (database: Database): Promise<Shelf> => {
  const { analytics } = engine
  for (const table of TABLES) await analytics.run(`TRUNCATE TABLE ${table}`)
  await database.query('TRUNCATE live_journeys, journey_events, passage_progress, identity_published')
  const people = createPostgresPeopleStore(database)
  const known = new Map<string, string>()
  const personOf = (identifier: string) => known.get(identifier) ?? identifier
  return {
    store: createPostgresPassageStore(database),
    reader: createPassageReader(analytics),
    cases: createCaseReader(analytics),
    people: createPassagePeople(analytics, people),
    personOf,
    load: (events) => analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows),
    become: async (identifier, person) => {
      const change = { identifier, profile: person, formerly: personOf(identifier) }
      await people.change(workspace, async (there, keep) => {
        await createIdentities(analytics).keep(workspace, [change], await there.nextTelling())
        await keep({ identities: [change] })
      })
      known.set(identifier, person)
    },
  }
}

describe.each(['embedded', 'installed'] as const)('live journeys over %s PostgreSQL and the engine', (kind) => {
  let database: Database | undefined
  let drop = async () => {}
  beforeAll(async () => {
    // A server of several connections, as the worker has: one asks who is who while another keeps what was walked.
    const own = await databaseOf(kind)
    if (typeof own === 'string') return
    drop = own.drop
    database = await openDatabase(own.url)
  })
  afterAll(async () => {
    await database?.close()
    await drop()
  })

  it('are what `lived` says of the same engine', async (test) => {
    const there = database
    if (!there) return test.skip('no PostgreSQL is installed')
    await liveEqualsBatch(() => shelfOn(there), ROUNDS)
  })

  it('of two persons made one and parted again are what they were', async (test) => {
    const there = database
    if (!there) return test.skip('no PostgreSQL is installed')
    await partedAsTheyStood(() => shelfOn(there), ROUNDS)
  })
})
