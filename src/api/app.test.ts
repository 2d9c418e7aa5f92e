import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import { createMemoryAnsweredRequests } from './answered-requests.memory.ts'
import { createApp } from './app.ts'
import { endpoint } from './endpoint.ts'
import { callerLanguage } from './problem.ts'
import { createSessions, type Sessions } from './session.ts'

const SECRET = 'the-folder-of-the-lille-store'
const bearer = { authorization: `Bearer ${SECRET}` }

const visits = endpoint({
  method: 'GET',
  path: '/api/stores/{store}/visits',
  name: 'countVisits',
  summary: 'Visits to a store.',
  params: Type.Object({ store: Type.String({ maxLength: 10 }) }),
  query: Type.Object({ year: Type.Optional(Type.Integer()) }),
  body: Type.Object({ visits: Type.Integer() }),
  answer: async ({ params }) => {
    if (params.store !== 'lille')
      throw new Refused({
        code: 'not-found',
        what: { fr: 'Ce magasin n’existe pas.', en: 'There is no such store.' },
        remedy: { fr: 'Vérifiez son nom.', en: 'Check its name.' },
      })
    return { body: { visits: 42 }, etag: 'v1' }
  },
})

let said: string[] = []
const remark = endpoint({
  method: 'POST',
  path: '/api/stores/{store}/remarks',
  name: 'remark',
  summary: 'Says something about a store.',
  params: Type.Object({ store: Type.String({ maxLength: 10 }) }),
  query: Type.Object({}),
  body: Type.Object({ number: Type.Integer(), by: Type.String() }),
  input: Type.Object({ text: Type.String({ minLength: 1 }) }),
  answer: async ({ input, params, signed }) => {
    if (input.text === 'slow') await new Promise((resolve) => setTimeout(resolve, 150))
    if (params.store !== 'lille') throw new Refused({ code: 'not-found', what: 'no', remedy: 'no' })
    said.push(input.text)
    return { body: { number: said.length, by: signed ?? '?' }, status: 201, etag: `r${said.length}` }
  },
})

let app: FastifyInstance
let sessions: Sessions
let url: string
let now = Date.UTC(2026, 8, 14)
beforeEach(async () => {
  said = []
  sessions = createSessions(SECRET)
  app = await createApp({
    version: '0.1.0',
    now: () => now,
    sessions,
    endpoints: [visits, remark],
    answered: createMemoryAnsweredRequests(),
    pages: {
      '/': async () => ({ html: '<p>Parcours</p>' }),
      '/reports/:map': async ({ params }) => ({ html: `<p>${params.map}</p>`, selfContained: true }),
      '/broken': () => Promise.reject(new Error('Claire 06 12 34 56 78')),
    },
    vitals: async () => ({
      tallies: { ingest: { keep: { passed: 8577, seconds: 1.5, stopped: { duplicate: 3 } } } },
      up: { postgres: true, analytics: false },
    }),
    journal: () => {},
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => app.close())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${url}${path}`, { method, headers, redirect: 'manual' })

describe('the api', () => {
  it('tells nothing to who is not signed in, in the language they read', async () => {
    const response = await ask('/api/stores/lille/visits', { 'accept-language': 'de, fr-BE;q=0.9, en;q=0.1' })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({
      code: 'not-signed-in',
      title: 'Vous n’êtes pas connecté.',
      status: 401,
    })
  })

  it('signs a browser in by a link, once', async () => {
    const link = sessions.newLink(now)
    const first = await ask(`/?token=${link}&next=${encodeURIComponent('/reports/cuisine')}`)
    expect([first.status, first.headers.get('location')]).toEqual([303, '/reports/cuisine'])
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/)
    const signedIn = { cookie: cookie.split(';')[0] ?? '' }
    expect((await ask('/api/stores/lille/visits', signedIn)).status).toBe(200)
    expect((await ask(`/?token=${link}`)).status).toBe(401)
    now += 31 * 86_400_000
    expect((await ask('/api/stores/lille/visits', signedIn)).status).toBe(401)
    now -= 31 * 86_400_000
  })

  it('does not lead elsewhere after signing in', async () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example'])
      expect(
        (await ask(`/?token=${sessions.newLink(now)}&next=${encodeURIComponent(next)}`)).headers.get('location'),
      ).toBe('/')
  })

  it('refuses a page that rebinds its name to this machine, and a page of another site', async () => {
    const { request } = await import('node:http')
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request(`${url}/healthz`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end()
      })
    expect(await status('evil.example')).toBe(421)
    expect(await status(new URL(url).host)).toBe(200)
    expect((await ask('/api/links', { ...bearer, origin: 'https://evil.example' }, 'POST')).status).toBe(403)
    expect((await ask('/api/links', { ...bearer, 'sec-fetch-site': 'cross-site' }, 'POST')).status).toBe(403)
    expect((await ask('/api/links', bearer, 'POST')).status).toBe(200)
  })

  it('answers, and says that nothing changed', async () => {
    const response = await ask('/api/stores/lille/visits', bearer)
    expect(await response.json()).toEqual({ visits: 42 })
    const again = { ...bearer, 'if-none-match': response.headers.get('etag') ?? '' }
    expect((await ask('/api/stores/lille/visits', again)).status).toBe(304)
  })

  it('passes on a refusal with its code, and a request out of shape as invalid', async () => {
    expect(await (await ask('/api/stores/nantes/visits', bearer)).json()).toMatchObject({
      code: 'not-found',
      status: 404,
    })
    expect(await (await ask('/api/stores/lille/visits?year=x', bearer)).json()).toMatchObject({
      code: 'invalid-request',
    })
    expect((await ask('/api/nowhere', bearer)).status).toBe(404)
  })

  it('does not show what went wrong inside', async () => {
    const response = await ask('/broken', bearer)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('Claire')
  })

  it('gives a self-contained page an origin of its own', async () => {
    const policy = (await ask('/reports/cuisine', bearer)).headers.get('content-security-policy')
    expect(policy).toContain('sandbox')
    expect(policy).not.toContain('allow-same-origin')
    expect((await ask('/', bearer)).headers.get('content-security-policy')).not.toContain('script-src')
  })

  it('describes itself from the schemas that validate', async () => {
    const document = (await (await ask('/api/openapi.json', bearer)).json()) as { paths: Record<string, unknown> }
    expect(document).toMatchObject({ openapi: '3.1.0' })
    expect(document.paths['/api/stores/{store}/visits']).toMatchObject({
      get: {
        operationId: 'countVisits',
        parameters: [{ name: 'store', in: 'path', required: true }, { name: 'year' }],
      },
    })
  })

  it('tells its state to those who watch it', async () => {
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(503)
    const metrics = await (await ask('/metrics', bearer)).text()
    expect(metrics).toContain('parcours_step_interactions_total{step="keep"} 8577')
    expect(metrics).toContain('parcours_step_stopped_total{step="keep",reason="duplicate"} 3')
    expect(metrics).toContain('parcours_engine_up{role="analytics"} 0')
    expect(metrics.endsWith('# EOF\n')).toBe(true)
  })
})

describe('a write with an Idempotency-Key', () => {
  const say = (text: string, key?: string, store = 'lille', name?: string) =>
    fetch(`${url}/api/stores/${store}/remarks`, {
      method: 'POST',
      headers: {
        ...bearer,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(name !== undefined && { 'x-parcours-name': encodeURIComponent(name) }),
      },
      body: JSON.stringify({ text }),
    })

  it('is done once, and answered alike each time', async () => {
    const [first, again] = [await say('Bel accueil', 'k1'), await say('Bel accueil', 'k1')]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(await again.json()).toEqual(await first.json())
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(said).toEqual(['Bel accueil'])
    await say('Bel accueil')
    expect(said).toHaveLength(2)
  })

  it('refuses the key for another request, and while the first is worked on', async () => {
    await say('Bel accueil', 'k1')
    const other = await say('Longue attente', 'k1')
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([422, 'idempotency-key-reused'])
    const both = await Promise.all([say('slow', 'k2'), say('slow', 'k2')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await say('Bel accueil', 'k'.repeat(256))).status).toBe(400)
  })

  it('is judged again after a refusal, which did nothing', async () => {
    expect((await say('Bel accueil', 'k1', 'nantes')).status).toBe(404)
    expect((await say('Bel accueil', 'k1')).status).toBe(201)
  })

  it('bears the name that a person gives, on one line and not too long', async () => {
    const by = async (name: string) => ((await (await say('x', undefined, 'lille', name)).json()) as { by: string }).by
    expect(await by(' Claire\n Dubois ')).toBe('Claire Dubois')
    expect([...(await by('é'.repeat(200)))]).toHaveLength(60)
    expect(await by(' ')).toBe('?')
  })
})

it('reads the language that a caller asks for', () => {
  expect(callerLanguage('fr-FR,fr;q=0.9,en;q=0.8')).toBe('fr')
  expect(callerLanguage('en;q=0.5, fr;q=0.4')).toBe('en')
  expect(callerLanguage('de')).toBe('en')
  expect(callerLanguage('en', 'fr')).toBe('fr')
})
