import files from '@fastify/static'
import type { Static, TObject } from '@sinclair/typebox'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Clock, type Language, MINUTE, Refused } from '../kernel/index.ts'
import { page } from './page.ts'
import { callerLanguage, sendProblem, statusOf } from './problem.ts'
import { type Allowance, callerOf, createRateLimit } from './rate-limit.ts'
import * as refusals from './refusals.ts'

/** What an outsider asks, already validated. There is no actor: a token says what it opens, and nothing else does. */
export interface Outsider<Params extends TObject = TObject, Input extends TObject = TObject> {
  readonly params: Static<Params>
  readonly input: Static<Input>
  /** The token shown in `Authorization: Bearer`, `''` where there is none. */
  readonly token: string
  readonly language: Language
}

/** A page shown to outsiders. */
export interface PublicPage {
  readonly html: string
  /** Runs its own scripts in an origin of its own. */
  readonly selfContained?: boolean
  /** The origins that may frame it; nobody where it is absent. */
  readonly frames?: readonly string[]
}

export interface PublicEndpoint<Params extends TObject = TObject, Input extends TObject = TObject> {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Under `/public/`, with `:name` for parameters. */
  readonly path: `/public/${string}`
  readonly params: Params
  readonly input?: Input
  answer(asked: Outsider<Params, Input>): Promise<{ readonly body: unknown; readonly etag?: string }>
}

/** Keeps the types of one endpoint together, then forgets them. */
export const publicEndpoint = <Params extends TObject, Input extends TObject>(
  one: PublicEndpoint<Params, Input>,
): PublicEndpoint => one as unknown as PublicEndpoint

/** Something that is told as it happens: `hear` is called until the returned function is. */
export interface PublicStream {
  readonly path: `/public/${string}`
  open(token: string, hear: () => void): Promise<() => void>
}

export interface PublicPorts {
  readonly now: Clock
  /** The names under which this listener is reached, as the Host header says them. */
  readonly hosts: () => ReadonlySet<string>
  readonly endpoints: readonly PublicEndpoint[]
  readonly streams?: readonly PublicStream[]
  readonly pages: Readonly<
    Record<string, (asked: { params: Record<string, string>; language: Language }) => Promise<PublicPage>>
  >
  /** The folder of the built web application. */
  readonly web?: string
  /** Told what went wrong by itself: never a request's content. */
  readonly journal: (line: string) => void
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; form-action 'self'; base-uri 'none'"
const DOCUMENT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; sandbox allow-scripts allow-downloads allow-modals allow-popups"
/** A room of people behind one address asks often; a wrong token or code is asked for by someone who guesses. */
const ASKED: Allowance = { burst: 600, within: MINUTE }
const WRITTEN: Allowance = { burst: 240, within: MINUTE }
const WRONG: Allowance = { burst: 10, within: MINUTE }
const MOST_STREAMS = 500
const PULSE_MS = 15_000

const languageOf = (request: FastifyRequest): Language => {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  return callerLanguage(String(request.headers['accept-language'] ?? ''), typeof asked === 'string' ? asked : undefined)
}

const tokenOf = ({ headers }: FastifyRequest): string =>
  /^Bearer ([\w-]{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? ''

const frameRule = (frames: readonly string[] = []): string =>
  `frame-ancestors ${frames.length === 0 ? "'none'" : frames.join(' ')}`

const refuseTo = (request: FastifyRequest, reply: FastifyReply, refusal: Refused['refusal']) => {
  const language = languageOf(request)
  if (request.url.startsWith('/public/')) return sendProblem(reply, refusal, language)
  return reply.code(statusOf(refusal.code)).type('text/html; charset=utf-8').send(page.refusal(refusal, language))
}

/** Host, origin and pace, before anything else is looked at. Cookies are never read: the owner's would come along. */
const guard = (app: FastifyInstance, { now, hosts }: PublicPorts): void => {
  const [asked, written] = [createRateLimit(ASKED), createRateLimit(WRITTEN)]
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': `${POLICY}; ${frameRule()}`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': 'no-store',
      vary: 'accept-language, authorization',
    })
    const { host, origin } = request.headers
    if (host === undefined || !hosts().has(host.toLowerCase())) return refuseTo(request, reply, refusals.hostNotAllowed)
    const ours = origin === undefined || [`http://${host}`, `https://${host}`].includes(origin)
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site' && request.method !== 'GET'
    if (!ours || crossSite) return refuseTo(request, reply, refusals.originNotAllowed)
    const limit = request.method === 'GET' ? asked : written
    const wait = limit.take(callerOf(request.ip), now())
    if (wait !== undefined) return refuseTo(request, reply.header('retry-after', wait), refusals.tooMany)
  })
}

/** Answers outsiders' mistakes slowly: ten wrong tokens or codes a minute from one place, then none is looked up. */
const createGuesses = ({ now }: PublicPorts) => {
  const wrong = createRateLimit(WRONG)
  const blocked = new Map<string, number>()
  return async <T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> => {
    const caller = callerOf(request.ip)
    const until = blocked.get(caller)
    if (until !== undefined && until > now()) {
      reply.header('retry-after', Math.ceil((until - now()) / 1000))
      throw new Refused(refusals.tooMany)
    }
    blocked.delete(caller)
    try {
      return await work()
    } catch (problem) {
      const guessed = problem instanceof Refused && GUESSED.has(problem.refusal.code)
      if (guessed && wrong.take(caller, now()) !== undefined) {
        if (blocked.size > 20_000) blocked.clear()
        blocked.set(caller, now() + MINUTE)
      }
      throw problem
    }
  }
}
const GUESSED = new Set(['share-not-found', 'workshop-not-found', 'not-a-participant'])

const failures = (app: FastifyInstance, { journal }: PublicPorts): void => {
  app.setNotFoundHandler((request, reply) => refuseTo(request, reply, refusals.notFound))
  app.setErrorHandler((problem: Error & { validation?: unknown; statusCode?: number }, request, reply) => {
    if (problem instanceof Refused) return refuseTo(request, reply, problem.refusal)
    if (problem.validation || (problem.statusCode ?? 500) < 500)
      return refuseTo(request, reply, refusals.invalidPublicRequest)
    journal(`public ${request.method} ${request.routeOptions.url ?? '?'}: ${problem.stack ?? problem.message}`)
    return refuseTo(request, reply, refusals.bug)
  })
}

const serveStream = (app: FastifyInstance, { path, open }: PublicStream, guesses: Guesses, streams: Set<unknown>) => {
  app.get(path, async (request, reply) => {
    if (streams.size >= MOST_STREAMS) throw new Refused(refusals.tooMany)
    const { raw } = reply
    const deaf = await guesses(request, reply, () =>
      open(tokenOf(request), () => raw.write('event: changed\ndata: {}\n\n')),
    )
    streams.add(raw)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    raw.write('retry: 1000\n\n')
    const pulse = setInterval(() => raw.write(': here\n\n'), PULSE_MS)
    request.raw.once('close', () => {
      clearInterval(pulse)
      streams.delete(raw)
      deaf()
      raw.end()
    })
  })
}
type Guesses = ReturnType<typeof createGuesses>

const serveEndpoint = (app: FastifyInstance, one: PublicEndpoint, guesses: Guesses): void => {
  app.route({
    method: one.method,
    url: one.path,
    schema: { params: one.params, ...(one.input && { body: one.input }) },
    handler: async (request, reply) => {
      const asked = {
        params: request.params as never,
        input: request.body as never,
        token: tokenOf(request),
        language: languageOf(request),
      }
      const { body, etag } = await guesses(request, reply, () => one.answer(asked))
      if (etag !== undefined) reply.header('etag', `"${etag}"`)
      if (etag !== undefined && request.headers['if-none-match'] === `"${etag}"`) return reply.code(304).send()
      return reply.send(body)
    },
  })
}

const servePage = (
  app: FastifyInstance,
  path: string,
  render: PublicPorts['pages'][string],
  guesses: Guesses,
): void => {
  app.get(path, async (request, reply) => {
    const asked = { params: (request.params ?? {}) as Record<string, string>, language: languageOf(request) }
    const { html, selfContained, frames } = await guesses(request, reply, () => render(asked))
    reply.header('content-security-policy', `${selfContained ? DOCUMENT_POLICY : POLICY}; ${frameRule(frames)}`)
    // Older browsers know only this one, which cannot name origins: where frames are allowed, the policy alone decides.
    if (frames && frames.length > 0) reply.removeHeader('x-frame-options')
    return reply.type('text/html; charset=utf-8').send(html)
  })
}

/**
 * What people outside may reach: an application of its own, beside the owner's and sharing nothing with it but the store.
 * It sets no cookie and reads none; what a caller may see is said by the token that they show, and by nothing else.
 */
export const createPublicApp = async (ports: PublicPorts): Promise<FastifyInstance> => {
  const app = Fastify({ logger: false, bodyLimit: 16_384, forceCloseConnections: true, trustProxy: 'loopback' })
  failures(app, ports)
  guard(app, ports)
  if (ports.web !== undefined)
    await app.register(files, { root: `${ports.web}/assets`, prefix: '/assets/', immutable: true, maxAge: '365d' })
  const guesses = createGuesses(ports)
  const streams = new Set<unknown>()
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow: /\n'))
  for (const one of ports.endpoints) serveEndpoint(app, one, guesses)
  for (const one of ports.streams ?? []) serveStream(app, one, guesses, streams)
  for (const [path, render] of Object.entries(ports.pages)) servePage(app, path, render, guesses)
  return app
}
