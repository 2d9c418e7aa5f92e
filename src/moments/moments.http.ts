import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, etagOf, VIEW, viewOfStored } from '../api/stored-view.ts'
import { momentKey } from './moment-key.ts'
import { momentWords } from './moments-text.ts'

const Noticed = Type.Object(
  { kind: Type.String(), sign: Type.String(), place: Type.String(), sentence: Type.String() },
  { additionalProperties: true },
)

/** The answer of `parcours moments` over HTTP, each moment also in the caller's words. */
export const momentEndpoints = (ports: ExplorePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/moments',
    name: 'readMoments',
    summary: 'The moments noticed in what was lived, proposed with their evidence.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object(VIEW),
    body: Type.Object({
      asOf: Type.String({ format: 'date-time' }),
      tested: Type.Integer(),
      moments: Type.Array(Type.Object({ words: Noticed }, { additionalProperties: true })),
    }),
    etag: async ({ params: { id }, query, language }) => {
      const view = await viewOfStored(ports, id, query)
      return etagOf('moments', await ports.explorations.version(view.workspace), view.hash, view.map, query, language)
    },
    answer: async ({ params: { id }, query, language, signal }) => {
      const view = await viewOfStored(ports, id, query)
      const noticed = await ports.explorations.ask(view, { kind: 'moments' }, signal)
      const moments = noticed.moments.map((moment) => ({
        ...moment,
        key: momentKey(moment),
        words: { ...momentWords(view.map, moment, language) },
      }))
      return { body: { asOf: noticed.asOf, tested: noticed.tested, moments } }
    },
  }),
]
