import { beforeEach, describe, expect, it } from 'vitest'
import { createPublicApp } from '../api/public-app.ts'
import { createExplorations, createExplorer } from '../explorations/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { DAY, MINUTE, orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createMaps } from '../maps/index.ts'
import { createMemoryMapStore } from '../maps/map-store.memory.ts'
import { createShares, type NewShare, type Shares } from './index.ts'
import { createMemoryShareStore } from './share-store.memory.ts'
import { sharedOutside } from './shared.http.ts'
import { tokenHash } from './token-hash.node.ts'

const HOST = 'cartes.example'
const KITCHEN = `format: parcours/1
id: kitchen
title: Acheter une cuisine
x-note: Karim doute
perimeter: { success: { event: Contract Signed } }
lanes:
  - { id: felt, type: emotion, title: Ressenti }
  - { id: tools, type: systems, title: CRM interne }
stages: [{ id: meet, phase: during, title: Rencontrer }]
touchpoints:
  - id: visit
    stage: meet
    title: { fr: Visite du magasin, x-author: Claire Martin }
    match: [{ event: Store Visited, where: [{ property: adviser, op: eq, value: karim.b }] }]
    experience:
      - { persona: primo, thinking: Est-ce pour moi ?, emotion: 1, x-said-by: Claire Martin,
          evidence: { level: reported, sources: [Claire Martin], n: 12 } }
    moments:
      - { kind: irritant, status: rejected, title: Karim n’y croit pas }
      - { kind: delight, origin: workshop, title: La maquette, evidence: { level: reported, sources: [Claire Martin], n: 4 } }
    backstage: { owner: Karim Benali, systems: [CRM interne], rules: [Ne rien promettre] }
  - { id: quote, stage: meet, title: Devis, match: [{ event: Quote Given }] }
  - { id: sign, stage: meet, title: Signature, match: [{ event: Contract Signed }] }
`
const BATHROOM = KITCHEN.replace('id: kitchen', 'id: bathroom').replace('une cuisine', 'une salle de bain')
const SECRETS = ['Claire Martin', 'Karim', 'karim.b', 'CRM interne', 'Ne rien promettre', 'claire@', 'Store Visited']

/** Forty people visit; three of them are given a quote; one does what no map foresees. */
const did = (person: number, event: string, later = 0) =>
  eventOf({
    ...{ identifier: `email:claire@${person}.example`, event, at: (person + later) * MINUTE },
    properties: { adviser: 'karim.b' },
    adviser: 'karim.b',
  })
const events = Array.from({ length: 40 }, (_, person) => [
  did(person, 'Store Visited'),
  ...(person < 3 ? [did(person, 'Quote Given', 1)] : []),
  ...(person === 7 ? [did(person, 'Complained About Karim', 2)] : []),
]).flat()

let shares: Shares
let app: Awaited<ReturnType<typeof createPublicApp>>
let now = 0
beforeEach(async () => {
  now = Date.UTC(2026, 8, 14)
  const maps = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => now, hash: mapHash })
  for (const text of [KITCHEN, BATHROOM]) {
    const pushed = orThrow(await maps.push(LOCAL_OWNER, { source: new TextEncoder().encode(text), file: 'map.yaml' }))
    orThrow(await maps.publish(LOCAL_OWNER, pushed.id))
  }
  let count = 0
  shares = createShares({
    store: createMemoryShareStore(),
    maps,
    may: localOwnerMay,
    now: () => now,
    newToken: () => `token-${++count}-${'x'.repeat(36)}`,
    newId: () => `share-${count}`,
    hash: tokenHash,
  })
  const explorer = createExplorer({
    reader: createMemoryCaseReader(events),
    version: async () => 'v1',
    now: () => now,
    zone: 'Europe/Paris',
    budget: 1 << 24,
  })
  const outside = sharedOutside({
    shares,
    explore: { maps, explorations: createExplorations(explorer) },
    now: () => now,
    zone: async () => 'Pacific/Auckland',
    application: () => '<!doctype html><title>Parcours</title>',
  })
  app = await createPublicApp({
    now: () => now,
    hosts: () => new Set([HOST]),
    ...outside,
    journal: (line) => {
      throw new Error(line)
    },
  })
})

const share = async (wanted: Partial<NewShare> = {}) =>
  orThrow(
    await shares.make(LOCAL_OWNER, {
      ...{ map: 'kitchen', label: '', shows: 'lived', place: 'link', revision: 'approved' },
      ...wanted,
    }),
  )
const ask = (url: string, headers: Record<string, string> = {}, more: object = {}) =>
  app.inject({ method: 'GET', url, headers: { host: HOST, ...headers }, ...more })
const shown = (token: string) => ask('/public/shared', { authorization: `Bearer ${token}` })

describe('what a token opens', () => {
  it('is its own map, read-only, to whoever holds it', async () => {
    const { token } = await share()
    expect((await ask(`/s/${token}`)).statusCode).toBe(200)
    expect((await shown(token)).json()).toMatchObject({
      ...{ map: { id: 'kitchen' }, lived: { instances: { total: 40 } } },
      // Its days are told as the workspace counts them, wherever it is read.
      zone: 'Pacific/Auckland',
    })
  })

  it('is never another map, whatever else is asked for beside it', async () => {
    const { token } = await share()
    for (const url of [
      '/public/shared?map=bathroom',
      '/public/shared?revision=2&id=bathroom',
      `/s/${token}?map=bathroom`,
    ])
      expect((await ask(url, { authorization: `Bearer ${token}` })).body).not.toContain('salle de bain')
  })

  it('is nothing once it has expired or was revoked, at once', async () => {
    const { token } = await share({ expiresAt: now + 7 * DAY })
    const { token: other, share: made } = await share()
    expect((await shown(other)).statusCode).toBe(200)
    orThrow(await shares.revoke(LOCAL_OWNER, made.id))
    for (const response of [await shown(other), await ask(`/s/${other}`)]) expect(response.statusCode).toBe(410)
    now += 7 * DAY
    const refused = await shown(token)
    expect([refused.statusCode, refused.json().code]).toEqual([410, 'share-expired'])
    expect(refused.body).not.toContain('cuisine')
  })

  it('is the page it was made for: a link is not for frames, nor a frame for readers', async () => {
    const [link, frame] = [await share(), await share({ place: 'embed', origins: ['https://intranet.example'] })]
    expect((await ask(`/e/${link.token}`)).statusCode).toBe(404)
    expect((await ask(`/s/${frame.token}`)).statusCode).toBe(404)
    expect((await ask(`/e/${frame.token}`)).statusCode).toBe(200)
  })

  it('follows the approved revision, or stays at the one that was fixed', async () => {
    const fixed = await shares.make(LOCAL_OWNER, {
      ...{ map: 'kitchen', label: '', shows: 'map', place: 'link', revision: 9 },
    })
    expect(fixed.ok ? '' : fixed.refusal.code).toBe('map-not-found')
    const { token } = await share({ revision: 1, shows: 'map' })
    expect((await shown(token)).json()).toMatchObject({ map: { revision: 1 }, lived: null })
  })

  it('is counted when a person opens it, not when the page asks again', async () => {
    const { token, share: made } = await share()
    await ask(`/s/${token}`)
    await shown(token)
    now += MINUTE
    await ask(`/s/${token}`)
    const [listed] = orThrow(await shares.list(LOCAL_OWNER, 'kitchen'))
    expect(listed).toMatchObject({ id: made.id, opened: 2, openedAt: now })
  })
})

describe('what does not leave the house', () => {
  it('is who said it, who owns it, what recognises it, and any key of the author’s own', async () => {
    for (const shows of ['map', 'lived', 'report'] as const) {
      const { token } = await share({ shows })
      const { body } = shows === 'report' ? await ask(`/s/${token}`) : await shown(token)
      expect(body).toContain('Visite du magasin')
      for (const secret of SECRETS) expect(body, `${secret} in ${shows}`).not.toContain(secret)
    }
  })

  it('is a lane of what stays inside; how well a claim is founded goes with it, without who said it', async () => {
    const { map } = (await shown((await share()).token)).json()
    expect(map.lanes).toEqual([{ id: 'felt', type: 'emotion', title: 'Ressenti' }])
    expect(map.touchpoints[0].moments).toMatchObject([{ kind: 'delight', evidence: { level: 'reported', n: 4 } }])
  })

  it('is what few people did: neither their figures nor what they alone did', async () => {
    const { lived } = (await shown((await share()).token)).json()
    const ids = lived.touchpoints.map(({ id }: { id: string }) => id)
    expect(ids).toContain('visit')
    expect(ids).not.toContain('quote')
    expect([lived.variants, lived.offMap, lived.transitions]).toEqual([[], [], []])
  })

  it('is any figure at all where fewer than ten people lived it', async () => {
    const { token } = await share({ filters: { journeysTo: new Date(5 * MINUTE).toISOString() } })
    expect((await shown(token)).json()).toMatchObject({ map: { id: 'kitchen' }, lived: null })
  })

  it('is the token: only its hash is kept, and the list of shares opens nothing', async () => {
    const { token, share: made } = await share()
    expect(JSON.stringify(made)).not.toContain(token)
    expect((await shown(made.id)).statusCode).toBe(404)
    expect((await shown(made.tokenHash)).statusCode).toBe(404)
  })
})

describe('the listener of outsiders, attacked', () => {
  it('has nothing of the owner’s interface, with or without the owner’s cookie', async () => {
    const cookie = 'parcours_session=9999999999999.forged'
    const inside = ['/', '/api/maps', '/api/live', '/api/shares', '/api/openapi.json', '/metrics', '/maps/kitchen']
    for (const url of [...inside, '/reports/kitchen', '/readyz', '/?token=abc', '/api/links', '/public/', '/assets/'])
      for (const method of ['GET', 'POST'] as const) {
        const response = await ask(url, { cookie, authorization: 'Bearer the-folder' }, { method })
        expect(response.statusCode, `${method} ${url}`).toBe(404)
        expect(response.headers['set-cookie']).toBeUndefined()
      }
  })

  it('answers under the names that it is configured with, and no other', async () => {
    const { token } = await share()
    for (const host of ['evil.example', 'cartes.example.evil.example', '127.0.0.1:4700', ''])
      expect((await ask(`/s/${token}`, { host })).statusCode).toBe(421)
  })

  it('lets no other site ask in its reader’s name', async () => {
    const { token } = await share()
    const authorization = `Bearer ${token}`
    expect((await ask('/public/shared', { origin: 'https://evil.example', authorization })).statusCode).toBe(403)
    const preflight = await ask('/public/shared', { origin: 'https://evil.example' }, { method: 'OPTIONS' })
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
    const ours = await ask('/public/shared', { origin: `https://${HOST}`, authorization })
    expect(ours.statusCode).toBe(200)
    expect(ours.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('is framed by nobody, but for a frame by the origins chosen for it', async () => {
    const [link, frame] = [
      await share(),
      await share({ place: 'embed', origins: ['https://intranet.example', 'HTTPS://Wiki.example:8443/'] }),
    ]
    const page = (await ask(`/s/${link.token}`)).headers
    expect(page['x-frame-options']).toBe('DENY')
    expect(page['content-security-policy']).toContain("frame-ancestors 'none'")
    const framed = (await ask(`/e/${frame.token}`)).headers
    expect(framed['x-frame-options']).toBeUndefined()
    expect(framed['content-security-policy']).toContain(
      'frame-ancestors https://intranet.example https://wiki.example:8443',
    )
    for (const { 'content-security-policy': policy } of [page, framed]) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
    }
  })

  it.each([
    '*',
    'https:',
    'https://*.example',
    'https://a.example; script-src *',
    'http://a.example',
    'https://a.example/x',
  ])('takes no origin that opens more than itself: %s', async (origin) => {
    const made = await shares.make(LOCAL_OWNER, {
      ...{ map: 'kitchen', label: '', shows: 'map', place: 'embed', revision: 1, origins: [origin] },
    })
    expect(made.ok ? '' : made.refusal.code).toBe('share-origin')
  })

  it('slows down who guesses tokens, and them alone', async () => {
    const { token } = await share()
    const from = (remoteAddress: string, tried: string) =>
      app.inject({ url: `/s/${tried}`, headers: { host: HOST }, remoteAddress })
    const statuses: number[] = []
    for (let i = 0; i < 14; i++) statuses.push((await from('203.0.113.5', `guess-${i}`)).statusCode)
    expect(statuses.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 404))
    expect(statuses.slice(11)).toEqual([429, 429, 429])
    expect((await from('203.0.113.5', token)).statusCode).toBe(429)
    expect((await from('203.0.113.6', token)).statusCode).toBe(200)
    now += 2 * MINUTE
    expect((await from('203.0.113.5', token)).statusCode).toBe(200)
  })

  it('slows down who asks without end', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 620; i++)
      statuses.add(
        (await app.inject({ url: '/healthz', headers: { host: HOST }, remoteAddress: '203.0.113.7' })).statusCode,
      )
    expect([...statuses]).toEqual([200, 429])
  })

  it('takes small bodies only, and says nothing of what was sent', async () => {
    const response = await ask(
      '/public/shared',
      { 'content-type': 'application/json' },
      {
        method: 'POST',
        payload: JSON.stringify({ note: 'claire@example'.repeat(2_000) }),
      },
    )
    expect([404, 413, 400]).toContain(response.statusCode)
    expect(response.body).not.toContain('claire@')
  })

  it('tells browsers, robots and caches to keep nothing', async () => {
    const { headers } = await ask(`/s/${(await share()).token}`)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
    })
  })
})
