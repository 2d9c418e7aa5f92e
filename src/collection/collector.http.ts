import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Refused } from '../kernel/index.ts'
import { count } from '../spine.ts'
import { type Answer, comeAgain, no, preflight, send } from './answers.http.ts'
import type { Seen, TakeIn, Taken } from './intake.node.ts'
import { addressOf, keyOfAuthorization, type Request, readRequest } from './request.ts'
import { MOST_BYTES, readBytes, type UnreadBody } from './request-body.node.ts'
import type { KnownSources } from './sources-file.node.ts'
import { createWaitingLine } from './waiting-line.ts'

/** Another door beside the protocol's; undefined where the address is not its own. */
export type OtherDoor = (request: IncomingMessage, path: string) => Promise<Answer> | undefined

export interface CollectorPorts {
  readonly sources: KnownSources
  readonly take: TakeIn
  /** Told what went wrong by itself: never what a request says. */
  readonly journal: (line: string) => void
  readonly others?: readonly OtherDoor[]
  /** Told of a request that no message could be read of, where its key says whose it is. */
  readonly seen?: (message: Seen) => void
  /** Bytes of requests read at one time; beyond it clients are asked to come again. */
  readonly mostUnderWay?: number
  /** Who would wait longer for an answer, in milliseconds, is asked to come again. */
  readonly longestWait?: number
}

/** Clients advise 2,500 messages a request; as many as this are hardly messages. */
const MOST_MESSAGES = 1 << 16
const UNDER_WAY = 64 << 20
const LONGEST_WAIT = 1_000
/** Segment's page client drops what failed ten times unless it is told otherwise; more than a hundred it does not do. */
const PATIENT = { rateLimitConfig: { maxRetryCount: 100 }, backoffConfig: { maxRetryCount: 100 } }
const CONFIG = /^\/sourceConfig\/?$/
const SETTINGS = /^\/v1\/projects\/([\w-]{1,200})\/settings$/

/**
 * What a passing trouble is told: any status under 400 is taken for kept, and 4xx (but 429) makes a client drop for good
 * what it holds.
 */
const troubled = (problem: unknown, journal: CollectorPorts['journal']): Answer => {
  // A client that went away says it again elsewhere or later; nobody reads this answer.
  if ((problem as NodeJS.ErrnoException).code === 'ECONNRESET') return no(400, 'gone')
  journal(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
  return comeAgain(503, problem instanceof Refused ? problem.refusal.code : 'trouble')
}

const busy = (seconds: number): Answer => {
  count.stopped('receive', 'busy', 1)
  return comeAgain(429, 'busy', seconds)
}

/** What was taken in is acknowledged; who is to come again is told when. */
export const answerTaken = (taken: Taken): Answer =>
  'pushed' in taken ? comeAgain(429, taken.pushed, taken.seconds) : { status: 200, body: { success: true } }

/** Where live events come in: the Segment protocol over HTTP, answered with 200 once they are on disk. */
export const collectorServer = (ports: CollectorPorts): Server => {
  const { sources, take, journal, others = [], mostUnderWay = UNDER_WAY, longestWait = LONGEST_WAIT } = ports
  const line = createWaitingLine({ now: () => performance.now(), longest: longestWait })
  let underWay = 0

  /** Where a page is to send: as it reached us, through the proxy that ends its encryption. */
  const settings = async (writeKey: string, { headers }: IncomingMessage): Promise<Answer> => {
    if (!(await sources.byKey(writeKey))) return no(404, 'unknown-key')
    const encrypted = String(headers['x-forwarded-proto'] ?? '').split(',')[0] === 'https'
    const protocol = encrypted ? 'https' : 'http'
    const segment = { apiKey: writeKey, apiHost: `${headers.host ?? ''}/v1`, protocol, httpConfig: PATIENT }
    return { status: 200, body: { integrations: { 'Segment.io': segment }, plan: {}, edgeFunction: {} } }
  }

  /** The same, as RudderStack's page client asks it: a source that forwards to nobody. */
  const sourceConfig = async (request: IncomingMessage): Promise<Answer> => {
    const asked = new URL(request.url ?? '', 'http://localhost').searchParams.get('writeKey')
    const writeKey = headerKey(request) || (asked ?? '')
    if (!(await sources.byKey(writeKey))) return no(404, 'unknown-key')
    const source = { id: writeKey, name: '', writeKey, workspaceId: '', enabled: true, config: {}, destinations: [] }
    return { status: 200, body: { source, isHosted: false } }
  }

  const posted = async (request: IncomingMessage, path: string): Promise<Answer> => {
    const address = addressOf(path)
    if (!address) return no(404, 'no-such-address')
    const body = await readBytes(request)
    if (typeof body === 'string') return unread(body === 'too-large' ? 413 : 400, body, headerKey(request))
    const seconds = line.turnsAway(body.length)
    if (seconds !== undefined) return busy(seconds)
    const answered = line.enter(body.length)
    try {
      return await taken(request, address.call, body)
    } finally {
      answered()
    }
  }

  const taken = async (request: IncomingMessage, call: Request['call'], body: Buffer): Promise<Answer> => {
    const header = headerKey(request)
    const read = understood(body.toString(), call)
    if (!read) return unread(400, 'malformed', header)
    if (read.messages.length > MOST_MESSAGES) return unread(413, 'too-large', header || read.writeKey)
    const source = await sources.byKey(header || read.writeKey)
    if (!source) return no(401, 'unknown-key')
    return answerTaken(await take(read, source, body.length))
  }

  /** A request of which nothing is kept: who watches its source is told, since its client drops it for good. */
  const unread = async (status: 400 | 413, stopped: UnreadBody, writeKey: string): Promise<Answer> => {
    const source = await sources.byKey(writeKey)
    if (source) {
      count.stopped('receive', stopped, 1)
      ports.seen?.({ at: Date.now(), source: source.name, stopped, detail: `a whole request: ${status}` })
    }
    return no(status, stopped)
  }

  /** Asked before a request is read, and again before it is understood: whoever would wait too long is told so at once. */
  const turnedAway = (bytes: number): Answer | undefined => {
    const seconds = line.turnsAway(bytes) ?? (underWay + bytes > mostUnderWay ? 1 : undefined)
    return seconds === undefined ? undefined : busy(seconds)
  }

  const metered = async (request: IncomingMessage, work: () => Promise<Answer>): Promise<Answer> => {
    const length = Number(request.headers['content-length'] ?? MOST_BYTES)
    if (length > MOST_BYTES) return unread(413, 'too-large', headerKey(request))
    const away = turnedAway(length)
    if (away) return away
    underWay += length
    try {
      return await work()
    } finally {
      underWay -= length
    }
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (request.method === 'OPTIONS') return preflight(request.headers['access-control-request-headers'])
    const asked = request.method === 'GET' ? SETTINGS.exec(path)?.[1] : undefined
    if (asked !== undefined) return settings(asked, request)
    if (request.method === 'GET' && CONFIG.test(path)) return sourceConfig(request)
    if (request.method === 'GET' && path === '/healthz') return { status: 200, body: { status: 'ok' } }
    const elsewhere = () => others.map((door) => door(request, path)).find((found) => found !== undefined)
    if (request.method !== 'POST') return (await elsewhere()) ?? no(404, 'no-such-address')
    return metered(request, async () => (await elsewhere()) ?? posted(request, path))
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

const headerKey = ({ headers }: IncomingMessage): string =>
  keyOfAuthorization(headers.authorization, (text) => Buffer.from(text, 'base64').toString())

const understood = (text: string, call: Request['call']): Request | undefined => {
  try {
    return readRequest(text, call)
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined
    throw problem
  }
}
