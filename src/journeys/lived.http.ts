import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { type Clock, orThrow } from '../kernel/index.ts'
import type { Maps, Which } from '../maps/index.ts'
import { basisOf, type CaseQuestion, type CaseReader } from './case-reader.ts'
import { instantFrom } from './filter.cli.ts'
import { FILTER, filterAsked } from './log.http.ts'
import { lived } from './measure-lived.ts'
import { recogniserOf } from './recogniser.ts'

interface LivedPorts {
  readonly maps: Maps
  readonly reader: CaseReader
  readonly now: Clock
}

const Count = Type.Integer({ minimum: 0 })
const Instances = Type.Object({ total: Count, succeeded: Count, abandoned: Count, open: Count, onTrack: Count })

const whichOf = (revision: string | undefined): Which =>
  revision === undefined || revision === 'approved' ? revision : Number(revision)

/** A stored map beside what was lived, over HTTP: the answer of `parcours lived`. */
export const livedEndpoints = ({ maps, reader, now }: LivedPorts): readonly Endpoint[] => [
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
    answer: async ({ params: { id }, query: { revision, asOf, minN, top, ...asked } }) => {
      const { map, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, whichOf(revision)))
      const filter = filterAsked(asked)
      const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter, inferred: 'person' }
      const latest = (await reader.latest(question)) ?? now()
      const when = asOf === undefined ? Math.min(latest, filter.to ?? latest) : instantFrom(asOf)
      const table = await reader.journeys(question, recogniserOf(map))
      const answer = lived(map, table, when, {
        hash: stored.hash,
        basis: basisOf(table, 'person'),
        ...(minN !== undefined && { minN }),
        ...(top !== undefined && { top }),
      })
      return { body: { ...answer } }
    },
  }),
]
