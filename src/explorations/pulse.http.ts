import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, etagOf, viewOfStored } from '../api/stored-view.ts'

const Count = Type.Integer({ minimum: 0 })
const Flow = Type.Object({ entered: Count, succeeded: Count, abandoned: Count })
const Period = Type.Object({ days: Count, now: Flow, before: Flow })
const Query = Type.Object({
  since: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, description: 'Days over which a move is looked for.' })),
})

/** What happens on a map now: who is on the way, and what the last days brought. */
export const pulseEndpoints = (ports: ExplorePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/pulse',
    name: 'readPulse',
    summary: 'Journeys open now, what the last day and week brought against those before, day by day.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Query,
    body: Type.Object(
      {
        asOf: Type.String({ format: 'date-time' }),
        open: Count,
        onTrack: Count,
        late: Count,
        day: Period,
        week: Period,
      },
      { additionalProperties: true },
    ),
    etag: async ({ params: { id }, query }) => {
      const view = await viewOfStored(ports, id, {})
      return etagOf('pulse', await ports.explorations.version(view.workspace), view.hash, query)
    },
    answer: async ({ params: { id }, query: { since = 7 }, signal }) => {
      const view = await viewOfStored(ports, id, {})
      return { body: { ...(await ports.explorations.ask(view, { kind: 'pulse', since }, signal)) } }
    },
  }),
]
