import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { iso, orThrow } from '../kernel/index.ts'
import { planOf, type Workshop } from './workshop.ts'
import type { Workshops } from './workshops.ts'

export interface WorkshopEndpointPorts {
  readonly workshops: Workshops
  readonly live: Live
  /** Where people outside join; `null` where that listener is off. */
  readonly outside: () => string | null
}

const Id = Type.String({ minLength: 1, maxLength: 60 })
const Any = Type.Object({}, { additionalProperties: true })
const when = (at: number | undefined): string | null => (at === undefined ? null : iso(at))

/** A workshop as its facilitator reads it. */
const told = ({ id, map, outline, persona, openedAt, closedAt, keptAt, stand }: Workshop) => ({
  ...{ id, map, outline, persona: persona ?? null, stand, plan: planOf(outline) },
  ...{ openedAt: iso(openedAt), closedAt: when(closedAt), keptAt: when(keptAt) },
})

/** What a facilitator does: opens a workshop, leads it, closes it, keeps what was said. */
export const workshopEndpoints = ({ workshops, live, outside }: WorkshopEndpointPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/workshops',
    name: 'listWorkshops',
    summary: 'The workshops held on a map, newest first.',
    params: Type.Object({}),
    query: Type.Object({ map: Type.String({ minLength: 1, maxLength: 200 }) }),
    body: Type.Object({ items: Type.Array(Any), next: Type.Null() }),
    answer: async ({ actor, query }) => {
      const items = orThrow(await workshops.list(actor, query.map)).map(told)
      return { body: { items, next: null } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workshops',
    name: 'openWorkshop',
    summary: 'Opens a workshop on a map; its code is told with it.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object(
      {
        map: Type.String({ minLength: 1, maxLength: 200 }),
        persona: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      },
      { additionalProperties: false },
    ),
    body: Any,
    answer: async ({ actor, input }) => {
      const workshop = orThrow(await workshops.open(actor, input.map, input.persona))
      live.tell(['workshops', input.map])
      return { body: told(workshop), status: 201 }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/workshops/{id}',
    name: 'readWorkshop',
    summary: 'A workshop as its facilitator sees it: counts, and the results that were revealed.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    body: Any,
    answer: async ({ actor, params }) => {
      const { workshop, code, ...room } = orThrow(await workshops.look(actor, params.id))
      const at = outside()
      const open = workshop.closedAt === undefined
      return {
        body: { ...told(workshop), ...room, code: open ? code : null, url: open && at ? `${at}/w/${code}` : null },
      }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workshops/{id}/stand',
    name: 'leadWorkshop',
    summary: 'Puts a question in front, opens or closes it, reveals what was answered.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    input: Type.Object(
      {
        current: Type.Union([Type.String({ maxLength: 220 }), Type.Null()]),
        open: Type.Boolean(),
        revealed: Type.Array(Type.String({ maxLength: 220 }), { maxItems: 500 }),
      },
      { additionalProperties: false },
    ),
    body: Any,
    answer: async ({ actor, params, input }) => {
      const workshop = orThrow(await workshops.stand(actor, params.id, input))
      live.tell(['workshop', params.id])
      return { body: told(workshop) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workshops/{id}/close',
    name: 'closeWorkshop',
    summary: 'Ends a workshop; nothing then leads from an answer to whoever gave it.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    body: Any,
    answer: async ({ actor, params }) => {
      const workshop = orThrow(await workshops.close(actor, params.id))
      live.tell(['workshop', params.id])
      live.tell(['workshops', workshop.map])
      return { body: {} }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/workshops/{id}/additions',
    name: 'listWorkshopAdditions',
    summary: 'What the room proposes to add to the map, of the answers that were revealed.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    body: Type.Object({ items: Type.Array(Any), next: Type.Null() }),
    answer: async ({ actor, params }) => ({
      body: { items: [...orThrow(await workshops.additions(actor, params.id))], next: null },
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workshops/{id}/additions',
    name: 'addFromWorkshop',
    summary: 'Adds what the room proposed to the map’s draft, with what it rests on; twice is once.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    input: Type.Object(
      {
        key: Type.String({ minLength: 1, maxLength: 800 }),
        stage: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Where the room named none.' })),
      },
      { additionalProperties: false },
    ),
    body: Type.Object({ placed: Type.String({ description: '`touchpoint:ID` or `stage:ID`' }) }),
    answer: async ({ actor, params, input }) => {
      const added = orThrow(await workshops.add(actor, params.id, input.key, input.stage))
      live.tell(['additions', params.id])
      return { body: added }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workshops/{id}/keep',
    name: 'keepWorkshop',
    summary: 'Writes what the room said into the map’s draft, as evidence.',
    params: Type.Object({ id: Id }),
    query: Type.Object({}),
    body: Type.Object({ changes: Type.Integer() }),
    answer: async ({ actor, params }) => {
      const kept = orThrow(await workshops.keep(actor, params.id))
      live.tell(['workshop', params.id])
      live.tell(['workshops'])
      return { body: kept }
    },
  }),
]
