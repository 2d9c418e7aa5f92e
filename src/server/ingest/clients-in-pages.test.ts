import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { all, KEY, numbersOf, occurredSince, ROUNDS, site, skewOf, troubledPlace } from './clients.contract.ts'
import type { Fault } from './faulty-way.contract.ts'

const VIEWS = 12
/** Visitors whose pages are open at once, in a longer run: who waits for minutes to try again keeps no other from coming. */
const AT_ONCE = 5
/** A client that failed eight times waits for four minutes: its visitor goes on to the next page before. */
const LONGEST_LOOK = 120_000
const LONGEST_VISIT = 1_800_000
/** One in two passes: the clients wait twice as long after each failure, up to minutes after the sixth. */
const FAULTS: readonly Fault[] = [
  'none',
  '503',
  'none',
  '429',
  'none',
  'answer 503',
  'none',
  'answer lost',
  'none',
  'lost',
  'slow',
]

describe(`the clients that pages have, unmodified, over ${ROUNDS} rounds of kill -9, 429, 503, slow disks, lost answers and wrong clocks`, () => {
  const timeout = 300_000 + ROUNDS * 300_000
  const executablePath = [process.env.PARCOURS_TEST_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )

  /** Twelve views a round, each in the page of a visitor of another origin, until all have come. */
  const inPages = async ({ client, view, layingDown, troubled = true }: Visits) => {
    const began = Date.now()
    const place = await troubledPlace({ ...site, trust: 'browser', kinds: [] }, troubled ? FAULTS : ['none'])
    const shop = await shopWithClients()
    const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: QUIET })
    const wrong: string[] = []
    const seen = async () => (await place.kept()).filter(({ event }) => event === 'Product Viewed')
    /** A visitor stays until all that was seen has come, or goes on to the next page where the client lays down for it. */
    const stays = async (tab: Page, round: number): Promise<void> => {
      const begun = Date.now()
      const wanted = all(VIEWS).map((n) => round * VIEWS + n)
      for (let pages = 1; ; await pause(200)) {
        const come = new Set(numbersOf(await seen()))
        const missing = wanted.filter((n) => !come.has(n))
        if (missing.length === 0) return tab.close()
        const since = Date.now() - begun
        if (since > LONGEST_VISIT) {
          wrong.push(`round ${round}: ${missing} never came; the page holds ${await heldBy(tab, shop.url)}`)
          process.stdout.write(`${client}: ${wrong.at(-1)}\n`)
          return
        }
        if (!layingDown(round) || since < pages * LONGEST_LOOK) continue
        pages++
        process.stdout.write(`${client}: round ${round}: ${missing} wait; the visitor goes on to page ${pages}\n`)
        await tab.goto(shop.url)
        // A page that is not told where to send, since the process is just away, sends nothing: the next one will.
        await view(tab, place.url, { round, from: 0, count: 0 }).catch(() => undefined)
      }
    }
    try {
      const open = new Set<Promise<void>>()
      for (let round = 0; round < ROUNDS; round++) {
        const tab = await visitor(browser, skewOf(round))
        tab.on('pageerror', (problem) => wrong.push(problem.message))
        await tab.goto(shop.url)
        await view(tab, place.url, { round, from: round * VIEWS, count: VIEWS })
        tab.removeAllListeners('pageerror')
        if (troubled) await place.killAndStart(round % 4 === 0)
        const visit = stays(tab, round).finally(() => open.delete(visit))
        open.add(visit)
        if (open.size >= AT_ONCE) await Promise.race(open)
      }
      await Promise.all(open)
      const views = await seen()
      place.account(client, ROUNDS * VIEWS, views)
      expect(wrong).toEqual([])
      expect(numbersOf(views)).toEqual(all(ROUNDS * VIEWS))
      for (const { identifier, channel, channelInferred, properties } of views) {
        expect(identifier).toMatch(/^anonymous:/)
        expect([channel, channelInferred, properties['claimed.user']]).toEqual(['web', true, 'claire'])
      }
      occurredSince(began, views)
    } finally {
      await browser.close()
      shop.close()
      await place.close()
    }
  }

  it.skipIf(executablePath === undefined)(
    'lose nothing and double nothing: Segment’s in a page of another origin (where Chromium is installed)',
    { timeout },
    () =>
      inPages({
        client: '@segment/analytics-next',
        view: (page, url, { round, ...views }) => {
          const strategy = round % 2 === 0 ? 'standard' : 'batching'
          return page.evaluate(visit, { url, key: KEY, strategy, ...views })
        },
        // What it would send in batches it holds in memory alone, and tries once more when the page is left.
        layingDown: (round) => round % 2 === 0,
      }),
  )

  it.skipIf(executablePath === undefined)(
    'lose nothing and double nothing: RudderStack’s in a page of another origin (where Chromium is installed)',
    { timeout },
    () =>
      inPages({
        client: '@rudderstack/analytics-js',
        view: (page, url, { round, ...views }) =>
          page.evaluate(visitWithRudderStack, { url, key: KEY, batched: round % 2 === 0, ...views }),
        layingDown: () => true,
        // It waits for half a minute after its first failures: a longer run meets them.
        troubled: ROUNDS > 1,
      }),
  )
})

interface Views {
  readonly round: number
  readonly from: number
  readonly count: number
}

interface Visits {
  readonly client: string
  readonly view: (page: Page, url: string, views: Views) => Promise<void>
  /** Whether a page that is left lays down for the next one what it was still going to send. */
  readonly layingDown: (round: number) => boolean
  readonly troubled?: boolean
}

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

/** A page of somebody new, whose clock is wrong by so much. */
const visitor = async (browser: Browser, by: number): Promise<Page> => {
  const tab = await browser.newPage()
  await tab.addInitScript((off: number) => {
    const Right = Date
    const wrong = () => Right.now() + off
    globalThis.Date = new Proxy(Right, {
      construct: (target, given) => (given.length === 0 ? new target(wrong()) : Reflect.construct(target, given)),
      get: (target, name) => (name === 'now' ? wrong : Reflect.get(target, name)),
    })
  }, by)
  return tab
}

/** What a page's clients lay down for the next one when it is left: what they were still going to send. */
const heldBy = async (tab: Page, url: string): Promise<string> => {
  await tab.goto(`${url}nothing`)
  return tab.evaluate(() => JSON.stringify({ ...localStorage })).then((text) => text.slice(0, 4_000))
}

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
    const script = path !== '/' && existsSync(file)
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' })
    response.end(script ? readFileSync(file) : path === '/' ? page : '<!doctype html><title>Rien</title>')
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
