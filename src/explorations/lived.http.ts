import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, etagOf, VIEW, viewOfStored } from '../api/stored-view.ts'

const Count = Type.Integer({ minimum: 0 })
const Instances = Type.Object({ total: Count, succeeded: Count, abandoned: Count, open: Count, onTrack: Count })
const Params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) })
const Query = Type.Object({
  ...VIEW,
  minN: Type.Optional(Type.Integer({ minimum: 0, description: 'Rates over fewer are withheld.' })),
  top: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: 'How many variants are listed.' })),
})

const viewed = async (ports: ExplorePorts, id: string, { minN, top, ...asked }: Static<typeof Query>) => ({
  view: await viewOfStored(ports, id, asked),
  question: { kind: 'lived', minN: minN ?? 0, top: top ?? 50 } as const,
})

/** The answer of `parcours lived`, over HTTP. */
export const livedEndpoints = (ports: ExplorePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/lived',
    name: 'readLived',
    summary: 'A designed map beside the journeys that customers lived.',
    params: Params,
    query: Query,
    body: Type.Object(
      { asOf: Type.String({ format: 'date-time' }), notEntered: Count, instances: Instances },
      { additionalProperties: true },
    ),
    etag: async ({ params: { id }, query }) => {
      const { view, question } = await viewed(ports, id, query)
      return etagOf(await ports.explorations.version(view.workspace), view.hash, view.map, query, question)
    },
    answer: async ({ params: { id }, query, signal }) => {
      const { view, question } = await viewed(ports, id, query)
      return { body: { ...(await ports.explorations.ask(view, question, signal)) } }
    },
  }),
]
