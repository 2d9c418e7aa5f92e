import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import RudderStack from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { chromium, type Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../../collection/index.ts'
import { hashWriteKey, writeSources } from '../../collection/sources-file.node.ts'
import type { Event } from '../../events/index.ts'
import { LOCAL_OWNER } from '../../governance/index.ts'
import { HOUR } from '../../kernel/index.ts'
import { collectingProcess, keptIn } from './collecting-process.contract.ts'
import { type Fault, type FaultyWay, faultyWay } from './faulty-way.contract.ts'

/** How often the process is killed; a longer run sets it. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 1)
/** Which fault a run meets first; they take turns. */
const SEED = Number(process.env.PARCOURS_TEST_SEED ?? 7)
const EACH = 60
const VIEWS = 12
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

const all = (count: number) => Array.from({ length: count }, (_, n) => n)
const numbersOf = (events: readonly Event[]) =>
  events.map(({ properties }) => Number(properties.n)).sort((x, y) => x - y)

describe(`the clients that people have, unmodified, over ${ROUNDS} rounds of kill -9, 429, 503, slow disks, lost answers and wrong clocks`, () => {
  let folder: string
  let place: Awaited<ReturnType<typeof collectingProcess>>
  let way: FaultyWay
  let turn = SEED
  let faults: readonly Fault[] = ['none']
  let killed = 0
  const timeout = 60_000 + ROUNDS * 60_000

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-clients-'))
    faults = FAULTS
    killed = 0
    await writeSources(folder, [site])
    place = await collectingProcess(folder)
    way = await faultyWay(
      () => place.url,
      () => {
        turn++
        return faults[turn % faults.length] ?? 'none'
      },
    )
  })
  afterEach(async () => {
    await way.close()
    await place.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const killAndStart = (slow: boolean): Promise<void> => {
    killed++
    return place.killAndStart(slow)
  }
  /** Each round by a clock that is five hours slow, right, or five hours fast; the disk is slow in every other. */
  const rounds = async (work: (round: number, killAndStart: () => Promise<void>) => Promise<void>): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++)
      await skewed((round % 3) * 5 * HOUR - 5 * HOUR, () => work(round, () => killAndStart(round % 2 === 0)))
  }
  /** What a longer run is for: how much was sent, and what became of it. */
  const account = (client: string, sent: number, events: readonly Event[]): void => {
    const kept = new Set(numbersOf(events))
    const distinct = kept.size
    const broken = [...way.promised].filter((n) => !kept.has(n))
    const met = [...way.met].map(([fault, times]) => `${fault} ${times}`).join(', ')
    process.stdout.write(
      `${client}: ${ROUNDS} rounds, ${killed} kill -9, ${sent} sent, ${distinct} kept, ${sent - distinct} lost, ${events.length - distinct} doubled, ${broken.length} acknowledged and not kept; requests that met ${met}\n`,
    )
    // Whatever a client gives up by itself, what it was told is kept is kept.
    expect(broken).toEqual([])
  }

  it('lose nothing and double nothing: Segment’s for Node', { timeout }, async () => {
    const began = Date.now()
    const dropped: unknown[] = []
    await rounds(async (round, killAndStart) => {
      const client = new Analytics({ writeKey: KEY, host: way.url, flushAt: 10, flushInterval: 50, maxRetries: 40 })
      client.on('error', (problem) => dropped.push(problem))
      for (let n = 0; n < EACH; n++) {
        client.track({ userId: 'claire', event: 'Product Viewed', properties: { n: round * EACH + n } })
        if (n % 10 === 9) await pause(10)
        if (n === EACH / 2) await killAndStart()
      }
      // A batch that met many faults waits a minute between its last attempts.
      await client.closeAndFlush({ timeout: 600_000 })
    })
    const events = await keptIn(folder)
    account('@segment/analytics-node', ROUNDS * EACH, events)
    expect(dropped).toEqual([])
    expect(numbersOf(events)).toEqual(all(ROUNDS * EACH))
    for (const { at: occurred } of events) {
      expect(occurred).toBeGreaterThan(began - 1_000)
      expect(occurred).toBeLessThan(Date.now() + 1_000)
    }
    // One round meets a few of them only.
    if (ROUNDS > 1) for (const fault of FAULTS) expect(way.met.get(fault), fault).toBeGreaterThan(0)
  })

  it('lose nothing and double nothing: RudderStack’s for Node, compressed', { timeout }, async () => {
    const problems: unknown[] = []
    await rounds(async (round, killAndStart) => {
      const client = new RudderStack(KEY, {
        dataPlaneUrl: way.url,
        flushAt: 10,
        flushInterval: 100,
        logLevel: 'none',
        // A minute: a process that is killed on a busy machine is away for longer than a few seconds.
        axiosRetryConfig: { retries: 600, retryDelay: () => 100 },
      })
      const answered: Promise<unknown>[] = []
      for (let n = 0; n < EACH; n++) {
        const visit = { userId: 'karim', event: 'Store Visited', properties: { n: round * EACH + n } }
        answered.push(new Promise<unknown>((resolve) => client.track(visit, resolve as () => void)))
        if (n % 10 === 9) await pause(10)
        if (n === EACH / 2) await killAndStart()
      }
      problems.push(...(await Promise.all(answered)).filter(Boolean))
    })
    const events = await keptIn(folder)
    account('@rudderstack/rudder-sdk-node', ROUNDS * EACH, events)
    expect(problems).toEqual([])
    expect(numbersOf(events)).toEqual(all(ROUNDS * EACH))
  })

  const executablePath = [process.env.PARCOURS_TEST_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )

  /** Twelve views a round, of a page of another origin, until all have come or the client has had the time to give up. */
  const inPages = async (
    clientName: string,
    view: (page: Page, from: number, round: number) => Promise<void>,
    troubled = true,
  ) => {
    await writeSources(folder, [{ ...site, trust: 'browser', kinds: [] }])
    await pause(300)
    // One in two passes: the clients wait twice as long after each failure, up to minutes after the sixth.
    faults = troubled
      ? ['none', '503', 'none', '429', 'none', 'answer 503', 'none', 'answer lost', 'none', 'lost', 'slow']
      : ['none']
    const shop = await shopWithClients()
    const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: QUIET })
    try {
      const wrong: string[] = []
      const seen = async () => (await keptIn(folder)).filter(({ event }) => event === 'Product Viewed')
      for (let round = 0; round < ROUNDS; round++) {
        const tab = await browser.newPage()
        tab.on('pageerror', (problem) => wrong.push(problem.message))
        await tab.goto(shop.url)
        await view(tab, round * VIEWS, round)
        if (troubled) await killAndStart(round % 4 === 0)
        const until = Date.now() + 240_000
        while (Date.now() < until && (await seen()).length < (round + 1) * VIEWS) await pause(200)
        await tab.close()
      }
      const views = await seen()
      account(clientName, ROUNDS * VIEWS, views)
      expect(numbersOf(views)).toEqual(all(ROUNDS * VIEWS))
      expect(wrong).toEqual([])
      for (const { identifier, channel, channelInferred, properties } of views) {
        expect(identifier).toMatch(/^anonymous:/)
        expect([channel, channelInferred, properties['claimed.user']]).toEqual(['web', true, 'claire'])
      }
    } finally {
      await browser.close()
      shop.close()
    }
  }

  it.skipIf(executablePath === undefined)(
    'lose nothing and double nothing: Segment’s in a page of another origin (where Chromium is installed)',
    { timeout: timeout * 5 },
    () =>
      inPages('@segment/analytics-next', (page, from, round) => {
        const strategy = round % 2 === 0 ? 'standard' : 'batching'
        return page.evaluate(visit, { url: way.url, key: KEY, strategy, from, count: VIEWS })
      }),
  )

  it.skipIf(executablePath === undefined)(
    'lose nothing and double nothing: RudderStack’s in a page of another origin (where Chromium is installed)',
    { timeout: timeout * 5 },
    () =>
      inPages(
        '@rudderstack/analytics-js',
        (page, from, round) =>
          page.evaluate(visitWithRudderStack, { url: way.url, key: KEY, batched: round % 2 === 0, from, count: VIEWS }),
        // It waits for half a minute after its first failures: a longer run meets them.
        ROUNDS > 1,
      ),
  )
})

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

const clientFile = (name: string): string => createRequire(import.meta.url).resolve(name)

/** A shop's page of another origin, which loads the clients as their packages bring them. */
const shopWithClients = async () => {
  const umd = join(clientFile('@segment/analytics-next/package.json'), '..', 'dist', 'umd')
  const bundled = join(clientFile('@rudderstack/analytics-js/bundled'), '..', '..', 'esm', 'index.mjs')
  const page = `<!doctype html><title>Cuisines</title><script src="/index.js"></script><script type="module">
    import { RudderAnalytics } from '/rudderstack.mjs'
    globalThis.RudderAnalytics = RudderAnalytics</script>`
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const file = path === '/rudderstack.mjs' ? bundled : join(umd, path)
    const script = request.url !== '/' && existsSync(file)
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' })
    response.end(script ? readFileSync(file) : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }
}

/** What the shop's page does with RudderStack's client, as its readme says. */
const visitWithRudderStack = async ({ url, key, batched, from, count }: RudderVisit): Promise<void> => {
  const { RudderAnalytics } = globalThis as unknown as RudderStackOfPages
  const client = new RudderAnalytics()
  const batch = { enabled: batched, maxItems: 4, flushInterval: 200 }
  client.load(key, url, { configUrl: url, logLevel: 'NONE', queueOptions: { batch } })
  // What it is told of its source it asks once: a page that is not told sends nothing, by whichever server.
  await new Promise<void>((ready) => client.ready(ready))
  client.identify('claire')
  for (let n = from; n < from + count; n++) client.track('Product Viewed', { n })
}

interface RudderVisit {
  readonly url: string
  readonly key: string
  readonly batched: boolean
  readonly from: number
  readonly count: number
}

interface RudderStackOfPages {
  readonly RudderAnalytics: new () => {
    load(key: string, url: string, options: object): void
    ready(told: () => void): void
    identify(user: string): void
    track(event: string, properties: object): void
  }
}

interface Visit {
  readonly url: string
  readonly key: string
  readonly strategy: string
  readonly from: number
  readonly count: number
}

/** What the shop's page does, in the browser: loads the client as its readme says, says who visits, and tells what is seen. */
const visit = async ({ url, key, strategy, from, count }: Visit): Promise<void> => {
  const { AnalyticsBrowser } = (globalThis as unknown as { AnalyticsNext: ClientOfPages }).AnalyticsNext
  const config = { ...(strategy === 'batching' && { config: { size: 4, timeout: 200 } }) }
  const options = { integrations: { 'Segment.io': { deliveryStrategy: { strategy, ...config } } } }
  const [client] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url }, options)
  await client.identify('claire')
  for (let n = from; n < from + count; n++) void client.track('Product Viewed', { n, strategy })
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
