import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { iso, orThrow } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import { filterOf } from './filter.cli.ts'
import { FILTER, filtersAsked } from './log.http.ts'
import { recogniserOf } from './recogniser.ts'
import { sayings } from './verbatim.ts'
import type { VerbatimReader } from './verbatim-reader.ts'

export interface VerbatimPorts {
  readonly maps: Maps
  readonly reader: VerbatimReader
}

/** Below it, what was said could be recognised as somebody’s. */
const LEAST = 3
const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(schema: T) =>
  Type.Union([schema, Type.Null()])

/** What customers said about each touchpoint of a map, in their own words. */
export const verbatimEndpoints = ({ maps, reader }: VerbatimPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/verbatims',
    name: 'listVerbatims',
    summary: 'What customers said about each touchpoint: the most negative first, then the newest.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({
      ...FILTER,
      most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'For each touchpoint.' })),
    }),
    body: Type.Object({
      items: Type.Array(
        Type.Object({
          touchpoint: Type.String(),
          n: Type.Integer(),
          verbatims: Type.Array(
            Type.Object({
              text: Type.String(),
              at: Type.String({ format: 'date-time' }),
              channel: Type.String(),
              tone: Type.String(),
              metric: Nullable(Type.String()),
              score: Nullable(Type.Number()),
            }),
          ),
        }),
      ),
      minN: Type.Integer(),
    }),
    answer: async ({ params: { id }, query: { most = 5, ...asked }, actor }) => {
      const { map } = orThrow(await maps.pull(actor, id))
      const question = { workspace: actor.workspace, filter: filterOf(filtersAsked(asked)) }
      const said = await reader.said(question, recogniserOf(map))
      const items = sayings(said, map.touchpoints, { most, minN: LEAST }).map(({ verbatims, ...rest }) => ({
        ...rest,
        verbatims: verbatims.map((each) => ({ ...each, at: iso(each.at) })),
      }))
      return { body: { items, minN: LEAST } }
    },
  }),
]
