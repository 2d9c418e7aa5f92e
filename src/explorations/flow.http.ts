import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, etagOf, VIEW, viewOfStored } from '../api/stored-view.ts'
import { FLOW_ANCHORS, type FlowQuestion } from './selection.ts'

const Query = Type.Object({
  ...VIEW,
  anchor: Type.Optional(Type.Union(FLOW_ANCHORS.map((one) => Type.Literal(one)))),
  at: Type.Optional(Type.String({ maxLength: 200, description: 'The touchpoint or the stage of the anchor.' })),
  direction: Type.Optional(Type.Union([Type.Literal('from'), Type.Literal('to')])),
  depth: Type.Optional(Type.Integer({ minimum: 2, maximum: 12 })),
  perStep: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
  status: Type.Optional(Type.Union([Type.Literal('succeeded'), Type.Literal('abandoned')])),
  offMap: Type.Optional(Type.Boolean({ description: 'Whether what the map does not foresee is drawn too.' })),
})
const Count = Type.Integer({ minimum: 0 })

/** Where journeys go from a place, or come from before it. */
export const flowEndpoints = (ports: ExplorePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/flow',
    name: 'readFlow',
    summary: 'Paths as a flow: at every node, what comes in goes out.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Query,
    body: Type.Object({ journeys: Count }, { additionalProperties: true }),
    etag: async ({ params: { id }, query }) => {
      const view = await viewOfStored(ports, id, query)
      return etagOf('flow', await ports.explorations.version(view.workspace), view.hash, query)
    },
    answer: async ({ params: { id }, query, signal }) => {
      const { anchor = 'start', at = '', direction = 'from', depth = 5, perStep = 6, status, offMap = false } = query
      const question: FlowQuestion = {
        anchor,
        at,
        direction: anchor === 'start' ? 'from' : anchor === 'end' ? 'to' : direction,
        depth,
        perStep,
        offMap,
        ...(status !== undefined && { status }),
      }
      const view = await viewOfStored(ports, id, query)
      return { body: { ...(await ports.explorations.ask(view, { kind: 'flow', ...question }, signal)) } }
    },
  }),
]
