import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { type ExplorePorts, viewOfStored } from '../api/stored-view.ts'
import { localOwnerMay } from '../governance/index.ts'
import { iso, orThrow } from '../kernel/index.ts'
import { decideMoment } from './decide.ts'
import { momentKey } from './moment-key.ts'
import type { MomentDecision, MomentStore } from './moment-store.ts'

const Verdict = Type.Union((['confirmed', 'rejected', 'reopened'] as const).map((verdict) => Type.Literal(verdict)))
const Decision = Type.Object({
  key: Type.String(),
  verdict: Verdict,
  why: Type.Optional(Type.String()),
  at: Type.String({ format: 'date-time' }),
  by: Type.String(),
  signed: Type.Optional(Type.String({ description: 'The name that the person gave; nobody checked it.' })),
  moment: Type.Object({}, { additionalProperties: true, description: 'The moment with its evidence at the time.' }),
})

const Params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) })

const shown = ({ map: _map, at, moment, ...decision }: MomentDecision): Static<typeof Decision> => ({
  ...decision,
  at: iso(at),
  moment: { ...moment },
})

interface Ports extends ExplorePorts {
  readonly store: MomentStore
  readonly live: Live
}

/** What people decided of the moments noticed on a map. */
export const decisionEndpoints = ({ store, live, ...ports }: Ports): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/moments/decisions',
    name: 'listMomentDecisions',
    summary: 'Every decision on a noticed moment, oldest first: the last one of a key stands.',
    params: Params,
    query: Type.Object({}),
    body: Type.Object({ items: Type.Array(Decision), next: Type.Null() }),
    answer: async ({ params: { id }, actor }) => ({
      body: { items: (await store.decisions(actor.workspace, id)).map(shown), next: null },
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/moments/decisions',
    name: 'decideMoment',
    summary: 'Confirms a noticed moment, rejects it with a reason, or takes the word back.',
    params: Params,
    query: Type.Object({}),
    input: Type.Object({
      key: Type.String({ minLength: 1, maxLength: 2_000 }),
      verdict: Verdict,
      why: Type.Optional(Type.String({ maxLength: 1_000 })),
    }),
    body: Decision,
    answer: async ({ params: { id }, input, actor, signed }) => {
      const standing = async (key: string) => {
        const view = await viewOfStored(ports, id, {})
        const { moments } = await ports.explorations.ask(view, { kind: 'moments' })
        return moments.find((moment) => momentKey(moment) === key)
      }
      const who = { actor, ...(signed !== undefined && { signed }) }
      const ask = { store, may: localOwnerMay, now: Date.now }
      const decided = orThrow(await decideMoment(ask, who, { map: id, ...input }, standing))
      live.tell(['moment-decisions', id])
      live.tell(['home'])
      return { status: 201, body: shown(decided) }
    },
  }),
]
