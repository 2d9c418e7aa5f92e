import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import RudderStack from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { chromium } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../../collection/index.ts'
import { hashWriteKey, writeSources } from '../../collection/sources-file.node.ts'
import { type Event, readEvents } from '../../events/index.ts'
import { LOCAL_OWNER } from '../../governance/index.ts'
import { HOUR } from '../../kernel/index.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { type Child, startChild } from '../child.ts'
import type { IngestAddress } from '../role.ts'
import { type Fault, type FaultyWay, faultyWay } from './faulty-way.contract.ts'

/** How often the process is killed; a longer run sets it. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 2)
/** Which fault a run meets first; they take turns. */
const SEED = Number(process.env.PARCOURS_TEST_SEED ?? 7)
const EACH = 60
const KEY = 'a-write-key'
const site: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'server',
  kinds: ['user'],
  keyHash: hashWriteKey(KEY),
  addedAt: 0,
  keyedAt: 0,
}
const FAULTS: readonly Fault[] = ['none', '429', 'none', '503', 'slow', 'lost', 'none', 'answer 503', 'answer lost']

/** This process's clock, wrong by so much: its clients believe it. */
const skewed = async (by: number, work: () => Promise<void>): Promise<void> => {
  const Right = Date
  const wrong = () => Right.now() + by
  globalThis.Date = new Proxy(Right, {
    construct: (target, given) => (given.length === 0 ? new target(wrong()) : Reflect.construct(target, given)),
    get: (target, name) => (name === 'now' ? wrong : Reflect.get(target, name)),
  })
  try {
    await work()
  } finally {
    globalThis.Date = Right
  }
}

describe('the clients that people have, unmodified', () => {
  let folder: string
  let child: Child
  let way: FaultyWay
  let at = ''
  let turn = SEED
  let faults: readonly Fault[] = ['none']

  const start = async () => {
    const collect = { host: '127.0.0.1', port: at === '' ? 0 : Number(new URL(at).port) }
    child = await startChild('ingest', { dataFolder: folder, host: '127.0.0.1', port: 0, collect, engines: {} })
    at = (child.address as IngestAddress).collect ?? ''
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-clients-'))
    at = ''
    faults = ['none']
    await writeSources(folder, [site])
    await start()
    way = await faultyWay(
      () => at,
      () => {
        turn++
        return faults[turn % faults.length] ?? 'none'
      },
    )
  })
  afterEach(async () => {
    await way.close()
    await child.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const kept = async (): Promise<Event[]> => {
    const events: Event[] = []
    const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
    for await (const { payload } of reader.read(0)) events.push(...readEvents(payload))
    return events
  }
  const numbersOf = (events: readonly Event[]) =>
    events.map(({ properties }) => Number(properties.n)).sort((x, y) => x - y)
  const all = (count: number) => Array.from({ length: count }, (_, n) => n)

  it(`lose nothing and double nothing: Segment’s for Node, over ${ROUNDS} rounds of kill -9, 429, 503, lost answers and wrong clocks`, {
    timeout: 60_000 + ROUNDS * 60_000,
  }, async () => {
    faults = FAULTS
    const began = Date.now()
    const dropped: unknown[] = []
    for (let round = 0; round < ROUNDS; round++)
      await skewed((round % 3) * 5 * HOUR - 5 * HOUR, async () => {
        const client = new Analytics({ writeKey: KEY, host: way.url, flushAt: 10, flushInterval: 50, maxRetries: 40 })
        client.on('error', (problem) => dropped.push(problem))
        for (let n = 0; n < EACH; n++) {
          client.track({ userId: 'claire', event: 'Product Viewed', properties: { n: round * EACH + n } })
          if (n % 10 === 9) await pause(10)
          if (n === EACH / 2) {
            process.kill(child.pid, 'SIGKILL')
            await child.exited
            await start()
          }
        }
        await client.closeAndFlush({ timeout: 60_000 })
      })
    expect(dropped).toEqual([])
    const events = await kept()
    expect(numbersOf(events)).toEqual(all(ROUNDS * EACH))
    for (const { at: occurred } of events) {
      expect(occurred).toBeGreaterThan(began - 1_000)
      expect(occurred).toBeLessThan(Date.now() + 1_000)
    }
    for (const fault of FAULTS) expect(way.met.get(fault), fault).toBeGreaterThan(0)
  })

  it('lose nothing and double nothing: RudderStack’s for Node, compressed, through the same', {
    timeout: 120_000,
  }, async () => {
    faults = FAULTS.filter((fault) => fault !== '429')
    const client = new RudderStack(KEY, {
      dataPlaneUrl: way.url,
      flushAt: 10,
      flushInterval: 100,
      logLevel: 'none',
      axiosRetryConfig: { retries: 40, retryDelay: () => 100 },
    })
    const answered: Promise<unknown>[] = []
    for (let n = 0; n < EACH; n++) {
      const visit = { userId: 'karim', event: 'Store Visited', properties: { n } }
      answered.push(new Promise<unknown>((resolve) => client.track(visit, resolve as () => void)))
      if (n % 10 === 9) await pause(10)
    }
    expect((await Promise.all(answered)).filter(Boolean)).toEqual([])
    expect(numbersOf(await kept())).toEqual(all(EACH))
  })

  const executablePath = [process.env.PARCOURS_TEST_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )

  it.skipIf(executablePath === undefined)(
    'lose nothing and double nothing: Segment’s in a page of another origin (where Chromium is installed)',
    { timeout: 180_000 },
    async () => {
      await writeSources(folder, [{ ...site, trust: 'browser', kinds: [] }])
      await pause(300)
      const client = createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')
      const umd = join(client, '..', 'dist', 'umd')
      const page = `<!doctype html><title>Cuisines</title><script src="/index.js"></script>`
      const shop = createServer((request, response) => {
        const file = join(umd, (request.url ?? '').split('?')[0] ?? '')
        const script = request.url !== '/' && existsSync(file)
        response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' })
        response.end(script ? readFileSync(file) : page)
      })
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
      const args = [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ]
      const browser = await chromium.launch({ ...(executablePath && { executablePath }), args })
      try {
        const wrong: string[] = []
        const seen = async () => (await kept()).filter(({ event }) => event === 'Product Viewed')
        const wanted: string[] = []
        for (const strategy of ['standard', 'batching']) {
          faults = ['none', '503', '429', 'answer 503', 'none', 'answer lost', 'lost']
          const tab = await browser.newPage()
          tab.on('pageerror', (problem) => wrong.push(problem.message))
          await tab.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
          await tab.evaluate(visit, { url: way.url, key: KEY, strategy })
          wanted.push(...all(12).map((n) => `${strategy} ${n}`))
          const until = Date.now() + 40_000
          while (Date.now() < until && (await seen()).length < wanted.length) await pause(200)
        }
        const views = await seen()
        expect(views.map(({ properties }) => `${properties.strategy} ${properties.n}`).sort()).toEqual(wanted.sort())
        expect(wrong).toEqual([])
        for (const { identifier, channel, channelInferred, properties } of views) {
          expect(identifier).toMatch(/^anonymous:/)
          expect([channel, channelInferred, properties['claimed.user']]).toEqual(['web', true, 'claire'])
        }
      } finally {
        await browser.close()
        shop.close()
        shop.closeAllConnections()
      }
    },
  )
})

interface Visit {
  readonly url: string
  readonly key: string
  readonly strategy: string
}

/** What the shop's page does, in the browser: loads the client as its readme says, says who visits, and tells what is seen. */
const visit = async ({ url, key, strategy }: Visit): Promise<void> => {
  const { AnalyticsBrowser } = (globalThis as unknown as { AnalyticsNext: ClientOfPages }).AnalyticsNext
  const config = { ...(strategy === 'batching' && { config: { size: 4, timeout: 200 } }) }
  const options = { integrations: { 'Segment.io': { deliveryStrategy: { strategy, ...config } } } }
  const [client] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url }, options)
  await client.identify('claire')
  for (let n = 0; n < 12; n++) void client.track('Product Viewed', { n, strategy })
}

interface ClientOfPages {
  readonly AnalyticsBrowser: {
    load(
      settings: object,
      options: object,
    ): Promise<
      [
        {
          identify(user: string): Promise<unknown>
          track(event: string, properties: object): Promise<unknown>
        },
      ]
    >
  }
}
