import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { DAY, iso, orThrow } from '../kernel/index.ts'
import { type Notices, readerOf } from '../notices/index.ts'
import type { Home } from './home.ts'
import { newsTold, titleOf, waitingTold } from './sentences.ts'

const Instant = Type.String({ format: 'date-time' })
const Told = {
  kind: Type.String(),
  map: Type.Optional(Type.String()),
  title: Type.Optional(Type.String({ description: 'Of the map, in the language of the caller.' })),
  sentence: Type.String(),
  more: Type.Optional(Type.String()),
  place: Type.String({ description: 'Where it leads in the application.' }),
}
const NONE = Type.Object({})

/** Before the first visit, a week is told. */
const FIRST_VISIT = 7 * DAY

export interface HomeDesk {
  readonly home: Home
  readonly notices: Notices
  readonly now: () => number
}

/** What changed since the caller last looked, and what waits for a decision. */
export const homeEndpoints = ({ home, notices, now }: HomeDesk): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/home/news',
    name: 'listNews',
    summary: 'What changed since the caller last said that they had seen it; a week where they never did.',
    params: NONE,
    query: NONE,
    body: Type.Object({
      since: Instant,
      first: Type.Boolean({ description: 'They never did.' }),
      asOf: Instant,
      items: Type.Array(Type.Object({ ...Told, at: Instant })),
      next: Type.Null(),
    }),
    answer: async ({ language, ...asked }) => {
      const reader = readerOf(asked)
      const asOf = now()
      const last = orThrow(await notices.lastVisit(reader))
      const since = last ?? asOf - FIRST_VISIT
      const news = orThrow(await home.news(reader, since))
      const items = news.map((one) => {
        const title = titleOf(one, language)
        return {
          kind: one.kind,
          at: iso(one.at),
          ...('map' in one && { map: one.map.id }),
          ...(title !== undefined && { title }),
          ...newsTold(one, language),
        }
      })
      return { body: { since: iso(since), first: last === undefined, asOf: iso(asOf), items, next: null } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/home/waiting',
    name: 'listWaiting',
    summary: 'What needs a decision, the most pressing first, with where it is taken.',
    params: NONE,
    query: NONE,
    body: Type.Object({ items: Type.Array(Type.Object(Told)), next: Type.Null() }),
    answer: async ({ language, ...asked }) => {
      const items = orThrow(await home.waiting(readerOf(asked))).map((one) => {
        const title = titleOf(one, language)
        return {
          kind: one.kind,
          map: one.map.id,
          ...(title !== undefined && { title }),
          ...waitingTold(one, language),
        }
      })
      return { body: { items, next: null } }
    },
  }),
]
