import type { Readable } from 'node:stream'
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, LOCAL_OWNER } from '../governance/index.ts'
import { type Language, Refused } from '../kernel/index.ts'
import type { Answer, Download } from './answer.ts'
import { answerOnce, type Repeatable } from './idempotent.ts'
import { limited } from './limit.node.ts'
import { tooLarge } from './refusals.ts'
import { signedBy } from './signature.ts'
import { streamAnswer, type TellEvent } from './stream-answer.ts'
import { closed, setValidator } from './validator.ts'

/** What a caller asked, already validated. */
export interface Asked<Params extends TObject, Query extends TObject, Input extends TSchema = TSchema> {
  readonly params: Static<Params>
  readonly query: Static<Query>
  /** The body of a write, where the endpoint declares one. */
  readonly input: Static<Input>
  readonly language: Language
  readonly actor: Actor
  /** Aborted once nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** The name that the person gives; nobody has checked it. */
  readonly signed?: string
  /** The revision that the caller changes from (If-Match), without its quotes. */
  readonly match?: string
  /** The bytes of an endpoint that takes an upload: read them as they come, they may be large. */
  readonly upload?: Readable
}

/** One thing that programs may ask: the schemas validate the request and describe it in the OpenAPI document. */
export interface Endpoint<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Input extends TSchema = TSchema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly params: Params
  readonly query: Query
  /** What it answers. */
  readonly body: Body
  /** What a write takes, as JSON: what it does not name is refused. */
  readonly input?: Input
  /** Takes bytes (`application/octet-stream`) of at most this many instead of JSON. */
  readonly uploadLimit?: number
  /** The etag that the answer will have, where it is known before the work: who has that answer already is told so. */
  etag?(asked: Asked<Params, Query, Input>): Promise<string>
  /** Its answer holds a secret, or what people said, and is kept nowhere: neither is what a repeated request is answered. */
  readonly unkept?: true
  answer(asked: Asked<Params, Query, Input>): Promise<Answer<Static<Body>>>
  /** The same answer as server-sent events (`Accept: text/event-stream`), with what is told on the way to it. */
  stream?(asked: Asked<Params, Query, Input>, tell: TellEvent): Promise<void>
}

/** Keeps the types of one endpoint together, then forgets them, so that endpoints fit in one list. */
export const endpoint = <
  Params extends TObject,
  Query extends TObject,
  Body extends TSchema,
  Input extends TSchema = TSchema,
>(
  one: Endpoint<Params, Query, Body, Input>,
): Endpoint => (one.input === undefined ? one : { ...one, input: closed(one.input) }) as unknown as Endpoint

const parametersOf = (schema: TObject, place: 'path' | 'query') =>
  Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }))

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    detail: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: programs match on it.' },
  },
}

const takenBy = ({ input, uploadLimit }: Endpoint) => {
  if (uploadLimit !== undefined)
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } } }
  return input === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: input } } } }
}

const operation = (one: Endpoint) => ({
  operationId: one.name,
  summary: one.summary,
  parameters: [...parametersOf(one.params, 'path'), ...parametersOf(one.query, 'query')],
  ...takenBy(one),
  responses: {
    200: { description: one.summary, content: { 'application/json': { schema: one.body } } },
    default: {
      description: 'A refusal, in the language of Accept-Language.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
})

const pathsOf = (endpoints: readonly Endpoint[]) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of endpoints) {
    paths[one.path] ??= {}
    Object.assign(paths[one.path] ?? {}, { [one.method.toLowerCase()]: operation(one) })
  }
  return paths
}

/** The OpenAPI 3.1 document, from the very schemas that validate. */
export const openApi = (endpoints: readonly Endpoint[], version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Parcours', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  security: [{ folderToken: [] }, { session: [] }],
  paths: pathsOf(endpoints),
  components: {
    schemas: { Problem: PROBLEM },
    securitySchemes: {
      folderToken: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'parcours_session' },
    },
  },
})

const unquoted = (header: string | undefined): string | undefined => header?.replace(/^(?:W\/)?"|"$/g, '')

/** The bytes of an upload: refused at once where they are announced as too many, else as soon as they are. */
const uploadOf = (request: FastifyRequest, limit: number): Readable => {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new Refused(tooLarge(limit))
  return limited(request.body as Readable, limit)
}

/** Aborted when the caller leaves before the answer is sent. */
const whileAwaited = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

const askedOf = (request: FastifyRequest, reply: FastifyReply, { uploadLimit }: Endpoint, language: Language) => {
  const match = unquoted(request.headers['if-match'])
  const signed = signedBy(request.headers)
  return {
    params: request.params as never,
    query: request.query as never,
    input: uploadLimit === undefined ? request.body : undefined,
    language,
    actor: LOCAL_OWNER,
    signal: whileAwaited(reply),
    ...(match !== undefined && { match }),
    ...(signed !== undefined && { signed }),
    ...(uploadLimit !== undefined && { upload: uploadOf(request, uploadLimit) }),
  }
}

const sendFile = (reply: FastifyReply, { name, type, bytes }: Download) =>
  reply
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes)

/** Serves the endpoints; `languageOf` reads a request's language. */
export const serve = (
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  languageOf: (request: { headers: Record<string, unknown> }) => Language,
  repeatable?: Repeatable,
): void => {
  setValidator(app)
  // An upload is handed over as it comes: nothing holds it whole.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  for (const one of endpoints)
    app.route({
      method: one.method,
      url: one.path.replace(/\{(\w+)\}/g, ':$1'),
      // Bytes are counted as they are read (`uploadOf`), with an answer that says how many may come.
      ...(one.uploadLimit !== undefined && { bodyLimit: Number.MAX_SAFE_INTEGER }),
      schema: { params: one.params, querystring: one.query, ...(one.input && { body: one.input }) },
      handler: async (request, reply) => {
        const asked = askedOf(request, reply, one, languageOf(request))
        reply.header('cache-control', 'private, no-cache')
        const { stream } = one
        if (stream && /\btext\/event-stream\b/.test(request.headers.accept ?? ''))
          return await streamAnswer(reply, asked.language, (tell) => stream(asked, tell))
        const known = await one.etag?.(asked)
        if (known !== undefined && unquoted(request.headers['if-none-match']) === known)
          return reply.header('etag', `"${known}"`).code(304).send()
        const {
          body,
          etag = known,
          status,
          download,
        } = await answerOnce(one.unkept ? undefined : repeatable, request, asked.actor, () => one.answer(asked))
        if (etag !== undefined) reply.header('etag', `"${etag}"`)
        if (etag !== undefined && unquoted(request.headers['if-none-match']) === etag) return reply.code(304).send()
        if (download) return sendFile(reply, download)
        return reply.code(status ?? 200).send(body)
      },
    })
}
