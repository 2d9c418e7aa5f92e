import { Readable } from 'node:stream'
import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, VIEW, viewOfStored } from '../api/stored-view.ts'
import { type Actor, LOCAL_OWNER, type May, notAllowed } from '../governance/index.ts'
import { csvCell, type Language, Refused, tell } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { View } from './explored.ts'
import { PEOPLE_ORDERS, type PersonRow } from './people.ts'
import { type Selection, selectionAsked } from './selection.ts'

const Params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) })
const Query = Type.Object(VIEW)
const Of = Type.String({ minLength: 1, maxLength: 4000, description: 'Whom: `stage.discover.abandoned`.' })
const Order = {
  order: Type.Optional(Type.Union(PEOPLE_ORDERS.map((one) => Type.Literal(one)))),
  descending: Type.Optional(Type.Boolean()),
}
const Input = Type.Object({
  of: Of,
  ...Order,
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'How many rows come before the page.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
const Count = Type.Integer({ minimum: 0 })
const text = Type.String()
const orNull = <Schema extends ReturnType<typeof Type.String>>(schema: Schema) => Type.Union([schema, Type.Null()])
const Row = Type.Object({
  key: Type.String({ description: 'The person, or the case that the source named.' }),
  journey: Count,
  enteredAt: text,
  stage: orNull(text),
  status: text,
  onTrack: Type.Boolean(),
  seconds: Type.Number(),
  lastAt: text,
  lastTouchpoint: orNull(text),
  lastEvent: text,
  lastChannel: text,
  channels: Type.Array(text),
  interactions: Count,
})

const noJourney = new Refused({
  code: 'not-found',
  what: { fr: 'Ce parcours n’est plus dans la liste.', en: 'This journey is no longer in the list.' },
  remedy: {
    fr: 'Rouvrez la liste : les données ou les filtres ont changé.',
    en: 'Open the list again: the data or the filters have changed.',
  },
})

export interface PeoplePorts extends ExplorePorts {
  readonly may: May
}

const allowed = ({ may }: PeoplePorts, actor: Actor): void => {
  if (!may(actor, 'profiles.read', LOCAL_OWNER.workspace)) throw new Refused(notAllowed('profiles.read'))
}

const HEADINGS = {
  fr: 'personne,entrée,étape,statut,dans les temps,secondes,dernière interaction,point de contact,interaction,canal,canaux,interactions',
  en: 'person,entered,stage,status,on track,seconds,last interaction,touchpoint,interaction,channel,channels,interactions',
} as const
const STATUS_WORDS = {
  fr: { open: 'en cours', succeeded: 'abouti', abandoned: 'abandonné' },
  en: { open: 'open', succeeded: 'succeeded', abandoned: 'abandoned' },
} as const

const lineOf = (map: JourneyMap, language: Language, raw: boolean) => {
  const title = (list: JourneyMap['stages'] | JourneyMap['touchpoints'], id: string | null) =>
    id === null ? '' : tell(list.find((one) => one.id === id)?.title ?? id, language)
  return (row: PersonRow): string =>
    [
      row.key.replace(/^(?:person|case):/, ''),
      row.enteredAt,
      title(map.stages, row.stage),
      STATUS_WORDS[language][row.status],
      row.onTrack ? 1 : 0,
      row.seconds,
      row.lastAt,
      title(map.touchpoints, row.lastTouchpoint),
      row.lastEvent,
      row.lastChannel,
      row.channels.join(' '),
      row.interactions,
    ]
      .map((cell) => csvCell(cell, raw))
      .join(',')
}

const PAGE = 5000

/** The whole list as CSV, page by page, so that nothing holds it whole. */
async function* csvOf(
  { explorations }: ExplorePorts,
  view: View,
  asked: Pick<Static<typeof Input>, 'order' | 'descending'> & { readonly selection: Selection; readonly raw: boolean },
  language: Language,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const line = lineOf(view.map, language, asked.raw)
  const { selection, order = 'last', descending = true } = asked
  yield `\uFEFF${HEADINGS[language]}\r\n`
  for (let after: number | null = 0; after !== null; ) {
    const question = { kind: 'people', selection, order, descending, after, limit: PAGE } as const
    const page: { items: readonly PersonRow[]; next: number | null } = await explorations.ask(view, question, signal)
    if (page.items.length > 0) yield `${page.items.map(line).join('\r\n')}\r\n`
    after = page.next
  }
}

/** The people that a number is of: asked with POST, since who they are must not stand in an address. */
export const peopleEndpoints = (ports: PeoplePorts): readonly Endpoint[] => [
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/people',
    name: 'listPeople',
    summary: 'The people that a number of a lived journey is of, a page at a time.',
    params: Params,
    query: Query,
    input: Input,
    body: Type.Object({
      total: Count,
      people: Count,
      items: Type.Array(Row),
      next: Type.Union([Count, Type.Null()]),
      asOf: text,
      version: Type.String({ description: 'Of the data: pages of one version are of one list.' }),
    }),
    answer: async ({ params: { id }, query, input, actor, signal }) => {
      allowed(ports, actor)
      const view = await viewOfStored(ports, id, query)
      const { of, order = 'last', descending = true, after = 0, limit = 100 } = input
      const question = { kind: 'people', selection: selectionAsked(of), order, descending, after, limit } as const
      const { scope, items, ...page } = await ports.explorations.ask(view, question, signal)
      const rows = items.map((row) => ({ ...row, channels: [...row.channels] }))
      return { body: { ...page, items: rows, asOf: scope.asOf } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/people/file',
    name: 'exportPeople',
    summary: 'The same list whole, as CSV; cells that begin like a formula are neutralised unless `raw`.',
    params: Params,
    query: Query,
    input: Type.Object({ of: Of, ...Order, raw: Type.Optional(Type.Boolean()) }),
    body: Type.Object({}),
    answer: async ({ params: { id }, query, input: { of, raw = false, ...order }, actor, language, signal }) => {
      allowed(ports, actor)
      const view = await viewOfStored(ports, id, query)
      const rows = csvOf(ports, view, { selection: selectionAsked(of), raw, ...order }, language, signal)
      const name = language === 'fr' ? `personnes ${id}.csv` : `people ${id}.csv`
      return { body: {}, download: { name, type: 'text/csv; charset=utf-8', bytes: Readable.from(rows) } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/people/journey',
    name: 'readJourney',
    summary: 'One row of such a list: the journey as it was lived, drawn on the design.',
    params: Params,
    query: Query,
    input: Type.Object({ key: Type.String({ minLength: 1, maxLength: 1000 }), journey: Count }),
    body: Type.Object({ cost: Type.Number() }, { additionalProperties: true }),
    answer: async ({ params: { id }, query, input, actor, signal }) => {
      allowed(ports, actor)
      const view = await viewOfStored(ports, id, query)
      const found = await ports.explorations.ask(view, { kind: 'journey', ...input }, signal)
      if (!found) throw noJourney
      return { body: { ...found } }
    },
  }),
]
