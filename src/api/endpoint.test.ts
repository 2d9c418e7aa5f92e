import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { endpoint, openApi } from './endpoint.ts'
import { createSessions } from './session.ts'

const SECRET = 'the-folder-of-the-lille-store'
const MOST = 100_000
const nothing = { params: Type.Object({}), query: Type.Object({}) }

const note = endpoint({
  ...nothing,
  method: 'POST',
  path: '/api/notes',
  name: 'addNote',
  summary: 'A note on a visit.',
  input: Type.Object({
    text: Type.String(),
    stars: Type.Optional(Type.Integer()),
    about: Type.Optional(Type.Array(Type.Object({ stage: Type.String() }))),
    more: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
  body: Type.Unknown(),
  answer: async ({ input, match }) => ({ body: { input, match: match ?? null }, etag: 'v2', status: 201 }),
})
const plan = endpoint({
  ...nothing,
  method: 'PUT',
  path: '/api/plan',
  name: 'putPlan',
  summary: 'The plan of the store.',
  uploadLimit: MOST,
  body: Type.Object({ bytes: Type.Integer() }),
  answer: async ({ upload }) => {
    let bytes = 0
    for await (const chunk of upload ?? []) bytes += (chunk as Buffer).length
    return { body: { bytes } }
  },
})
const sheet = endpoint({
  ...nothing,
  method: 'GET',
  path: '/api/sheet',
  name: 'getSheet',
  summary: 'The sheet of the store.',
  query: Type.Object({ large: Type.Optional(Type.Boolean()) }),
  body: Type.Unknown(),
  answer: async ({ query }) => ({
    body: undefined,
    download: {
      name: 'Visites d’été "2026".csv',
      type: 'text/csv; charset=utf-8',
      bytes: query.large ? Readable.from(['a;b\n', '1;2\n']) : new TextEncoder().encode('a;b\n'),
    },
  }),
})

let app: FastifyInstance
let url: string
beforeAll(async () => {
  app = await createApp({
    version: '0.1.0',
    now: () => 0,
    sessions: createSessions(SECRET),
    endpoints: [note, plan, sheet],
    pages: {},
    vitals: async () => ({ tallies: {}, up: {} }),
    journal: () => {},
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${SECRET}`, ...headers },
    ...(body !== undefined && { body, duplex: 'half' }),
  } as RequestInit)
const write = (body: unknown, headers: Record<string, string> = {}) =>
  ask('POST', '/api/notes', JSON.stringify(body), { 'content-type': 'application/json', ...headers })
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]

describe('a write', () => {
  it('hands over what was written, and the revision that it changes from', async () => {
    const response = await write({ text: 'Belle visite', stars: 5 }, { 'if-match': '"v1"' })
    expect([response.status, response.headers.get('etag')]).toEqual([201, '"v2"'])
    expect(await response.json()).toEqual({ input: { text: 'Belle visite', stars: 5 }, match: 'v1' })
  })

  it('refuses what it does not name, at any depth, rather than leave it out', async () => {
    expect(await codeOf(await write({ text: 'Belle visite', start: 5 }))).toEqual([400, 'invalid-request'])
    const deep = { text: 'Belle visite', about: [{ stage: 'meet', touchpoint: 'show-flat' }] }
    expect(await codeOf(await write(deep))).toEqual([400, 'invalid-request'])
    const free = { text: 'Belle visite', more: { any: { thing: 1 } } }
    expect((await write(free)).status).toBe(201)
  })

  it('turns nothing into something else', async () => {
    expect(await codeOf(await write({ text: 12 }))).toEqual([400, 'invalid-request'])
    expect(await codeOf(await write({ text: 'x', stars: '5' }))).toEqual([400, 'invalid-request'])
  })

  it('says that it is too large, and how much is taken', async () => {
    const response = await write({ text: 'a'.repeat(2 << 20) }, { 'accept-language': 'en' })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too-large', title: expect.stringContaining('1 MB') })
  })

  it('is described with what it refuses', () => {
    const { paths } = openApi([note], '0.1.0')
    expect(JSON.stringify(paths)).toContain('"additionalProperties":false')
  })
})

describe('an upload', () => {
  const bytes = { 'content-type': 'application/octet-stream' }
  const flowing = (length: number) =>
    new ReadableStream({
      start(to) {
        for (let left = length; left > 0; left -= 10_000) to.enqueue(new Uint8Array(Math.min(left, 10_000)))
        to.close()
      },
    })

  it('is read as it comes, with its length or without', async () => {
    expect(await (await ask('PUT', '/api/plan', new Uint8Array(MOST), bytes)).json()).toEqual({ bytes: MOST })
    expect(await (await ask('PUT', '/api/plan', flowing(MOST), bytes)).json()).toEqual({ bytes: MOST })
  })

  it('is refused beyond its limit, where its length is announced and where it is not', async () => {
    expect(await codeOf(await ask('PUT', '/api/plan', new Uint8Array(MOST + 1), bytes))).toEqual([413, 'too-large'])
    expect(await codeOf(await ask('PUT', '/api/plan', flowing(MOST + 1), bytes))).toEqual([413, 'too-large'])
  })
})

describe('a download', () => {
  it('names its file for every browser, in bytes or as a stream', async () => {
    const response = await ask('GET', '/api/sheet')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Visites d__t_ _2026_.csv"; filename*=UTF-8''Visites%20d%E2%80%99%C3%A9t%C3%A9%20%222026%22.csv`,
    )
    expect(await response.text()).toBe('a;b\n')
    expect(await (await ask('GET', '/api/sheet?large=true')).text()).toBe('a;b\n1;2\n')
  })
})
