import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createArrivalReader } from '../src/events/arrivals.node.ts'
import { EVENT_COLUMNS, type Event, eventRows } from '../src/events/index.ts'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { asId, orThrow } from '../src/kernel/index.ts'
import type { JourneyMap } from '../src/maps/index.ts'
import { createPassages } from '../src/passages/index.ts'
import { createPassagePeople } from '../src/passages/passage-people.clickhouse.ts'
import { createPassageReader } from '../src/passages/passage-reader.clickhouse.ts'
import { createPostgresPassageStore } from '../src/passages/passage-store.postgres.ts'
import { createTimelineReader } from '../src/profiles/timeline-reader.clickhouse.ts'
import { peopleOver } from '../src/server/people.ts'
import { createMemoryLog } from '../src/storage/bus/log.memory.ts'
import { startAnalyticsForTests } from '../src/storage/clickhouse/analytics-for-tests.ts'
import { LOADER } from '../src/storage/clickhouse/loader.ts'
import type { Database } from '../src/storage/postgres/database.ts'
import { postgresHome, startEmbedded } from '../src/storage/postgres/home.ts'
import { openDatabase } from '../src/storage/postgres/open.ts'
import { type BenchResult, figure, machine, ratiosOf } from './result.ts'

const { workspace } = LOCAL_OWNER
const LOOKUPS = 2_000
const PAGES = 40
const LONG = 10_000
const BATCH = 25_000
const MARCH = Date.UTC(2026, 2, 2)

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'shop',
  title: 'Shop',
  perimeter: { success: { event: 'Order Completed' }, window: 'P90D' },
  stages: [
    { id: 'discover', phase: 'before', title: '', expected: 'P10D', max: 'P60D' },
    { id: 'decide', phase: 'during', title: '', expected: 'P5D' },
  ],
  touchpoints: [
    { id: 'page', stage: 'discover', title: '', match: [{ event: 'Page Viewed' }] },
    { id: 'basket', stage: 'decide', title: '', match: [{ event: 'Basket Filled' }] },
  ],
}

/** Fills tables quickly: their indexes are made once the rows are there. */
const withoutIndexes = async (database: Database, work: () => Promise<void>): Promise<void> => {
  const indexes = await database.query<{ name: string; made: string }>(
    `SELECT indexname AS name, indexdef AS made FROM pg_indexes
      WHERE tablename IN ('identity_edges', 'identity_people') AND indexname NOT LIKE '%_pkey'`,
  )
  for (const { name } of indexes) await database.query(`DROP INDEX ${name}`)
  await work()
  await database.query("SET maintenance_work_mem = '256MB'")
  for (const { made } of indexes) await database.query(made)
}

/** People with an account, a browser and an address each, as the worker leaves them; the peer's table has the same rows. */
const fillPeople = async (database: Database, profiles: number): Promise<void> => {
  const seen = `1.7e12, 'site', 'Identified', 'web', '', 1.7e12`
  await database.query('INSERT INTO identity_state (workspace, version, published) VALUES ($1, 1, 1)', [workspace])
  await withoutIndexes(database, async () => {
    await database.query(
      `INSERT INTO identity_edges (workspace, a, b, first_at, source, event, channel, store, last_at)
        SELECT $1, 'user:' || n, other, ${seen} FROM generate_series(1, $2) AS n,
          LATERAL (VALUES ('anonymous:b' || n), ('email:p' || n || '@lille.example')) AS beside (other)
        ORDER BY 2, 3`,
      [workspace, profiles],
    )
    await database.query(
      `INSERT INTO identity_people (workspace, identifier, profile, version)
        SELECT $1, identifier, md5(n::text), 1 FROM generate_series(1, $2) AS n,
          LATERAL (VALUES ('user:' || n), ('anonymous:b' || n), ('email:p' || n || '@lille.example')) AS of (identifier)
        ORDER BY 2`,
      [workspace, profiles],
    )
  })
  await database.query('CREATE TABLE peer_people AS SELECT identifier, profile FROM identity_people')
  await database.query('CREATE UNIQUE INDEX ON peer_people (identifier)')
  await database.query('CREATE INDEX ON peer_people (profile)')
  await database.query('VACUUM ANALYZE')
}

let number = 0
const happened = (given: Partial<Event> & Pick<Event, 'identifier' | 'event' | 'at'>): Event => {
  number += 1
  const id = asId<'Event'>(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
  const placed = { receivedAt: given.at, rank: 0, seq: number, caseId: '', channel: 'web', channelInferred: false }
  const rest = { party: 'own', store: '', adviser: '', properties: {} } as const
  return { id, workspace, source: 'bench', ...placed, ...rest, ...given }
}

const NAMES = ['Page Viewed', 'Page Viewed', 'Product Viewed', 'Product Viewed', 'Basket Filled', 'Order Completed']

/** A second of traffic: one event in ten names its person twice, so that people meet and merge. */
const trafficOf = (events: number, people: number): Event[] =>
  Array.from({ length: events }, (_, i) => {
    const person = (i * 7919) % people
    const device = i % 3 === 0
    return happened({
      identifier: device ? `anonymous:t${person}` : `user:t${person}`,
      event: NAMES[i % NAMES.length] ?? '',
      at: MARCH + number * 40,
      properties: { path: '/kitchens', ...(device && i % 10 === 0 && { 'identifiers.user': `t${person}` }) },
    })
  })

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

const timed = async (n: number, work: (i: number) => Promise<unknown>): Promise<number[]> => {
  const times: number[] = []
  for (let i = 0; i < n; i++) {
    const begun = performance.now()
    await work(i)
    times.push(performance.now() - begun)
  }
  return times
}

const idsOf = (i: number, profiles: number): string => {
  const n = ((i * 104_729) % profiles) + 1
  return [`user:${n}`, `anonymous:b${n}`, `email:p${n}@lille.example`][i % 3] ?? ''
}

/** A profile by any identifier, the first page of a long timeline, and how fast the worker folds; beside one table of PostgreSQL. */
export const profiles = async (size: { profiles: number; events: number; runs: number }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  const postgres = await startEmbedded(folder)
  const engine = await startAnalyticsForTests()
  const database = await openDatabase(postgres.url)
  try {
    await fillPeople(database, size.profiles)
    const log = createMemoryLog()
    const arrivals = createArrivalReader(log.reader('passages'))
    const over = peopleOver(engine.analytics, database, Date.now, arrivals)
    const lookUp = (i: number) => over.profiles.find(LOCAL_OWNER, idsOf(i, size.profiles))
    const peer = async (i: number) => {
      const [row] = await database.query<{ profile: string }>('SELECT profile FROM peer_people WHERE identifier = $1', [
        idsOf(i, size.profiles),
      ])
      await database.query('SELECT identifier FROM peer_people WHERE profile = $1', [row?.profile])
    }
    orThrow(await lookUp(1))
    await timed(200, lookUp)
    const rounds = Array.from({ length: size.runs })
    const [mine, theirs]: [number[], number[]] = [[], []]
    const [median, median2]: [number[], number[]] = [[], []]
    for (const _ of rounds) {
      const [ours, plain] = [await timed(LOOKUPS, lookUp), await timed(LOOKUPS, peer)]
      mine.push(percentile(ours, 0.99))
      median.push(percentile(ours, 0.5))
      theirs.push(percentile(plain, 0.99))
      median2.push(percentile(plain, 0.5))
    }

    const insert = async (events: readonly Event[]) => {
      await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
    }
    const [loader, store] = [log.reader(LOADER), createPostgresPassageStore(database)]
    const passages = createPassages({
      store,
      arrivals,
      reader: createPassageReader(engine.analytics),
      people: createPassagePeople(engine.analytics, over.people),
      maps: async () => [{ map: MAP, revision: 1 }],
      now: Date.now,
    })
    await insert(
      Array.from({ length: LONG }, () =>
        happened({ identifier: 'user:1', event: 'Page Viewed', at: MARCH + number * 60_000 }),
      ),
    )
    orThrow(await over.profiles.refresh(LOCAL_OWNER))
    await passages.fold(LOCAL_OWNER)
    const [unify, follow]: [number[], number[]] = [[], []]
    for (let done = 0; done < size.events; done += BATCH) {
      const batch = trafficOf(BATCH, Math.max(1_000, Math.round(size.events / 12)))
      const { rows } = eventRows(batch)
      await insert(batch)
      const { end } = await log.writer.append({ stream: 'events', rows: BATCH, at: MARCH, live: true }, rows)
      await loader.passed(end)
      const begun = performance.now()
      orThrow(await over.profiles.refresh(LOCAL_OWNER))
      orThrow(await over.faces.refresh(LOCAL_OWNER))
      const unified = performance.now()
      await passages.fold(LOCAL_OWNER)
      unify.push(BATCH / ((unified - begun) / 1000))
      follow.push(BATCH / ((performance.now() - unified) / 1000))
    }
    const timeline = createTimelineReader(engine.analytics)
    const { filedUnder } = orThrow(await over.profiles.find(LOCAL_OWNER, 'user:1'))
    const pages = await timed(PAGES, () => timeline.page(workspace, filedUnder, {}, 61))

    const [version] = await database.query<{ version: string }>("SELECT current_setting('server_version') AS version")
    const figures = [figure('lookup p99', 'ms', theirs), figure('lookup p50', 'ms', median2)]
    const ours = [
      figure('lookup p99', 'ms', mine),
      figure('lookup p50', 'ms', median),
      figure('timeline first page', 'ms', pages),
      figure('who is who and faces', 'events/s', unify),
      figure('live journeys', 'events/s', follow),
    ]
    return {
      bench: 'profiles',
      what: 'a profile by any identifier with why it is one person; the first page of a timeline of 10,000 events; folding seconds of 25,000 events with merges',
      size: { profiles: size.profiles, events: size.events },
      ours,
      peer: { name: 'PostgreSQL, one table, two plain lookups', version: version?.version ?? '', figures },
      ratios: ratiosOf(ours, figures),
      machine: machine(),
    }
  } finally {
    await database.close()
    await engine.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(await postgresHome(folder), { recursive: true, force: true })
  }
}
