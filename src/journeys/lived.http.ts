import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type LivedPorts, livedOfStored } from '../api/stored-lived.ts'
import { FILTER, filtersAsked } from './log.http.ts'

const Count = Type.Integer({ minimum: 0 })
const Instances = Type.Object({ total: Count, succeeded: Count, abandoned: Count, open: Count, onTrack: Count })

/** The answer of `parcours lived`, over HTTP. */
export const livedEndpoints = (ports: LivedPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/lived',
    name: 'readLived',
    summary: 'A designed map beside the journeys that customers lived.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({
      ...FILTER,
      revision: Type.Optional(Type.String({ pattern: '^(?:[1-9][0-9]{0,8}|approved)$' })),
      asOf: Type.Optional(Type.String({ maxLength: 40, description: 'As if it were this instant.' })),
      minN: Type.Optional(Type.Integer({ minimum: 0, description: 'Rates over fewer are withheld.' })),
      top: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: 'How many variants are listed.' })),
    }),
    body: Type.Object(
      { asOf: Type.String({ format: 'date-time' }), notEntered: Count, instances: Instances },
      { additionalProperties: true },
    ),
    answer: async ({ params: { id }, query: { revision, minN = 0, asOf, top = 50, ...asked } }) => {
      const request = { ...filtersAsked(asked), minN, top, ...(asOf !== undefined && { asOf }) }
      return { body: { ...(await livedOfStored(ports, id, revision, request)).lived } }
    },
  }),
]
