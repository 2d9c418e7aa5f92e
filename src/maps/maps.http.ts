import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { iso, orThrow, tell } from '../kernel/index.ts'
import type { Maps, Which } from './maps.ts'
import { outlineEndpoints } from './outline.http.ts'

const Status = Type.Union([
  Type.Literal('draft'),
  Type.Literal('in_review'),
  Type.Literal('approved'),
  Type.Literal('archived'),
])

const Head = Type.Object({
  id: Type.String(),
  title: Type.String({ description: 'In the language of the caller.' }),
  revision: Type.Integer({ description: 'The last one.' }),
  hash: Type.String({ description: 'SHA-256 of the design in canonical form.' }),
  status: Status,
  at: Type.String({ format: 'date-time' }),
  by: Type.String(),
  level: Type.Optional(Type.String({ description: 'lifecycle, journey or sub_journey.' })),
  parent: Type.Optional(
    Type.Object(
      { journey: Type.String(), touchpoint: Type.Optional(Type.String()) },
      { description: 'The map above.' },
    ),
  ),
})

const whichOf = (revision: string | undefined): Which =>
  revision === undefined || revision === 'approved' ? revision : Number(revision)

/** What programs may ask of the stored maps. */
export const mapEndpoints = (maps: Maps): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps',
    name: 'listMaps',
    summary: 'Every stored map, by its last revision.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({ items: Type.Array(Head), next: Type.Union([Type.String(), Type.Null()]) }),
    answer: async ({ language }) => {
      const heads = orThrow(await maps.list(LOCAL_OWNER))
      const items = heads.map(async (head) => {
        const { map } = orThrow(await maps.pull(LOCAL_OWNER, head.id))
        const { level, parent } = map
        return {
          ...head,
          at: iso(head.at),
          title: tell(map.title, language),
          ...(level && { level }),
          ...(parent && { parent }),
        }
      })
      return { body: { items: await Promise.all(items), next: null } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}',
    name: 'readMap',
    summary: 'One stored map in the format parcours/1; the last revision where none is asked for.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({ revision: Type.Optional(Type.String({ pattern: '^(?:[1-9][0-9]{0,8}|approved)$' })) }),
    body: Type.Object({ format: Type.Literal('parcours/1') }, { additionalProperties: true }),
    answer: async ({ params, query }) => {
      const { map, stored, status } = orThrow(await maps.pull(LOCAL_OWNER, params.id, whichOf(query.revision)))
      // The status moves without the revision: both make the answer what it is.
      return { body: { ...map }, etag: `${stored.hash.slice(0, 16)}.${stored.revision}.${status}` }
    },
  }),
  ...outlineEndpoints(maps),
]
