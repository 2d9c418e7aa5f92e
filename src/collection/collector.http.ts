import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Event } from '../events/index.ts'
import { type Clock, Refused } from '../kernel/index.ts'
import { count } from '../spine.ts'
import { type Collected, collect } from './collect.ts'
import { eventId } from './event-id.node.ts'
import type { Quarantine } from './quarantine.ts'
import { addressOf, keyOfAuthorization, type Request, readRequest } from './request.ts'
import { MOST_BYTES, readBody } from './request-body.node.ts'
import type { Source } from './source.ts'
import type { KnownSources } from './sources-file.node.ts'

/** What happened to a message, for whoever watches. */
export interface Seen {
  readonly at: number
  readonly source: string
  readonly event?: string
  readonly channel?: string
  readonly identifier?: string
  /** Why it stopped; absent where it was taken in. */
  readonly stopped?: string
  readonly detail?: string
}

export interface CollectorPorts {
  readonly sources: KnownSources
  /** Keeps each event once; resolves once they are on disk. */
  readonly keep: (events: readonly Event[]) => Promise<unknown>
  readonly quarantine: Quarantine
  readonly now: Clock
  readonly consents?: (event: Event) => boolean
  /** Told what arrives, where somebody watches. */
  readonly seen?: (message: Seen) => void
  /** Told what went wrong by itself: never what a request says. */
  readonly journal: (line: string) => void
  /** Bytes of requests read at one time; beyond it clients are asked to come again. */
  readonly mostUnderWay?: number
}

/** Clients advise 32 KB a message; what is larger than this is set aside. */
const MOST_MESSAGE = 256 << 10
/** Clients advise 2,500 messages a request. */
const MOST_MESSAGES = 20_000
const UNDER_WAY = 64 << 20
const COME_AGAIN = '1'
const SETTINGS = /^\/v1\/projects\/([\w-]{1,200})\/settings$/

/** The length of a message larger than is taken; `bytes` is how long what it came in is. */
export const tooLarge = (bytes: number) => (message: unknown) => {
  if (bytes <= MOST_MESSAGE) return undefined
  const length = Buffer.byteLength(JSON.stringify(message) ?? '')
  return length > MOST_MESSAGE ? length : undefined
}

/** Any page may send: its key is what it is known by, and no answer tells it anything. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
}
const PREFLIGHT = {
  ...CORS,
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, x-retry-count',
  'access-control-max-age': '7200',
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}
const no = (status: number, code: string): Answer => ({ status, body: { success: false, code } })
const comeAgain = (status: 429 | 503, code: string): Answer => ({
  ...no(status, code),
  headers: { 'retry-after': COME_AGAIN },
})

const send = (response: ServerResponse, { status, body, headers }: Answer): void => {
  const text = JSON.stringify(body)
  response
    .writeHead(status, {
      ...CORS,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      ...headers,
      // What was not read of a request would be taken for the next one.
      ...((status === 413 || status === 429) && { connection: 'close' }),
    })
    .end(text)
}

/**
 * What a passing trouble is told: any status under 400 is taken for kept, and 4xx (but 429) makes a client drop for good
 * what it holds.
 */
const troubled = (problem: unknown, journal: CollectorPorts['journal']): Answer => {
  if (problem instanceof Refused && problem.refusal.code === 'readers-behind') return comeAgain(429, 'readers-behind')
  // A client that went away says it again elsewhere or later; nobody reads this answer.
  if ((problem as NodeJS.ErrnoException).code === 'ECONNRESET') return no(400, 'gone')
  journal(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
  return comeAgain(503, problem instanceof Refused ? problem.refusal.code : 'trouble')
}

/** Where live events come in: the Segment protocol over HTTP, answered with 200 once they are on disk. */
export const collectorServer = (ports: CollectorPorts): Server => {
  const { sources, now, journal, mostUnderWay = UNDER_WAY } = ports
  let underWay = 0

  const settings = async (writeKey: string, host: string): Promise<Answer> => {
    if (!(await sources.byKey(writeKey))) return no(404, 'unknown-key')
    const segment = { apiKey: writeKey, apiHost: `${host}/v1`, protocol: 'http' }
    return { status: 200, body: { integrations: { 'Segment.io': segment }, plan: {}, edgeFunction: {} } }
  }

  const posted = async (request: IncomingMessage, path: string): Promise<Answer> => {
    const address = addressOf(path)
    if (!address) return no(404, 'no-such-address')
    const body = await readBody(request)
    if (body === 'too-large') return no(413, 'too-large')
    const read = typeof body === 'string' ? undefined : understood(body.text, address.call)
    if (!read || typeof body === 'string') return no(400, 'malformed')
    if (read.messages.length > MOST_MESSAGES) return no(413, 'too-many')
    const header = keyOfAuthorization(request.headers.authorization, (text) => Buffer.from(text, 'base64').toString())
    const source = await sources.byKey(header || read.writeKey)
    if (!source) return no(401, 'unknown-key')
    await take(read, source, Buffer.byteLength(body.text))
    return { status: 200, body: { success: true } }
  }

  const take = async (request: Request, source: Source, bytes: number): Promise<void> => {
    const begun = performance.now()
    const at = now()
    const rules = { idOf: eventId, tooLarge: tooLarge(bytes), ...(ports.consents && { consents: ports.consents }) }
    const collected = collect(request, source, at, rules)
    const aside = collected.stopped.map(({ message, reason, detail }) => {
      const { workspace, name } = source
      const { call, sentAt } = request
      return { at, workspace, source: name, reason, detail, sentAt, ...(call && { call }), message }
    })
    const seconds = (performance.now() - begun) / 1000
    await Promise.all([
      collected.events.length > 0 ? ports.keep(collected.events) : undefined,
      ports.quarantine.setAside(aside),
    ])
    tally(collected, source, at, seconds)
  }

  const tally = ({ events, stopped }: Collected, source: Source, at: number, seconds: number): void => {
    count.passed('receive', events.length, seconds)
    for (const { reason } of stopped) count.stopped('receive', reason, 1)
    if (!ports.seen) return
    for (const { event, channel, identifier } of events)
      ports.seen({ at, source: source.name, event, channel, identifier })
    for (const { reason, detail } of stopped) ports.seen({ at, source: source.name, stopped: reason, detail })
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (request.method === 'OPTIONS') return { status: 200, body: {}, headers: PREFLIGHT }
    const asked = request.method === 'GET' ? SETTINGS.exec(path)?.[1] : undefined
    if (asked !== undefined) return settings(asked, request.headers.host ?? '')
    if (request.method === 'GET' && path === '/healthz') return { status: 200, body: { status: 'ok' } }
    if (request.method !== 'POST') return no(404, 'no-such-address')
    const length = Number(request.headers['content-length'] ?? MOST_BYTES)
    if (length > MOST_BYTES) return no(413, 'too-large')
    if (underWay + length > mostUnderWay) return comeAgain(429, 'busy')
    underWay += length
    try {
      return await posted(request, path)
    } finally {
      underWay -= length
    }
  }

  const server = createServer((request, response) => {
    answer(request)
      .catch((problem: unknown) => troubled(problem, journal))
      .then((given) => {
        request.resume()
        if (!response.destroyed) send(response, given)
      })
      .catch((problem: unknown) => journal(String(problem)))
  })
  server.keepAliveTimeout = 60_000
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  return server
}

const understood = (text: string, call: Request['call']): Request | undefined => {
  try {
    return readRequest(text, call)
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined
    throw problem
  }
}
