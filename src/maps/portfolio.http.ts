import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { localOwnerMay } from '../governance/index.ts'
import { iso, type Language, orThrow, tell } from '../kernel/index.ts'
import { type MapOwner, type MapOwners, nameOwner } from './map-owners.ts'
import type { MapHead, StatusChange } from './map-store.ts'
import { statusOf } from './map-store.ts'
import type { Maps, Pulled } from './maps.ts'
import { personaTitle } from './persona-title.ts'

const NONE = Type.Object({})
const Name = Type.String({ minLength: 1, maxLength: 200 })
const Status = Type.Union(
  (['draft', 'in_review', 'approved', 'archived'] as const).map((status) => Type.Literal(status)),
)
const Owner = Type.Object({
  owner: Type.Union([Type.String(), Type.Null()]),
  at: Type.String({ format: 'date-time' }),
  signed: Type.Optional(Type.String({ description: 'Who said so, by the name that they gave; nobody checked it.' })),
})
const Entry = Type.Object({
  id: Type.String(),
  title: Type.String({ description: 'In the language of the caller.' }),
  revision: Type.Integer(),
  approved: Type.Union([Type.Integer(), Type.Null()], { description: 'The revision that stands approved.' }),
  status: Status,
  at: Type.String({ format: 'date-time', description: 'When its last revision was kept.' }),
  state: Type.Union([Type.Literal('current'), Type.Literal('target')]),
  level: Type.Union([Type.Literal('lifecycle'), Type.Literal('journey'), Type.Literal('sub_journey')]),
  parent: Type.Union([Type.String(), Type.Null()], { description: 'The map that it is a part of.' }),
  personas: Type.Array(Type.String()),
  personaTitles: Type.Record(Type.String(), Type.String(), {
    description: 'What the map calls its personas, in the language of the caller.',
  }),
  channels: Type.Array(Type.String()),
  stages: Type.Array(
    Type.Object({ title: Type.String(), phase: Type.String(), touchpoints: Type.Integer(), measured: Type.Integer() }),
  ),
  owner: Type.Union([Owner, Type.Null()]),
})
/** A map among the others, as programs see it. */
export type PortfolioEntry = Static<typeof Entry>

const shownOwner = ({ owner, at, signed }: MapOwner): Static<typeof Owner> => ({
  owner: owner ?? null,
  at: iso(at),
  ...(signed !== undefined && { signed }),
})

const approvedIn = (history: readonly StatusChange[]): number | null => {
  const revisions = [...new Set(history.map(({ revision }) => revision))].sort((a, b) => b - a)
  return revisions.find((revision) => statusOf(history, revision) === 'approved') ?? null
}

const channelsOf = ({ map }: Pulled): string[] => [
  ...new Set([...Object.keys(map.channels ?? {}), ...map.touchpoints.flatMap(({ channels = [] }) => channels)]),
]

const entryOf = (
  head: MapHead,
  pulled: Pulled,
  history: readonly StatusChange[],
  owner: MapOwner | undefined,
  language: Language,
): PortfolioEntry => {
  const { map } = pulled
  const personas = map.perimeter?.personas ?? []
  return {
    id: head.id,
    title: tell(map.title, language),
    revision: head.revision,
    approved: approvedIn(history),
    status: head.status,
    at: iso(head.at),
    state: map.state ?? 'current',
    level: map.level ?? 'journey',
    parent: map.parent?.journey ?? null,
    personas: [...personas],
    personaTitles: Object.fromEntries(
      personas.flatMap((id) => {
        const title = tell(personaTitle(map, id), language)
        return title === '' ? [] : [[id, title]]
      }),
    ),
    channels: channelsOf(pulled),
    stages: map.stages.map(({ id, title, phase }) => {
      const mine = map.touchpoints.filter(({ stage }) => stage === id)
      const measured = mine.filter(({ match = [] }) => match.length > 0).length
      return { title: tell(title, language), phase, touchpoints: mine.length, measured }
    }),
    owner: owner ? shownOwner(owner) : null,
  }
}

export interface PortfolioPorts {
  readonly maps: Maps
  readonly owners: MapOwners
  readonly live: Live
}

/** Every map among the others, and who answers for it. */
export const portfolioEndpoints = ({ maps, owners, live }: PortfolioPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/portfolio',
    name: 'readPortfolio',
    summary: 'Every map with its level, state, owner, personas, channels and small shape.',
    params: NONE,
    query: NONE,
    body: Type.Object({ items: Type.Array(Entry), next: Type.Null() }),
    answer: async ({ actor, language }) => {
      const heads = orThrow(await maps.list(actor))
      const named = new Map((await owners.all(actor.workspace)).map((owner) => [owner.map, owner]))
      const items = heads.map(async (head) => {
        const [pulled, history] = await Promise.all([maps.pull(actor, head.id), maps.history(actor, head.id)])
        return entryOf(head, orThrow(pulled), orThrow(history), named.get(head.id), language)
      })
      return { body: { items: await Promise.all(items), next: null } }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/maps/{id}/owner',
    name: 'nameMapOwner',
    summary: 'Names who answers for a map; null: nobody.',
    params: Type.Object({ id: Name }),
    query: NONE,
    input: Type.Object({
      owner: Type.Union([Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }), Type.Null()]),
    }),
    body: Owner,
    answer: async ({ params: { id }, input, actor, signed }) => {
      orThrow(await maps.pull(actor, id))
      const who = { actor, ...(signed !== undefined && { signed }) }
      const named = orThrow(await nameOwner({ owners, may: localOwnerMay, now: Date.now }, who, id, input.owner))
      live.tell(['maps'])
      return { body: shownOwner(named) }
    },
  }),
]
