import type { QueryKey } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { answers } from './ask.ts'
import { declaredName } from './kit/name.ts'
import { Working } from './kit/state.tsx'
import { newsQuestion, waitingQuestion } from './screens/home/use-home.ts'
import { filtersOf } from './screens/journeys/filters.ts'
import { journeyView } from './screens/journeys/journey-view.ts'
import { livedQuestion, mapQuestion } from './screens/journeys/questions.ts'
import { logView } from './screens/log/log-view.ts'
import { compareView, portfolioView } from './screens/maps/portfolio-view.ts'
import { mapsQuestion } from './screens/maps/use-maps.ts'
import { measureView } from './screens/measure/question.ts'
import { newMapView } from './screens/new-map/new-map-view.ts'
import { matchesView } from './screens/people/use-matches.ts'
import { queueView } from './screens/people/use-people.ts'
import { revisionsView } from './screens/revisions/revisions-view.ts'
import { segmentsView } from './screens/segments/segments-view.ts'
import { sourcesView } from './screens/sources/sources-view.ts'
import { workshopView } from './screens/workshops/workshop-view.ts'
import { Shell } from './shell/shell.tsx'
import { Broken, NotFound } from './shell/trouble.tsx'
import { firstLanguage } from './words/language.tsx'

/** A screen's first questions travel while the screen itself does; it finds them asked. */
const begin = (...questions: readonly { readonly queryKey: QueryKey }[]): void => {
  for (const question of questions) void answers.prefetchQuery(question)
}

const shell = createRootRoute({ component: Shell, errorComponent: Broken })

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  loader: () => {
    const [name, language] = [declaredName(), firstLanguage()]
    begin(mapsQuestion(language), newsQuestion(name, language), waitingQuestion(name, language))
  },
  component: lazyRouteComponent(() => import('./screens/home/home.tsx'), 'Home'),
})

const maps = createRoute({
  getParentRoute: () => shell,
  path: '/maps',
  validateSearch: portfolioView,
  component: lazyRouteComponent(() => import('./screens/maps/portfolio.tsx'), 'Portfolio'),
})

const newMap = createRoute({
  getParentRoute: () => shell,
  path: '/new-map',
  validateSearch: newMapView,
  component: lazyRouteComponent(() => import('./screens/new-map/new-map.tsx'), 'NewMap'),
})

const compare = createRoute({
  getParentRoute: () => shell,
  path: '/maps/compare',
  validateSearch: compareView,
  component: lazyRouteComponent(() => import('./screens/maps/compare.tsx'), 'Compare'),
})

const journey = createRoute({
  getParentRoute: () => shell,
  path: '/maps/$map',
  validateSearch: journeyView,
  loader: ({ params, location }) => {
    const [id, language] = [params.map, firstLanguage()]
    begin(mapQuestion(id, language), livedQuestion(id, language, filtersOf(location.search)))
  },
  component: lazyRouteComponent(() => import('./screens/journeys/journey.tsx'), 'Journey'),
})

const revisions = createRoute({
  getParentRoute: () => shell,
  path: '/maps/$map/revisions',
  validateSearch: revisionsView,
  component: lazyRouteComponent(() => import('./screens/revisions/revisions-screen.tsx'), 'RevisionsScreen'),
})

const workshop = createRoute({
  getParentRoute: () => shell,
  path: '/maps/$map/workshop',
  validateSearch: workshopView,
  component: lazyRouteComponent(() => import('./screens/workshops/workshop-screen.tsx'), 'WorkshopScreen'),
})

const measure = createRoute({
  getParentRoute: () => shell,
  path: '/measure',
  component: lazyRouteComponent(() => import('./screens/measure/measure-home.tsx'), 'MeasureHome'),
})

const measureOne = createRoute({
  getParentRoute: () => shell,
  path: '/measure/$analysis',
  validateSearch: measureView,
  component: lazyRouteComponent(() => import('./screens/measure/analysis-screen.tsx'), 'AnalysisScreen'),
})

const saved = createRoute({
  getParentRoute: () => shell,
  path: '/measure/saved',
  component: lazyRouteComponent(() => import('./screens/views/saved.tsx'), 'Saved'),
})

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/measure/dashboards/$dashboard',
  component: lazyRouteComponent(() => import('./screens/views/dashboard.tsx'), 'Dashboard'),
})

const vocabulary = createRoute({
  getParentRoute: () => shell,
  path: '/help/words',
  component: lazyRouteComponent(() => import('./screens/help/vocabulary.tsx'), 'Vocabulary'),
})

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/collect/import',
  component: lazyRouteComponent(() => import('./screens/imports/import-home.tsx'), 'ImportHome'),
})

const importOne = createRoute({
  getParentRoute: () => shell,
  path: '/collect/import/$import',
  component: lazyRouteComponent(() => import('./screens/imports/import-one.tsx'), 'ImportOne'),
})

const desk = createRoute({
  getParentRoute: () => shell,
  path: '/collect/typed',
  component: lazyRouteComponent(() => import('./screens/desk/desk.tsx'), 'Desk'),
})

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('./screens/people/people.tsx'), 'People'),
})

const peopleQueue = createRoute({
  getParentRoute: () => shell,
  path: '/people/queue',
  validateSearch: queueView,
  component: lazyRouteComponent(() => import('./screens/people/queue.tsx'), 'Queue'),
})

const matches = createRoute({
  getParentRoute: () => shell,
  path: '/people/matches',
  validateSearch: matchesView,
  component: lazyRouteComponent(() => import('./screens/people/matches.tsx'), 'Matches'),
})

const segments = createRoute({
  getParentRoute: () => shell,
  path: '/people/segments',
  validateSearch: segmentsView,
  component: lazyRouteComponent(() => import('./screens/segments/segments-screen.tsx'), 'SegmentsScreen'),
})

const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$profile',
  component: lazyRouteComponent(() => import('./screens/people/person-screen.tsx'), 'PersonScreen'),
})

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/collect/sources',
  validateSearch: sourcesView,
  component: lazyRouteComponent(() => import('./screens/sources/sources-screen.tsx'), 'SourcesScreen'),
})

const log = createRoute({
  getParentRoute: () => shell,
  path: '/collect/log',
  validateSearch: logView,
  component: lazyRouteComponent(() => import('./screens/log/log.tsx'), 'Log'),
})

export const router = createRouter({
  routeTree: shell.addChildren([
    sources,
    desk,
    log,
    home,
    imports,
    importOne,
    people,
    peopleQueue,
    matches,
    segments,
    person,
    maps,
    newMap,
    compare,
    journey,
    revisions,
    workshop,
    measure,
    measureOne,
    saved,
    dashboard,
    vocabulary,
  ]),
  defaultPreload: 'intent',
  // A screen that is long in coming says so; the one before is left only then.
  defaultPendingComponent: () => <Working page />,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  /** What goes with a visit without being in its address: whom the palette was asked for. */
  interface HistoryState {
    sought?: string
  }
  interface Register {
    router: typeof router
  }
}
