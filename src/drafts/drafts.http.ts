import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { orThrow } from '../kernel/index.ts'
import type { Drafts } from './drafts.ts'

const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) })
const query = Type.Object({})
const Base = Type.Object({ revision: Type.Integer(), hash: Type.String() })
const At = Type.Array(Type.String(), { description: 'A place by names: ["touchpoints", "show-flat", "expected"].' })
const Standing = Type.Object({
  began: Type.Number({
    description: 'When the map was first stored, in milliseconds: with its id, which map this is.',
  }),
  base: Base,
  last: Base,
  changes: Type.Integer({ description: 'How many places differ from the base.' }),
  conflicts: Type.Array(
    Type.Object({ at: At, mine: Type.Optional(Type.Unknown()), theirs: Type.Optional(Type.Unknown()) }),
  ),
})
const Pushed = Type.Object({
  id: Type.String(),
  revision: Type.Integer(),
  hash: Type.String(),
  status: Type.Union([
    Type.Literal('draft'),
    Type.Literal('in_review'),
    Type.Literal('approved'),
    Type.Literal('archived'),
  ]),
  unchanged: Type.Boolean(),
})

/** What programs may ask of the map that is being edited; the editing itself is a WebSocket (`drafts.socket.ts`). */
export const draftEndpoints = (drafts: Drafts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/draft/standing',
    name: 'readDraftStanding',
    summary: 'Where the map that is being edited stands beside its stored revisions.',
    params,
    query,
    body: Standing,
    answer: async ({ actor, params: { id } }) => ({ body: { ...orThrow(await drafts.standing(actor, id)) } as never }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/revisions',
    name: 'keepRevision',
    summary: 'Stores the map that is being edited as a revision, with the comments and key order of its file.',
    params,
    query,
    input: Type.Object({
      why: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
      status: Type.Optional(Type.Union([Type.Literal('draft'), Type.Literal('in_review')])),
    }),
    body: Pushed,
    answer: async ({ actor, signed, params: { id }, input }) => ({
      body: orThrow(await drafts.keep(actor, id, { ...input, ...(signed !== undefined && { signed }) })),
      status: 201,
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/draft/merge',
    name: 'mergeDraft',
    summary: 'Brings the last stored revision into the map that is being edited.',
    params,
    query,
    input: Type.Object({
      theirs: Type.Optional(Type.Array(At, { description: 'The conflicts in which the stored revision wins.' })),
    }),
    body: Standing,
    answer: async ({ actor, params: { id }, input }) => ({
      body: { ...orThrow(await drafts.merge(actor, id, input.theirs ?? [])) } as never,
    }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/maps/{id}/draft',
    name: 'giveUpDraft',
    summary: 'Gives up what was edited since the last stored revision.',
    params,
    query,
    body: Standing,
    answer: async ({ actor, params: { id } }) => ({ body: { ...orThrow(await drafts.giveUp(actor, id)) } as never }),
  }),
]
