import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyticsContract } from './analytics.contract.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from './analytics-for-tests.ts'
import { connectAnalytics } from './connect.clickhouse.ts'
import { migrate } from './migrate.clickhouse.ts'
import { SIGNATURE_HEADER, signStatement } from './signature.node.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(async () => {
  await engine.stop()
})

analyticsContract('chDB on this machine', async () => connectAnalytics({ url: engine.url, secret: engine.secret }))

const server = process.env.PARCOURS_CLICKHOUSE_URL
describe.skipIf(!server)('with PARCOURS_CLICKHOUSE_URL (skipped where it names no server)', () => {
  analyticsContract(
    'a ClickHouse server',
    async () => {
      const analytics = connectAnalytics({ url: server ?? '' })
      await migrate(analytics)
      return analytics
    },
    true,
  )
})

describe('a question that nobody waits for any more', () => {
  /** It would take the engine minutes. */
  const LONG = 'SELECT count() AS n FROM numbers(200000000000) WHERE cityHash64(number) = 3'
  const running = async () => {
    const [row] = await engine.analytics.rows<{ n: string }>(
      "SELECT count() AS n FROM system.processes WHERE query LIKE '%numbers(200000000000)%' AND query NOT LIKE '%processes%'",
    )
    return Number(row?.n)
  }

  it.each(['rows', 'bytes'] as const)('is stopped in the engine itself: %s', async (how) => {
    const going = new AbortController()
    const { analytics } = engine
    const asked =
      how === 'rows' ? analytics.rows(LONG, {}, going.signal) : analytics.bytes(LONG, 'Native', {}, going.signal)
    const ended = expect(asked).rejects.toThrow('Claire has left')
    await expect.poll(running, { timeout: 20_000 }).toBe(1)
    going.abort(new Error('Claire has left'))
    await ended
    await expect.poll(running, { timeout: 20_000 }).toBe(0)
    expect(await engine.analytics.rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('is stopped though its client said nothing and is gone', async () => {
    const client = connectAnalytics({ url: engine.url, secret: engine.secret })
    const asked = client.rows(LONG).catch(() => 'gone')
    await expect.poll(running, { timeout: 20_000 }).toBe(1)
    await client.close()
    expect(await asked).toBe('gone')
    await expect.poll(running, { timeout: 20_000 }).toBe(0)
  })

  it('is killed by its name on a ClickHouse server', async () => {
    const heard: URLSearchParams[] = []
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://server')
      heard.push(searchParams)
      request.resume()
      // The first question is never answered.
      if (heard.length > 1) response.end()
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const client = connectAnalytics({ url: `http://127.0.0.1:${port}` })
    const going = new AbortController()
    const ended = expect(client.rows('SELECT 1', {}, going.signal)).rejects.toThrow('Claire has left')
    await expect.poll(() => heard.length).toBe(1)
    going.abort(new Error('Claire has left'))
    await ended
    await expect.poll(() => heard[1]?.get('param_id')).toBe(heard[0]?.get('query_id'))
    await client.close()
    server.closeAllConnections()
    server.close()
  })
})

describe('the unmodified client of ClickHouse', () => {
  const quiet = { log: { level: ClickHouseLogLevel.OFF } }
  const client = () => createClient({ url: engine.url, username: 'parcours', password: engine.secret, ...quiet })
  const signed = (statement: string) => ({
    http_headers: { [SIGNATURE_HEADER]: signStatement(engine.secret, statement) },
  })

  it('pings, asks, inserts and commands', async () => {
    const clickhouse = client()
    expect(await clickhouse.ping()).toEqual({ success: true })
    const create = 'CREATE TABLE IF NOT EXISTS visits (who String, n UInt32) ENGINE = MergeTree ORDER BY who'
    await clickhouse.command({ query: create, ...signed(create) })
    const insert = 'INSERT INTO visits (`who`, `n`) FORMAT JSONEachRow'
    await clickhouse.insert({
      table: 'visits',
      columns: ['`who`', '`n`'],
      values: [
        { who: 'Claire', n: 1 },
        { who: 'Karim', n: 2 },
      ],
      format: 'JSONEachRow',
      ...signed(insert),
    })
    const select = 'SELECT who, n FROM visits WHERE n >= {n:UInt32} ORDER BY who'
    for (const format of ['JSON', 'JSONEachRow', 'JSONCompactEachRow'] as const) {
      const answer = await clickhouse.query({
        query: select,
        format,
        query_params: { n: 1 },
        clickhouse_settings: { max_block_size: '1', enable_http_compression: 1 },
        ...signed(`${select} \nFORMAT ${format}`),
      })
      expect(JSON.stringify(await answer.json())).toContain('Karim')
    }
    await clickhouse.close()
  })

  it('compresses both ways', async () => {
    const clickhouse = createClient({
      url: engine.url,
      username: 'parcours',
      password: engine.secret,
      compression: { request: true, response: true },
      ...quiet,
    })
    const create = 'CREATE TABLE IF NOT EXISTS doors (who String) ENGINE = MergeTree ORDER BY who'
    await clickhouse.command({ query: create, ...signed(create) })
    const insert = 'INSERT INTO doors FORMAT JSONEachRow'
    const values = Array.from({ length: 1000 }, () => ({ who: 'Claire' }))
    await clickhouse.insert({ table: 'doors', values, format: 'JSONEachRow', ...signed(insert) })
    const query = 'SELECT who FROM doors'
    const answer = await clickhouse.query({ query, format: 'JSONEachRow', ...signed(`${query} \nFORMAT JSONEachRow`) })
    expect(await answer.json()).toEqual(values)
    await clickhouse.close()
  })

  it('goes on after settings that the engine does not know', async () => {
    const clickhouse = client()
    for (let i = 0; i < 5; i++)
      await expect(
        clickhouse.command({
          query: 'SELECT 1',
          clickhouse_settings: { max_block_size: '1', max_nonsense: '1' } as Record<string, string>,
          ...signed('SELECT 1'),
        }),
      ).rejects.toMatchObject({ code: '115' })
    expect(await engine.analytics.rows("SELECT getSetting('max_block_size') > 1 AS back")).toEqual([{ back: 1 }])
    await clickhouse.close()
  })

  it('leaves its place when its client goes away', async () => {
    const clickhouse = client()
    const query = 'SELECT sleepEachRow(0.01) FROM numbers(200) SETTINGS max_block_size = 1'
    const going = new AbortController()
    const asked = Array.from({ length: 8 }, () =>
      clickhouse.command({ query, abort_signal: going.signal, ...signed(query) }),
    )
    setTimeout(() => going.abort(), 100)
    const left = await Promise.allSettled(asked)
    expect(left.some(({ status }) => status === 'rejected')).toBe(true)
    const answers = await Promise.all(Array.from({ length: 8 }, () => engine.analytics.rows('SELECT 1 AS one')))
    expect(answers).toEqual(answers.map(() => [{ one: 1 }]))
    await clickhouse.close()
  })

  it('is refused without the secret, and without a signature', async () => {
    const stranger = createClient({ url: engine.url, ...quiet })
    await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516' })
    const clickhouse = client()
    await expect(clickhouse.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '497' })
    await expect(clickhouse.command({ query: 'SELECT 2', ...signed('SELECT 1') })).rejects.toMatchObject({
      code: '497',
    })
    await Promise.all([stranger.close(), clickhouse.close()])
  })

  it('is refused files, addresses and other settings even when signed', async () => {
    for (const statement of [
      "SELECT * FROM file('/etc/passwd')",
      'SELECT 1; SELECT 2',
      "SELECT * FROM `url`('http://x')",
    ])
      await expect(engine.analytics.run(statement)).rejects.toMatchObject({ code: '497' })
    const clickhouse = client()
    await expect(
      clickhouse.command({
        query: 'SELECT 1',
        clickhouse_settings: { allow_ddl: 1 },
        ...signed('SELECT 1'),
      }),
    ).rejects.toMatchObject({ code: '452' })
    await clickhouse.close()
  })

  it('has its questions stopped by the caps', async () => {
    const clickhouse = client()
    const query = 'SELECT sum(number) FROM numbers(1000000000000)'
    await expect(
      clickhouse.command({ query, clickhouse_settings: { max_execution_time: 1 }, ...signed(query) }),
    ).rejects.toMatchObject({ code: '159' })
    await clickhouse.close()
  })
})
