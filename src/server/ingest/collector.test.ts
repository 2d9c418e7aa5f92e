import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../../collection/index.ts'
import { hashWriteKey, writeSources } from '../../collection/sources-file.node.ts'
import { type Event, readEvents } from '../../events/index.ts'
import { LOCAL_OWNER } from '../../governance/index.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { disk } from '../../storage/bus/log-writer.node.ts'
import { type RunningIngest, type StartIngest, startIngest } from './start-ingest.ts'

const KEY = 'the key of the site'
const source: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'browser',
  kinds: [],
  keyHash: hashWriteKey(KEY),
  addedAt: 0,
  keyedAt: 0,
}
const visit = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'Product Viewed',
  anonymousId: 'claire',
  messageId,
  ...more,
})

describe('the door of live events', () => {
  let folder: string
  let running: RunningIngest
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-collector-'))
    await writeSources(folder, [source])
    running = await open()
  })
  afterEach(async () => {
    await running.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (mostAhead?: number, more: Partial<StartIngest> = {}) =>
    startIngest({
      ...more,
      folder,
      token: 'secret',
      listen: { socket: join(folder, 'ingest.sock') },
      collect: { host: '127.0.0.1', port: 0 },
      ...(mostAhead !== undefined && { mostAhead }),
    })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${running.collect}${path}`, {
      method: 'POST',
      body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
      headers: { authorization: `Basic ${btoa(`${KEY}:`)}`, ...headers },
    })
  const kept = async (): Promise<Event[]> => {
    const events: Event[] = []
    const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
    for await (const { payload } of reader.read(0)) events.push(...readEvents(payload))
    return events
  }
  const setAside = () => {
    const quarantine = join(folder, 'quarantine')
    return readdirSync(quarantine).flatMap((name) =>
      readFileSync(join(quarantine, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { reason: string; source: string; message: unknown }),
    )
  }

  it('takes a batch, and each call at its short and its long name, in JSON said to be text', async () => {
    expect((await post('/v1/batch', { batch: [visit('m1'), visit('m2')] })).status).toBe(200)
    const calls = { t: 'track', i: 'identify', p: 'page', s: 'screen', g: 'group', a: 'alias' }
    for (const [short, long] of Object.entries(calls))
      for (const name of [short, long]) {
        const body = { writeKey: KEY, messageId: name, anonymousId: 'claire', event: 'Store Visited', userId: 'c' }
        const said = JSON.stringify(body)
        const response = await fetch(`${running.collect}/v1/${name}`, { method: 'POST', body: said })
        expect([name, response.status]).toEqual([name, 200])
      }
    expect((await kept()).map(({ event }) => event)).toHaveLength(14)
  })

  it('sets a poison message aside with its reason, and keeps the rest of its batch', async () => {
    const poison = visit('m2', { properties: { note: 'x'.repeat(300_000) } })
    const batch = [visit('m1'), poison, 'nonsense', visit('m3', { timestamp: 'hier' }), visit('m4')]
    expect((await post('/v1/b', { batch })).status).toBe(200)
    expect(await kept()).toHaveLength(2)
    expect(setAside().map(({ reason }) => reason)).toEqual(['too-large', 'malformed', 'unreadable-time'])
    expect(setAside()[0]?.message).toEqual(poison)
    const [name = ''] = readdirSync(join(folder, 'quarantine'))
    expect(statSync(join(folder, 'quarantine', name)).mode & 0o777).toBe(0o600)
  })

  it('answers a message that is sent again, and keeps it once', async () => {
    for (let i = 0; i < 3; i++) await post('/v1/t', visit('m1', { sentAt: new Date().toISOString() }))
    expect(await kept()).toHaveLength(1)
  })

  it('keeps of those who consent only, where the source asks it, and nothing of the others anywhere; a word survives a restart', async () => {
    await writeSources(folder, [{ ...source, needs: 'measurement' }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    const consent = (event: string, messageId: string) =>
      visit(messageId, { type: 'track', event, properties: { purpose: 'measurement' } })
    await post('/v1/b', { batch: [visit('m1'), consent('Consent Given', 'c1'), visit('m2')] })
    expect((await kept()).map(({ event }) => event)).toEqual(['Consent Given', expect.any(String)])
    expect(readdirSync(folder)).not.toContain('quarantine')
    await running.close()
    running = await open()
    await post('/v1/t', visit('m3'))
    expect(await kept()).toHaveLength(3)
    // What a device said is not what another of hers says.
    await post('/v1/t', visit('m4', { anonymousId: 'her-telephone' }))
    await post('/v1/t', consent('Consent Withdrawn', 'c2'))
    await post('/v1/t', visit('m5'))
    expect(await kept()).toHaveLength(4)
  })

  it('opens to known keys only, and tells a page nothing but its own settings', async () => {
    expect((await post('/v1/t', visit('m1'), { authorization: `Basic ${btoa('stolen:')}` })).status).toBe(401)
    expect((await fetch(`${running.collect}/v1/projects/stolen/settings`)).status).toBe(404)
    await writeSources(folder, [{ ...source, keyHash: hashWriteKey('abc') }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await post('/v1/t', visit('m1'))).status).toBe(401)
    const settings = await (await fetch(`${running.collect}/v1/projects/abc/settings`)).json()
    const host = new URL(running.collect ?? '').host
    expect(settings).toMatchObject({
      integrations: { 'Segment.io': { apiKey: 'abc', apiHost: `${host}/v1`, protocol: 'http' } },
    })
    // A page's client would drop what failed ten times.
    expect(settings.integrations['Segment.io'].httpConfig.backoffConfig).toEqual({ maxRetryCount: 100 })
    const proxied = { headers: { 'x-forwarded-proto': 'https' } }
    const encrypted = await (await fetch(`${running.collect}/v1/projects/abc/settings`, proxied)).json()
    expect(encrypted).toMatchObject({ integrations: { 'Segment.io': { protocol: 'https' } } })
  })

  it('knows a key from the moment when it is told, since a client that is refused drops what it holds', async () => {
    expect((await post('/v1/t', visit('m1'))).status).toBe(200)
    await writeSources(folder, [{ ...source, keyHash: hashWriteKey('new') }])
    expect((await post('/v1/t', visit('m2'), { authorization: `Basic ${btoa('new:')}` })).status).toBe(200)
  })

  it('keeps the order of one request, however many messages it holds', async () => {
    const batch = Array.from({ length: 21_000 }, (_, n) => ({ type: 'page', anonymousId: 'a', messageId: `${n}` }))
    expect((await post('/v1/b', { batch })).status).toBe(200)
    const places = (await kept()).map(({ seq }) => seq)
    expect(new Set(places).size).toBe(21_000)
    expect(places).toEqual([...places].sort((x, y) => x - y))
  })

  it('lets any page send, with the headers of the protocol', async () => {
    const asked = { origin: 'https://example.org', 'access-control-request-headers': 'authorization,x-retry-count' }
    const preflight = await fetch(`${running.collect}/v1/t`, { method: 'OPTIONS', headers: asked })
    expect(preflight.status).toBe(200)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type, x-retry-count')
    const more = { ...asked, 'access-control-request-headers': 'AnonymousId,sentat, x y,<script>' }
    const theirs = await fetch(`${running.collect}/v1/t`, { method: 'OPTIONS', headers: more })
    expect(theirs.headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, x-retry-count, anonymousid, sentat',
    )
    expect((await post('/v1/t', visit('m1'))).headers.get('access-control-allow-origin')).toBe('*')
  })

  it('refuses for good only what can never be read', async () => {
    expect((await post('/v1/batch', '{"batch":[')).status).toBe(400)
    expect((await post('/v1/batch', { batch: 'all' })).status).toBe(400)
    expect((await post('/v1/dance', visit('m1'))).status).toBe(404)
    const gzip = { 'content-encoding': 'gzip' }
    expect((await post('/v1/batch', new Blob([gzipSync(JSON.stringify({ batch: [visit('m1')] }))]), gzip)).status).toBe(
      200,
    )
    expect((await post('/v1/batch', new Blob([gzipSync(Buffer.alloc(5 << 20, ' '))]), gzip)).status).toBe(413)
    expect((await post('/v1/batch', ' '.repeat(5 << 20))).status).toBe(413)
    expect(await kept()).toHaveLength(1)
  })

  it('shows who holds the folder’s token what arrives, and why a message stops', async () => {
    const heard: unknown[] = []
    const watch = (token: string) =>
      new Promise<IncomingMessage>((open, reject) => {
        const headers = { authorization: `Bearer ${token}` }
        request({ socketPath: join(folder, 'ingest.sock'), path: '/arrivals', headers }, open)
          .on('error', reject)
          .end()
      })
    expect((await watch('stolen')).statusCode).toBe(401)
    const stream = await watch('secret')
    stream.on('data', (lines: Buffer) => {
      for (const line of String(lines).trim().split('\n')) heard.push(JSON.parse(line))
    })
    await post('/v1/b', { batch: [visit('m1'), visit('m2', { anonymousId: null })] })
    await post('/v1/b', '{"batch":[')
    while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(heard).toMatchObject([
      { source: 'site', event: 'Product Viewed', identifier: 'anonymous:claire' },
      { source: 'site', stopped: 'no-person' },
      { source: 'site', stopped: 'malformed', detail: 'a whole request: 400' },
    ])
    stream.destroy()
  })

  it('asks a source that sends more than it may to come again, says when, and shows why to who watches', async () => {
    await writeSources(folder, [{ ...source, limits: { perSecond: 1, burst: 2 } }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    const heard: { stopped?: string }[] = []
    const headers = { authorization: 'Bearer secret' }
    const stream = await new Promise<IncomingMessage>((open) => {
      request({ socketPath: join(folder, 'ingest.sock'), path: '/arrivals', headers }, open).end()
    })
    stream.on('data', (lines: Buffer) => {
      for (const line of String(lines).trim().split('\n')) heard.push(JSON.parse(line))
    })
    expect((await post('/v1/b', { batch: [visit('m1'), visit('m2')] })).status).toBe(200)
    const pushed = await post('/v1/b', { batch: [visit('m3'), visit('m4')] })
    expect([pushed.status, pushed.headers.get('retry-after')]).toEqual([429, '2'])
    expect(pushed.headers.get('access-control-expose-headers')).toBe('retry-after')
    while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(heard[2]).toMatchObject({ source: 'site', stopped: 'over-limit' })
    stream.destroy()
    expect(await kept()).toHaveLength(2)
    expect(setAside).toThrow()
  })

  it('asks to come again while analytics is far behind, and after it has caught up takes all', async () => {
    await running.close()
    running = await open(100)
    expect((await post('/v1/t', visit('m1'))).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 60))
    const pushed = await post('/v1/t', visit('m2'))
    expect([pushed.status, pushed.headers.get('retry-after')]).toEqual([429, '1'])
    const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
    await reader.passed(await reader.durableEnd())
    expect((await post('/v1/t', visit('m2'))).status).toBe(200)
    expect(await kept()).toHaveLength(2)
  })

  it('asks who would wait too long to come again, says when, and loses and doubles nothing by it', async () => {
    await running.close()
    let stuck: (() => void) | undefined
    const sync = async (file: Parameters<typeof disk.sync>[0]) => {
      await new Promise<void>((resolve) => {
        stuck = resolve
      })
      await disk.sync(file)
    }
    running = await open(undefined, { longestWait: 20, disk: { ...disk, sync } })
    const first = post('/v1/t', visit('m1'))
    while (!stuck) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, 40))
    const pushed = await Promise.all([post('/v1/t', visit('m2')), post('/v1/batch', { batch: [visit('m3')] })])
    for (const { status, headers } of pushed) {
      expect(status).toBe(429)
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    stuck()
    expect((await first).status).toBe(200)
    const freeing = setInterval(() => stuck?.(), 5)
    // As clients do: until it is taken.
    const deliver = async (path: string, body: unknown) => {
      while ((await post(path, body)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    for (const id of ['m1', 'm2', 'm3']) await deliver('/v1/t', visit(id))
    await running.close()
    clearInterval(freeing)
    running = await open()
    expect((await kept()).length).toBe(3)
  })
})
