import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Source } from '../src/collection/index.ts'
import { hashWriteKey, writeSources } from '../src/collection/sources-file.node.ts'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { keptIn } from '../src/server/ingest/collecting-process.contract.ts'
import { type RunningIngest, startIngest } from '../src/server/ingest/start-ingest.ts'
import './program.ts'

const script = readFileSync(fileURLToPath(new URL('../dist/widgets/collector.js', import.meta.url)))
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const site: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'browser',
  kinds: [],
  // What a page sends is kept for somebody who consented to being counted.
  needs: 'measurement',
  keyHash: hashWriteKey('k1'),
  addedAt: 0,
  keyedAt: 0,
}
const shopPage = (collect: string) => `<!doctype html><title>Cuisines</title><script>parcours = []</script>
<script async src="${collect}/collector/v1.js" data-key="k1"></script>
<button id="accept" data-parcours-off onclick="parcours.push(['consent'])">Accepter</button>
<button id="refuse" data-parcours-off onclick="parcours.push(['withdraw'])">Refuser</button>
<a href="#quote?email=claire@exemple.fr" data-parcours="Devis">Bonjour Claire, votre devis</a>
<form id="contact" onsubmit="return false"><input name="email" value="claire@exemple.fr">
<input name="city" data-parcours-value value="Lille"><input name="secret" type="password" data-parcours-value value="x">
<button>Envoyer</button></form>`

it('the collector weighs at most 6 kB, compressed', () => {
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(6_000)
  expect(script.length).toBeGreaterThan(1_000)
})

describe.skipIf(CHROMIUM === undefined)(
  'the collector in a page of another origin (where Chromium is installed)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-widget-'))
    let running: RunningIngest
    let shop: Server
    let browser: Browser
    let context: BrowserContext
    let page: Page
    const asked: string[] = []

    beforeAll(async () => {
      await writeSources(folder, [site])
      const listen = { socket: join(folder, 'ingest.sock') }
      running = await startIngest({ folder, token: 's', listen, collect: { host: '127.0.0.1', port: 0 } })
      shop = createServer((_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shopPage(running.collect ?? '')),
      )
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
      browser = await chromium.launch({
        ...(CHROMIUM && { executablePath: CHROMIUM }),
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      })
      context = await browser.newContext()
      page = await context.newPage()
      page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    }, 60_000)
    afterAll(async () => {
      await browser?.close()
      shop?.close()
      shop?.closeAllConnections()
      await running?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const address = () =>
      `http://127.0.0.1:${(shop.address() as AddressInfo).port}/cuisines?email=claire@exemple.fr&utm_source=lettre`
    const traces = async () =>
      [
        ...(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie])),
        ...(await context.cookies()).map(({ name }) => name),
      ].filter(Boolean)
    const sent = () => asked.filter((one) => one.startsWith('POST'))
    const events = async (count: number) => {
      const until = Date.now() + 20_000
      let kept = await keptIn(folder)
      for (; kept.length < count && Date.now() < until; kept = await keptIn(folder)) await pause(50)
      return kept
    }
    const open = async () => {
      await page.goto(address())
      await page.waitForFunction(() => !Array.isArray((globalThis as unknown as { parcours: unknown }).parcours))
    }

    it('keeps, sends and stores nothing before the visitor consents, whatever happens on the page', async () => {
      await open()
      await page.click('text=votre devis')
      await page.click('text=Envoyer')
      await pause(600)
      expect(sent()).toEqual([])
      expect(await traces()).toEqual([])
    })

    it('then tells pages, clicks and forms, without what people typed or what an address holds', async () => {
      await page.click('#accept')
      await page.click('text=votre devis')
      await page.click('text=Envoyer')
      const kept = await events(5)
      expect(kept.map(({ event }) => event).sort()).toEqual([
        'Clicked',
        'Clicked',
        'Consent Given',
        'Form Submitted',
        'Page Viewed',
      ])
      const said = JSON.stringify(kept)
      expect(said).not.toContain('claire')
      expect(said).not.toContain('Bonjour')
      const form = kept.find(({ event }) => event === 'Form Submitted')
      expect(form?.properties).toMatchObject({ form: 'contact', 'values.city': 'Lille' })
      expect(form?.properties).not.toHaveProperty('values.secret')
      expect(kept.find(({ event }) => event === 'Page Viewed')?.properties).toMatchObject({
        path: '/cuisines',
        'context.campaign.source': 'lettre',
      })
      expect(new Set(kept.map(({ identifier, channel }) => `${identifier.split(':')[0]} ${channel}`))).toEqual(
        new Set(['anonymous web']),
      )
      expect((await context.cookies()).length).toBe(0)
    })

    it('holds what happens without a network, over pages and reloads, and sends it once when there is one', async () => {
      await running.close()
      await page.click('text=votre devis')
      await page.click('text=votre devis')
      await pause(400)
      await page.goto(address())
      const at = Number(new URL(running.collect ?? '').port)
      const listen = { socket: join(folder, 'ingest.sock') }
      running = await startIngest({ folder, token: 's', listen, collect: { host: '127.0.0.1', port: at } })
      await open()
      await events(8)
      await pause(500)
      const kept = await keptIn(folder)
      expect(kept.filter(({ event }) => event === 'Clicked')).toHaveLength(4)
      // The page that was opened without a network is told, too, where the browser still had the collector.
      const seen = kept.filter(({ event }) => event === 'Page Viewed').length
      expect([2, 3]).toContain(seen)
      expect(kept.length).toBe(6 + seen)
      expect(new Set(kept.map(({ identifier }) => identifier)).size).toBe(1)
    })

    it('says that a consent was withdrawn, forgets the visitor, and falls silent', async () => {
      const before = (await keptIn(folder)).length
      await page.click('#refuse')
      await page.click('text=votre devis')
      const kept = await events(before + 1)
      await pause(500)
      expect(kept.at(-1)?.event).toBe('Consent Withdrawn')
      expect((await keptIn(folder)).length).toBe(before + 1)
      expect(await traces()).toEqual([])
    })
  },
)
