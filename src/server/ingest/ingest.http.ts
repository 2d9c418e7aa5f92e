import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { QuarantineFilter } from '../../collection/index.ts'
import { type Event, eventRows } from '../../events/index.ts'
import { readFrame } from '../../imports/batch-frame.ts'
import type { ImportIdentity } from '../../imports/index.ts'
import { orThrow, Refused } from '../../kernel/index.ts'
import type { Arrivals } from './arrivals.ts'
import type { Aside, TakeFromWithin } from './aside.ts'
import type { Ingest } from './ingest.ts'
import { refused } from './refusals.ts'

/** A batch is a few MiB; what is far larger is no batch. */
const MOST_BODY = 256 << 20
const MOST_UNREAD = 1 << 20
const ROUTE = /^\/imports(?:\/(\d+)\/(?:batches\/(\d+)|(finish)))?$/

const STATUS: Readonly<Record<string, number>> = {
  'batch-malformed': 400,
  'batch-out-of-order': 409,
  'import-taken-over': 409,
  'import-unknown': 404,
  'readers-behind': 429,
  'disk-full': 507,
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BODY) throw refused('batch-malformed')
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size)
}

const opens = (token: string) => {
  const expected = Buffer.from(`Bearer ${token}`)
  return ({ headers: { authorization = '' } }: IncomingMessage): boolean => {
    const given = Buffer.from(authorization)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

/** The doors of ingest: imports are opened, fed with batches and finished; `POST /events` keeps one of the program's own; `GET /log` tells positions, `GET /arrivals` what comes live. */
export const ingestServer = (
  ingest: Ingest,
  token: string,
  arrivals?: Arrivals,
  aside: () => (Aside & { readonly take: TakeFromWithin }) | undefined = () => undefined,
): Server => {
  const allowed = opens(token)

  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const path = request.url ?? ''
    if (request.method === 'GET' && path === '/log') return ingest.position()
    if (request.method === 'POST' && path === '/events') {
      const event = JSON.parse((await bodyOf(request)).toString()) as Event
      return ingest.collect(eventRows([event]))
    }
    const within = path === '/take' ? aside() : undefined
    if (within) {
      const { workspace, source, messages } = JSON.parse((await bodyOf(request)).toString()) as FromWithin
      return { taken: await within.take(workspace, source, messages) }
    }
    const held = path.startsWith('/aside') ? aside() : undefined
    if (held) return answerAside(held, request, path)
    const route = request.method === 'POST' ? ROUTE.exec(path) : null
    if (!route) throw refused('import-unknown')
    const lease = String(request.headers['x-lease'] ?? '')
    const [, number, batch, finish] = route
    if (finish) return ingest.finish(Number(number), lease)
    const body = await bodyOf(request)
    if (number === undefined) return ingest.open(JSON.parse(body.toString()) as ImportIdentity, lease)
    const rows = readFrame(body)
    if (!rows) throw refused('batch-malformed')
    return ingest.append(Number(number), lease, Number(batch), rows)
  }

  const refuse = async (response: ServerResponse, problem: unknown): Promise<void> => {
    const refusal = problem instanceof Refused ? problem.refusal : undefined
    if (!refusal) process.stderr.write(`${problem instanceof Error ? problem.stack : String(problem)}\n`)
    const status = refusal ? (STATUS[refusal.code] ?? 422) : 500
    if (status === 429) response.setHeader('retry-after', '1')
    const progress = status === 429 ? await ingest.position() : undefined
    send(response, status, { refusal, progress })
  }

  const server = createServer((request, response) => {
    if (!allowed(request)) {
      request.resume()
      return send(response, 401, {})
    }
    if (arrivals && request.method === 'GET' && request.url === '/arrivals') return watch(arrivals, request, response)
    answer(request).then(
      (body) => send(response, 200, body),
      (problem: unknown) => void refuse(response, problem),
    )
  })
  // Connections are kept by the clients of this machine for as long as their import lasts.
  server.keepAliveTimeout = 60_000
  return server
}

const MOST_LISTED = 500

/** `POST /aside/list` and `POST /aside/replay`: what was set aside, and what is taken in again. */
const answerAside = async (aside: Aside, request: IncomingMessage, path: string): Promise<unknown> => {
  const asked = JSON.parse((await bodyOf(request)).toString()) as AsideAsked
  if (path === '/aside/list') return aside.list(asked.filter, Math.min(asked.most ?? MOST_LISTED, MOST_LISTED))
  if (path === '/aside/replay') return orThrow(await aside.replay(asked.id, asked.mended))
  throw refused('import-unknown')
}

interface FromWithin {
  readonly workspace: string
  readonly source: string
  readonly messages: readonly unknown[]
}

interface AsideAsked {
  readonly filter: QuarantineFilter
  readonly most?: number
  readonly id: string
  readonly mended?: unknown
}

/** One line of JSON for each message that arrives, for as long as the connection lasts. */
const watch = (arrivals: Arrivals, request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders()
  const stop = arrivals.watch({
    // Who reads too slowly misses messages rather than holding them here.
    see: (message) => void (response.writableLength < MOST_UNREAD && response.write(`${JSON.stringify(message)}\n`)),
    end: () => void response.end(),
  })
  request.once('close', stop)
  response.once('close', stop)
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}
