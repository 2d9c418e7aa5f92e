import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, etagOf, VIEW, viewOfStored } from '../api/stored-view.ts'
import { Refused } from '../kernel/index.ts'

const Params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) })
const Count = Type.Integer({ minimum: 0 })
const minN = Type.Optional(Type.Integer({ minimum: 0, description: 'Rates over fewer are withheld.' }))
const touchpoint = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }))
const open = { additionalProperties: true } as const

const noStage = new Refused({
  code: 'not-found',
  what: { fr: 'La carte n’a pas cette étape.', en: 'The map has no such stage.' },
  remedy: { fr: 'Choisissez l’une de ses étapes.', en: 'Choose one of its stages.' },
})

const Variants = Type.Object({
  ...VIEW,
  minN,
  contains: touchpoint,
  starts: touchpoint,
  ends: touchpoint,
  order: Type.Optional(
    Type.Union([Type.Literal('journeys'), Type.Literal('success'), Type.Literal('time'), Type.Literal('length')]),
  ),
  after: Type.Optional(Count),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
const Times = Type.Object({ ...VIEW, minN })
const DropOff = Type.Object({ ...VIEW, minN, stage: Type.String({ minLength: 1, maxLength: 200 }) })

/** The ways taken, the times they took, and why people left them. */
export const wayEndpoints = (ports: ExplorePorts): readonly Endpoint[] => {
  const etag =
    (name: string) =>
    async ({ params: { id }, query }: { params: { id: string }; query: object }): Promise<string> => {
      const view = await viewOfStored(ports, id, query)
      return etagOf(name, await ports.explorations.version(view.workspace), view.hash, query)
    }
  return [
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/variants',
      name: 'listVariants',
      summary: 'Every way that was taken, a page at a time.',
      params: Params,
      query: Variants,
      body: Type.Object({ total: Count, journeys: Count }, open),
      etag: etag('variants'),
      answer: async ({ params: { id }, query, signal }) => {
        const { contains, starts, ends, order = 'journeys', after = 0, limit = 100, minN: fewest = 0 } = query
        const question = {
          kind: 'variants',
          order,
          after,
          limit,
          minN: fewest,
          ...(contains !== undefined && { contains }),
          ...(starts !== undefined && { starts }),
          ...(ends !== undefined && { ends }),
        } as const
        return { body: { ...(await ports.explorations.ask(await viewOfStored(ports, id, query), question, signal)) } }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/times',
      name: 'readTimes',
      summary: 'Times expected beside lived, with people still on the way censored, and the rhythm of the week.',
      params: Params,
      query: Times,
      body: Type.Object({}, open),
      etag: etag('times'),
      answer: async ({ params: { id }, query, signal }) => {
        const question = { kind: 'times', minN: query.minN ?? 0 } as const
        return { body: { ...(await ports.explorations.ask(await viewOfStored(ports, id, query), question, signal)) } }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/drop-off',
      name: 'readDropOff',
      summary: 'Who leaves at a stage, what they did last, and how they differ from those who go on.',
      params: Params,
      query: DropOff,
      body: Type.Object({ tested: Count }, open),
      etag: etag('drop-off'),
      answer: async ({ params: { id }, query, signal }) => {
        const question = { kind: 'drop-off', stage: query.stage, minN: query.minN ?? 0 } as const
        const found = await ports.explorations.ask(await viewOfStored(ports, id, query), question, signal)
        if (!found) throw noStage
        return { body: { ...found } }
      },
    }),
  ]
}
