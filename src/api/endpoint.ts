import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Language } from '../kernel/index.ts'

/** What a caller asked, already validated. */
export interface Asked<Params extends TObject, Query extends TObject> {
  readonly params: Static<Params>
  readonly query: Static<Query>
  readonly language: Language
}

/** An answer with its revision, so that a caller can ask whether it changed. */
export interface Answer<Body> {
  readonly body: Body
  readonly etag?: string
}

/** One thing that programs may ask: the schemas validate the request and describe it in the OpenAPI document. */
export interface Endpoint<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
> {
  readonly method: 'GET' | 'POST'
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  answer(asked: Asked<Params, Query>): Promise<Answer<Static<Body>>>
}

/** Keeps the types of one endpoint together, then forgets them, so that endpoints fit in one list. */
export const endpoint = <Params extends TObject, Query extends TObject, Body extends TSchema>(
  one: Endpoint<Params, Query, Body>,
): Endpoint => one as unknown as Endpoint

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

/** The OpenAPI 3.1 document, from the very schemas that validate. */
export const openApi = (endpoints: readonly Endpoint[], version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Parcours', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  security: [{ folderToken: [] }, { session: [] }],
  paths: Object.fromEntries(
    endpoints.map((one) => [
      one.path,
      {
        [one.method.toLowerCase()]: {
          operationId: one.name,
          summary: one.summary,
          parameters: [...parametersOf(one.params, 'path'), ...parametersOf(one.query, 'query')],
          responses: {
            200: { description: one.summary, content: { 'application/json': { schema: one.body } } },
            default: {
              description: 'A refusal, in the language of Accept-Language.',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          },
        },
      },
    ]),
  ),
  components: {
    schemas: { Problem: PROBLEM },
    securitySchemes: {
      folderToken: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'parcours_session' },
    },
  },
})

/** Serves the endpoints; `languageOf` reads a request's language. */
export const serve = (
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  languageOf: (request: { headers: Record<string, unknown> }) => Language,
): void => {
  for (const one of endpoints)
    app.route<{ Params: Record<string, unknown>; Querystring: Record<string, unknown> }>({
      method: one.method,
      url: one.path.replace(/\{(\w+)\}/g, ':$1'),
      schema: { params: one.params, querystring: one.query },
      handler: async (request, reply) => {
        const { params, query } = request
        const { body, etag } = await one.answer({ params, query, language: languageOf(request) })
        reply.header('cache-control', 'private, no-cache')
        if (etag === undefined) return body
        reply.header('etag', `"${etag}"`)
        return request.headers['if-none-match'] === `"${etag}"` ? reply.code(304).send() : body
      },
    })
}
