import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Event, eventRows } from '../../events/index.ts'
import { asId } from '../../kernel/index.ts'
import { createMemoryLog } from '../bus/log.memory.ts'
import type { LogWriter } from '../bus/log.ts'
import { openLogWriter } from '../bus/log-writer.node.ts'
import type { Analytics } from './analytics.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from './analytics-for-tests.ts'
import { LOADER, type LoaderOptions, type LoaderStatus, startLoader } from './loader.ts'
import type { Tables } from './loader-settle.ts'
import { type LoaderState, type LoaderStore, loaderStore } from './loader-state.node.ts'

const eventId = (n: number) => asId<'Event'>(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const visit = (n: number, source: string, year = 2026): Event => ({
  id: eventId(n),
  workspace: asId<'Workspace'>('default'),
  source,
  at: Date.UTC(year, 2, 3) + n * 1000,
  receivedAt: Date.UTC(2026, 2, 4),
  rank: 0,
  seq: n,
  identifier: 'user:claire',
  caseId: '',
  event: 'Store Visited',
  channel: 'store',
  channelInferred: false,
  party: 'own',
  store: 'Lille',
  adviser: '',
  properties: { note: 'été' },
})
const header = (rows: number) => ({ stream: 'events', rows, at: 0 }) as const
const brisk = { few: 1, patience: 20, every: 5, retry: [5, 20] } as const

describe('the loader', () => {
  let engine: AnalyticsForTests
  let analytics: Analytics
  let folder: string
  let log: ReturnType<typeof createMemoryLog>
  let store: LoaderStore
  let source: string
  let written = 0

  beforeAll(async () => {
    engine = await startAnalyticsForTests()
    analytics = engine.analytics
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcours-loader-'))
    log = createMemoryLog()
    store = loaderStore(folder)
    source = `s${written}`
    return () => rm(folder, { recursive: true, force: true })
  })

  /** Each block of a test has its own place in the log, so that the tokens of two tests differ. */
  const append = async (count: number, year?: number): Promise<number> => {
    if (written === 0 || log.writer.end === 0)
      await log.writer.append({ stream: 'ledger', rows: 0, at: 0 }, new Uint8Array(written + 1))
    const events = Array.from({ length: count }, () => visit(written++, source, year))
    return (await log.writer.append(header(count), eventRows(events).rows)).end
  }
  const start = (more: Partial<LoaderOptions> = {}) =>
    startLoader({ reader: log.reader(LOADER), tables: analytics, store, pace: brisk, ...more })
  const kept = async () => {
    const [row] = await analytics.rows<{ n: string; ids: string }>(
      'SELECT count() AS n, uniqExact(id) AS ids FROM events WHERE source = {source:String}',
      { source },
    )
    return { rows: Number(row?.n), ids: Number(row?.ids) }
  }
  /** A loader that goes no further once `tables` says so: its process is dead, and nothing it would do happens. */
  const dying = () => new Promise<never>(() => undefined)

  it('makes what is appended queryable, and says how far it is', async () => {
    const loader = start()
    const end = await append(3)
    expect((await loader.past(end, 10_000)).position).toBe(end)
    expect(await kept()).toEqual({ rows: 3, ids: 3 })
    expect(await log.reader(LOADER).position()).toBe(end)
    await loader.stop()
  })

  it('goes on where it stopped', async () => {
    const first = start()
    await first.past(await append(2), 10_000)
    await first.stop()
    const second = start()
    await second.past(await append(2), 10_000)
    await second.stop()
    expect(await kept()).toEqual({ rows: 4, ids: 4 })
  })

  it('killed between the insert and its note, while the log grows, loses nothing and doubles nothing', async () => {
    let inserted = () => {}
    const dead = new Promise<void>((resolve) => {
      inserted = resolve
    })
    const tables: Tables = {
      run: (statement) => analytics.run(statement),
      insert: async (...block) => {
        await analytics.insert(...block)
        inserted()
        return dying()
      },
    }
    await append(5)
    start({ tables, store: { ...store } })
    await dead
    const end = await append(7)
    const next = start()
    await next.past(end, 10_000)
    await next.stop()
    expect(await kept()).toEqual({ rows: 12, ids: 12 })
  })

  it('killed in the middle of a block, of which the engine had noted the token but kept a part, completes it', async () => {
    const end = await append(6)
    const noted: LoaderState[] = []
    const tables: Tables = {
      run: (statement) => analytics.run(statement),
      insert: async (...block) => {
        await analytics.insert(...block)
        return dying()
      },
    }
    const write = async (state: LoaderState) => {
      noted.push(state)
      await store.write(state)
    }
    start({ tables, store: { ...store, write } })
    await expect.poll(async () => (await kept()).rows).toBe(6)
    await analytics.run(
      'ALTER TABLE events DELETE WHERE source = {source:String} AND seq % 2 = 0 SETTINGS mutations_sync = 1',
      { source },
    )
    expect((await kept()).rows).toBe(3)
    const next = start()
    await next.past(end, 10_000)
    await next.stop()
    expect(await kept()).toEqual({ rows: 6, ids: 6 })
    expect(noted.at(-1)?.pending?.end).toBe(end)
  })

  it('sets a row that the engine refuses aside with its reason, and loads the others', async () => {
    await append(3)
    const bad = eventRows([visit(written++, source)]).rows
    const broken = Buffer.from(Buffer.from(bad).toString().replace('\tStore Visited', ''))
    await log.writer.append(header(2), Buffer.concat([eventRows([visit(written++, source)]).rows, broken]))
    const end = await append(3, 1999)
    const loader = start()
    const status = await loader.past(end, 10_000)
    await loader.stop()
    expect(status).toMatchObject({ position: end, rows: 7, setAside: 1 })
    expect(await kept()).toEqual({ rows: 7, ids: 7 })
    const [line = ''] = (await readFile(join(folder, 'set-aside.ndjson'), 'utf8')).split('\n')
    expect(JSON.parse(line)).toMatchObject({ stream: 'events', row: 4, text: broken.toString() })
    expect(JSON.parse(line).reason).toMatch(/^[A-Z_]+ \(\d+\)/)
  })

  it('says what troubles it, tries again, and goes on', async () => {
    let down = true
    const tables: Tables = {
      run: (statement) => analytics.run(statement),
      insert: async (...block) => {
        if (down) throw new Error('connect ECONNREFUSED')
        await analytics.insert(...block)
      },
    }
    const end = await append(2)
    const loader = start({ tables })
    await expect.poll(() => loader.status.trouble?.attempts ?? 0).toBeGreaterThan(2)
    expect(loader.status.position).toBeLessThan(end)
    down = false
    const status: LoaderStatus = await loader.past(end, 10_000)
    expect(status.trouble).toBeUndefined()
    await loader.stop()
    expect(await kept()).toEqual({ rows: 2, ids: 2 })
  })

  it('waits for company before it inserts a few rows, and not for long', async () => {
    const loader = start({ pace: { few: 100_000, patience: 200, every: 5 } })
    for (let i = 0; i < 5; i++) await append(1)
    const end = await append(1)
    expect((await loader.past(end, 10_000)).blocks).toBeLessThanOrEqual(3)
    await loader.stop()
  })
})

describe('the analytics process', () => {
  it('killed again and again while the log grows keeps every row once, and sets aside what is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parcours-killed-'))
    const log: LogWriter = await openLogWriter({ folder: join(folder, 'log') })
    let written = 0
    let end = 0
    const append = async () => {
      const events = Array.from({ length: 2_000 }, () => visit(written++, 'killed', 2020 + (written % 5)))
      end = (await log.append(header(events.length), eventRows(events).rows)).end
    }
    for (let round = 0; round < 4; round++) {
      await append()
      const engine = await startAnalyticsForTests({ folder })
      await append()
      await new Promise((resolve) => setTimeout(resolve, round * 60))
      await engine.kill()
    }
    await append()
    end = (await log.append(header(1), Buffer.from('nonsense\tdefault\n'))).end
    const engine = await startAnalyticsForTests({ folder })
    const answer = await fetch(`${engine.url}/loader?past=${end}`, {
      headers: { authorization: `Bearer ${engine.secret}` },
    })
    expect(await answer.json()).toMatchObject({ position: end, setAside: 1 })
    expect(await engine.analytics.rows('SELECT count() AS n, uniqExact(id) AS ids FROM events')).toEqual([
      { n: String(written), ids: String(written) },
    ])
    await engine.stop()
    // The rows of a block are beside the tables no longer than they are needed.
    expect((await readdir(join(folder, 'loader'))).sort()).toEqual(['position.json', 'set-aside.ndjson'])
    await log.close()
    await rm(folder, { recursive: true, force: true })
  })
})
