import cookie from '@fastify/cookie'
import files from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Clock, type Language, Refused } from '../kernel/index.ts'
import type { AnsweredRequests } from './answered-requests.ts'
import { type Endpoint, openApi, serve } from './endpoint.ts'
import { type Live, serveLive } from './live.ts'
import { openMetrics, type Vitals } from './metrics.ts'
import { type Finding, outOfShape } from './out-of-shape.ts'
import { page } from './page.ts'
import { callerLanguage, sendProblem, statusOf } from './problem.ts'
import * as refusals from './refusals.ts'
import { COOKIE_SECONDS, type Sessions } from './session.ts'

/** A page for people: its text, and what it may run. */
export interface Page {
  readonly html: string
  readonly selfContained?: boolean
  /** The web application: it runs this server's own scripts and asks this server's api. */
  readonly application?: boolean
}

export interface ApiPorts {
  readonly version: string
  readonly now: Clock
  readonly sessions: Sessions
  readonly endpoints: readonly Endpoint[]
  /** The pages for people, by path (`/`, `/reports/:map`). */
  readonly pages: Readonly<Record<string, (asked: PageAsked) => Promise<Page>>>
  /** The folder of the built web application; its screens have their own addresses, which all give the page `/`. */
  readonly web?: string
  readonly vitals: () => Promise<Vitals>
  /** What changes, told to the open screens. */
  readonly live?: Live
  /** Writes that carry an `Idempotency-Key`: sent twice, done once. */
  readonly answered?: AnsweredRequests
  /** Adds what is no question and answer (WebSockets), behind the same guard. */
  readonly attach?: (app: FastifyInstance) => Promise<void>
  /** Told what went wrong by itself, for the journal: never a request's content. */
  readonly journal: (line: string) => void
}

export interface PageAsked {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly language: Language
}

const COOKIE = 'parcours_session'
/** Our own pages: no script at all, styles of the page only. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
/** A self-contained document runs its own scripts in an origin of its own: it reaches neither the cookie nor the api. */
const DOCUMENT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox allow-scripts allow-downloads allow-modals allow-popups"
/** The application: scripts and data of this server only; styles are set by its components. */
const APPLICATION_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
/** A path of this server; `//elsewhere` would be another one. */
const PATH_HERE = /^\/(?![/\\])[\w\-./~%?=&]*$/
/** The longest body of a write, in bytes; what is larger is an upload. */
const MOST_JSON = 1 << 20
const OPEN_TO_ALL = new Set(['/healthz', '/readyz'])

const languageOf = (request: { headers: Record<string, unknown>; query?: unknown }): Language => {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  return callerLanguage(String(request.headers['accept-language'] ?? ''), typeof asked === 'string' ? asked : undefined)
}

/** The names by which this server is reached from this machine; any other Host is a page that rebinds its name here. */
const isOurs = (host: string | undefined, port: number): boolean =>
  host !== undefined && ['127.0.0.1', 'localhost', '[::1]'].some((name) => host === `${name}:${port}`)

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && String(request.headers.accept ?? '').includes('text/html')

const refuseTo = (request: FastifyRequest, reply: FastifyReply, refusal: Refused['refusal']) => {
  const language = languageOf(request)
  if (!wantsPage(request)) return sendProblem(reply, refusal, language)
  return reply.code(statusOf(refusal.code)).type('text/html; charset=utf-8').send(page.refusal(refusal, language))
}

/** Host, Origin and identity, before anything else is looked at. */
const guard = (app: FastifyInstance, { sessions, now }: ApiPorts): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      vary: 'accept-language, cookie',
    })
    const { host, origin, authorization } = request.headers
    const port = request.socket.localPort ?? 0
    if (!isOurs(host, port)) return refuseTo(request, reply, refusals.hostNotAllowed)
    const foreign = origin !== undefined && origin !== `http://${host}`
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site' && request.method !== 'GET'
    if (foreign || crossSite) return refuseTo(request, reply, refusals.originNotAllowed)
    const path = request.url.split('?')[0] ?? ''
    const exchange = path === '/' && /[?&]token=/.test(request.url)
    if (OPEN_TO_ALL.has(path) || exchange || sessions.validBearer(authorization)) return
    if (!sessions.validCookie(request.cookies[COOKIE], now())) return refuseTo(request, reply, refusals.notSignedIn)
  })
}

const signIn = (app: FastifyInstance, { sessions, now, pages }: ApiPorts): void => {
  app.get<{ Querystring: { token?: string; next?: string } }>('/', async (request, reply) => {
    const { token, next = '/' } = request.query
    if (token === undefined) return sendPage(request, reply, pages['/'])
    const session = sessions.exchange(token, now())
    if (session === undefined && !sessions.validCookie(request.cookies[COOKIE], now()))
      return refuseTo(request, reply, refusals.linkUsed)
    if (session !== undefined)
      reply.setCookie(COOKIE, session, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: COOKIE_SECONDS })
    // The token leaves the address bar and the history.
    return reply.redirect(PATH_HERE.test(next) ? next : '/', 303)
  })
  app.post('/api/links', async (request, reply) => {
    if (!sessions.validBearer(request.headers.authorization)) return refuseTo(request, reply, refusals.notSignedIn)
    return { token: sessions.newLink(now()) }
  })
}

const sendPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  render: ApiPorts['pages'][string] | undefined,
) => {
  if (!render) return refuseTo(request, reply, refusals.notFound)
  const asked = {
    params: (request.params ?? {}) as Record<string, string>,
    query: (request.query ?? {}) as Record<string, string>,
    language: languageOf(request),
  }
  const { html, selfContained, application } = await render(asked)
  if (selfContained) reply.header('content-security-policy', DOCUMENT_POLICY)
  if (application) reply.header('content-security-policy', APPLICATION_POLICY)
  return reply.header('cache-control', 'private, no-cache').type('text/html; charset=utf-8').send(html)
}

const watchers = (app: FastifyInstance, { vitals, endpoints, version }: ApiPorts): void => {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const { up } = await vitals()
    const ready = Object.values(up).every(Boolean)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', engines: up })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type('application/openmetrics-text; version=1.0.0; charset=utf-8').send(openMetrics(await vitals())),
  )
  app.get('/api/openapi.json', async () => openApi(endpoints, version))
}

/** The address of a screen: the application knows what it shows. */
const isScreen = (request: FastifyRequest): boolean =>
  request.method === 'GET' && wantsPage(request) && !/^\/(?:assets|reports)\//.test(request.url)

const failures = (app: FastifyInstance, { journal, web, pages }: ApiPorts): void => {
  app.setNotFoundHandler((request, reply) =>
    web !== undefined && isScreen(request)
      ? sendPage(request, reply, pages['/'])
      : refuseTo(request, reply, refusals.notFound),
  )
  app.setErrorHandler(
    (problem: Error & { validation?: readonly Finding[]; statusCode?: number; code?: string }, request, reply) => {
      // What was not read of a request would be taken for the next one.
      if (problem instanceof Refused && problem.refusal.code === 'too-large') reply.header('connection', 'close')
      // Nobody waits for the answer any more: there is nothing to say, and nothing went wrong.
      if (reply.raw.destroyed) return reply.hijack()
      if (problem instanceof Refused) return refuseTo(request, reply, problem.refusal)
      if (problem.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuseTo(request, reply, refusals.tooLarge(MOST_JSON))
      if (problem.code === 'ENOSPC') return refuseTo(request, reply, refusals.diskFull)
      if (problem.validation) return refuseTo(request, reply, outOfShape(problem.validation))
      if ((problem.statusCode ?? 500) < 500)
        return refuseTo(request, reply, refusals.invalidRequest({ fr: problem.message, en: problem.message }))
      const lost = /ECONNREFUSED|ECONNRESET|ENOENT|57P0\d/.test(problem.code ?? '')
      journal(`${request.method} ${request.routeOptions.url ?? '?'}: ${problem.stack ?? problem.message}`)
      return refuseTo(request, reply, lost ? refusals.engineUnavailable : refusals.bug)
    },
  )
}

/** What opens the application without the server: it asks this server's own addresses, and nothing else. */
const OFFLINE_POLICY = "default-src 'none'; connect-src 'self'"

const offlineScript = (app: FastifyInstance, web: string): void => {
  app.get('/sw.js', (_request, reply) =>
    reply
      .headers({ 'content-security-policy': OFFLINE_POLICY, 'cache-control': 'no-cache' })
      .type('text/javascript; charset=utf-8')
      .sendFile('sw.js', web, { cacheControl: false }),
  )
}

/** The web application and the api: everything refused but to the folder's owner, from this machine. */
export const createApp = async (ports: ApiPorts): Promise<FastifyInstance> => {
  const app = Fastify({ logger: false, bodyLimit: MOST_JSON, forceCloseConnections: true })
  await app.register(cookie)
  if (ports.web !== undefined)
    await app.register(files, { root: `${ports.web}/assets`, prefix: '/assets/', immutable: true, maxAge: '365d' })
  failures(app, ports)
  guard(app, ports)
  if (ports.web !== undefined) offlineScript(app, ports.web)
  signIn(app, ports)
  watchers(app, ports)
  const { answered, now } = ports
  serve(app, ports.endpoints, languageOf, answered && { answered, now })
  if (ports.live) serveLive(app, ports.live)
  await ports.attach?.(app)
  for (const [path, render] of Object.entries(ports.pages))
    if (path !== '/') app.get(path, (request, reply) => sendPage(request, reply, render))
  return app
}
