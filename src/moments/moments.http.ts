import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type LivedPorts, livedOfStored } from '../api/stored-lived.ts'
import { momentWords } from './moments-text.ts'
import { noticeMoments } from './notice.ts'

const Noticed = Type.Object(
  { kind: Type.String(), sign: Type.String(), place: Type.String(), sentence: Type.String() },
  { additionalProperties: true },
)

/** The answer of `parcours moments` over HTTP, each moment also in the caller's words. */
export const momentEndpoints = (ports: LivedPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/moments',
    name: 'readMoments',
    summary: 'The moments noticed in what was lived, proposed with their evidence.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({ revision: Type.Optional(Type.String({ pattern: '^(?:[1-9][0-9]{0,8}|approved)$' })) }),
    body: Type.Object({
      asOf: Type.String({ format: 'date-time' }),
      tested: Type.Integer(),
      moments: Type.Array(Type.Object({ words: Noticed }, { additionalProperties: true })),
    }),
    answer: async ({ params: { id }, query: { revision }, language }) => {
      const { map, table, asOf, lived } = await livedOfStored(ports, id, revision, { minN: 0 })
      const noticed = noticeMoments(map, table, asOf, lived)
      const moments = noticed.moments.map((moment) => ({ ...moment, words: { ...momentWords(map, moment, language) } }))
      return { body: { asOf: noticed.asOf, tested: noticed.tested, moments } }
    },
  }),
]
