import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Shell } from './shell/shell.tsx'

const shell = createRootRoute({ component: Shell })

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/home/home.tsx'), 'Home'),
})

const maps = createRoute({
  getParentRoute: () => shell,
  path: '/maps',
  component: lazyRouteComponent(() => import('./screens/maps/portfolio.tsx'), 'Portfolio'),
})

/** What a journey's address may say besides its map: never a person. */
export interface JourneyView {
  readonly view?: 'map' | 'off-map' | 'paths'
}

const VIEWS = ['map', 'off-map', 'paths'] as const

export const journeyRoute = createRoute({
  getParentRoute: () => shell,
  path: '/maps/$map',
  validateSearch: (search): JourneyView => {
    const view = VIEWS.find((each) => each === search.view)
    return view && view !== 'map' ? { view } : {}
  },
  component: lazyRouteComponent(() => import('./screens/journeys/journey.tsx'), 'Journey'),
})

export const router = createRouter({
  routeTree: shell.addChildren([home, maps, journeyRoute]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
