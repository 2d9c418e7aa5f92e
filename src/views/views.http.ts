import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { asId, iso, type Outcome, orThrow } from '../kernel/index.ts'
import { type Dashboard, type SavedView, type Signature, TILE_SIZES } from './view.ts'
import type { Asker, Views } from './views.ts'

const Id = Type.String({ minLength: 1, maxLength: 100 })
const Title = Type.String({ minLength: 1, maxLength: 200 })
const Asked = {
  title: Title,
  note: Type.String({ maxLength: 2000 }),
  analysis: Type.String({ pattern: '^[a-z][a-z-]{0,40}$' }),
  asked: Type.String({ maxLength: 12_000, description: 'The question as the address of its screen says it.' }),
}
const Tiles = Type.Array(
  Type.Object(
    { view: Id, size: Type.Union(TILE_SIZES.map((size) => Type.Literal(size))) },
    { additionalProperties: false },
  ),
  { maxItems: 40 },
)
const Signed = { at: Type.String({ format: 'date-time' }), by: Type.String(), signed: Type.Optional(Type.String()) }
const ViewBody = Type.Object({ id: Id, ...Asked, ...Signed })
const Pinned = Type.Boolean({ description: 'It stands on the home page.' })
const DashboardBody = Type.Object({ id: Id, title: Title, tiles: Tiles, pinned: Pinned, ...Signed })
/** As programs and screens see them. */
export type ShownView = Static<typeof ViewBody>
export type ShownDashboard = Static<typeof DashboardBody>

const signed = ({ at, by, signed: name }: Signature) => ({
  at: iso(at),
  by: by as string,
  ...(name !== undefined && { signed: name }),
})
const shownView = ({ id, title, note, analysis, asked, ...view }: SavedView): ShownView => ({
  ...{ id, title, note, analysis, asked },
  ...signed(view),
})
const shownDashboard = ({ id, title, tiles, pinned = false, ...board }: Dashboard): ShownDashboard => ({
  ...{ id, title, pinned, tiles: tiles.map(({ view, size }) => ({ view, size })) },
  ...signed(board),
})

const asker = ({ actor, signed: name }: Asker): Asker => ({ actor, ...(name !== undefined && { signed: name }) })
const tilesOf = (tiles: Static<typeof Tiles>) =>
  tiles.map(({ view, size }) => ({ view: asId<'SavedView'>(view), size }))
const OfOne = Type.Object({ id: Id })
const NONE = Type.Object({})

/** Kept questions and dashboards; every change is told to the open screens. */
export const viewEndpoints = (views: Views, live: Live): readonly Endpoint[] => {
  const told = <Thing, Shown>(outcome: Outcome<Thing>, shown: (thing: Thing) => Shown): Shown => {
    const thing = orThrow(outcome)
    live.tell(['views'])
    return shown(thing)
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/views',
      name: 'listViews',
      summary: 'The questions that are kept and the dashboards made of them, the latest first.',
      params: NONE,
      query: NONE,
      body: Type.Object({ views: Type.Array(ViewBody), dashboards: Type.Array(DashboardBody) }),
      answer: async (asked) => {
        const all = orThrow(await views.all(asker(asked)))
        return { body: { views: all.views.map(shownView), dashboards: all.dashboards.map(shownDashboard) } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/views',
      name: 'saveView',
      summary: 'Keeps a question.',
      params: NONE,
      query: NONE,
      input: Type.Object(Asked),
      body: ViewBody,
      answer: async ({ input, ...asked }) => ({
        status: 201,
        body: told(await views.save(asker(asked), input), shownView),
      }),
    }),
    endpoint({
      method: 'PATCH',
      path: '/api/views/{id}',
      name: 'changeView',
      summary: 'Gives a kept question another title, note or wording.',
      params: OfOne,
      query: NONE,
      input: Type.Partial(Type.Object(Asked)),
      body: ViewBody,
      answer: async ({ params: { id }, input, ...asked }) => ({
        body: told(await views.change(asker(asked), id, input), shownView),
      }),
    }),
    endpoint({
      method: 'DELETE',
      path: '/api/views/{id}',
      name: 'removeView',
      summary: 'Removes a kept question; it can be brought back.',
      params: OfOne,
      query: NONE,
      body: ViewBody,
      answer: async ({ params: { id }, ...asked }) => ({ body: told(await views.remove(asker(asked), id), shownView) }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/views/{id}/return',
      name: 'bringViewBack',
      summary: 'Brings back a kept question that was removed.',
      params: OfOne,
      query: NONE,
      body: ViewBody,
      answer: async ({ params: { id }, ...asked }) => ({
        body: told(await views.bringBack(asker(asked), id), shownView),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/dashboards',
      name: 'composeDashboard',
      summary: 'Makes a dashboard of kept questions.',
      params: NONE,
      query: NONE,
      input: Type.Object({ title: Title, tiles: Tiles }),
      body: DashboardBody,
      answer: async ({ input: { title, tiles }, ...asked }) => ({
        status: 201,
        body: told(await views.compose(asker(asked), { title, tiles: tilesOf(tiles) }), shownDashboard),
      }),
    }),
    endpoint({
      method: 'PATCH',
      path: '/api/dashboards/{id}',
      name: 'arrangeDashboard',
      summary: 'Gives a dashboard another title or other tiles, pins it on the home page or takes it off.',
      params: OfOne,
      query: NONE,
      input: Type.Partial(Type.Object({ title: Title, tiles: Tiles, pinned: Pinned })),
      body: DashboardBody,
      answer: async ({ params: { id }, input: { title, tiles, pinned }, ...asked }) => {
        const changes = {
          ...(title !== undefined && { title }),
          ...(tiles && { tiles: tilesOf(tiles) }),
          ...(pinned !== undefined && { pinned }),
        }
        return { body: told(await views.arrange(asker(asked), id, changes), shownDashboard) }
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/api/dashboards/{id}',
      name: 'removeDashboard',
      summary: 'Removes a dashboard; it can be brought back, and its views stay.',
      params: OfOne,
      query: NONE,
      body: DashboardBody,
      answer: async ({ params: { id }, ...asked }) => ({
        body: told(await views.removeDashboard(asker(asked), id), shownDashboard),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/dashboards/{id}/return',
      name: 'bringDashboardBack',
      summary: 'Brings back a dashboard that was removed.',
      params: OfOne,
      query: NONE,
      body: DashboardBody,
      answer: async ({ params: { id }, ...asked }) => ({
        body: told(await views.bringBackDashboard(asker(asked), id), shownDashboard),
      }),
    }),
  ]
}
