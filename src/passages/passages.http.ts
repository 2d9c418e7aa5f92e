import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { iso, Refused, tell, type UserText } from '../kernel/index.ts'
import type { PassageStore } from './passage-store.ts'
import type { TurnKind } from './walk.ts'

export interface PassageDesk {
  readonly store: PassageStore
  readonly may: May
  /** The titles of the maps that hold, and of their stages. */
  readonly maps: (actor: Actor) => Promise<
    readonly {
      readonly id: string
      readonly title: UserText
      readonly stages: readonly { readonly id: string; readonly title: UserText }[]
    }[]
  >
}

/** What a turn is called as an event. */
const EVENT_NAMES: Readonly<Record<TurnKind, string>> = {
  entered: 'Journey Entered',
  stage: 'Journey Stage Reached',
  late: 'Journey Late',
  broken: 'Journey Broken',
  succeeded: 'Journey Succeeded',
}

const NOBODY = { open: 0, late: 0, stages: [] } as const

const Nothing = Type.Object({})
const Counts = { open: Type.Integer(), late: Type.Integer() }
const Stage = Type.Union([Type.String(), Type.Null()])

/** Where everybody stands now, and what is told of it as it happens. */
export const passageEndpoints = ({ store, may, maps }: PassageDesk): readonly Endpoint[] => {
  const allowed = (actor: Actor) => {
    if (!may(actor, 'profiles.read', actor.workspace)) throw new Refused(notAllowed('profiles.read'))
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/live-journeys',
      name: 'listLiveJourneys',
      summary:
        'How many people are on their way through each approved map at this moment, by the furthest stage reached.',
      params: Nothing,
      query: Nothing,
      body: Type.Object({
        asOf: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
          description: 'Of the latest event; null before anything was folded.',
        }),
        items: Type.Array(
          Type.Object({
            map: Type.String(),
            title: Type.String(),
            ...Counts,
            stages: Type.Array(Type.Object({ stage: Stage, title: Type.String(), ...Counts })),
          }),
        ),
      }),
      answer: async ({ actor, language }) => {
        allowed(actor)
        const known = new Map((await maps(actor)).map((map) => [map.id, map]))
        const [progress, onTheWay] = await Promise.all([
          store.progress(actor.workspace),
          store.onTheWay(actor.workspace),
        ])
        const items = [...known.values()].map((design) => {
          const { open, late, stages } = onTheWay.find(({ map }) => map === design.id) ?? NOBODY
          const order = (stage: string | null) => design.stages.findIndex(({ id }) => id === stage)
          const told = stages.map(({ stage, ...counts }) => {
            const title = design.stages.find(({ id }) => id === stage)?.title
            return { stage, title: title === undefined ? '' : tell(title, language), ...counts }
          })
          return {
            map: design.id,
            title: tell(design.title, language),
            open,
            late,
            stages: told.sort((a, b) => order(a.stage) - order(b.stage)),
          }
        })
        return {
          body: {
            asOf: progress.latest === null ? null : iso(progress.latest),
            items: progress.offset === null ? [] : items,
          },
        }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/journey-events',
      name: 'listJourneyEvents',
      summary:
        'What happened to journeys, in the order in which it was told: entered, stage reached, late, broken, succeeded. Each once; `after` is the position of the last one seen.',
      params: Nothing,
      query: Type.Object({
        after: Type.Optional(Type.Integer({ minimum: 0 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      }),
      body: Type.Object({
        items: Type.Array(
          Type.Object({
            position: Type.Integer(),
            id: Type.String(),
            event: Type.String(),
            source: Type.Literal('parcours'),
            at: Type.String({ format: 'date-time' }),
            person: Type.String({ description: 'The strongest identifier of the profile.' }),
            properties: Type.Object({ map: Type.String(), revision: Type.Integer(), stage: Stage }),
          }),
        ),
        next: Type.Integer(),
      }),
      answer: async ({ actor, query }) => {
        allowed(actor)
        const after = query.after ?? 0
        const told = await store.told(actor.workspace, after, query.limit ?? 100)
        const items = told.map(({ position, id, kind, at, person, map, revision, stage }) => ({
          position,
          id,
          event: EVENT_NAMES[kind],
          source: 'parcours' as const,
          at: iso(at),
          person,
          properties: { map, revision, stage },
        }))
        return { body: { items, next: items.at(-1)?.position ?? after } }
      },
    }),
  ]
}
