import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { journeyView } from './screens/journeys/journey-view.ts'
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

const journey = createRoute({
  getParentRoute: () => shell,
  path: '/maps/$map',
  validateSearch: journeyView,
  component: lazyRouteComponent(() => import('./screens/journeys/journey.tsx'), 'Journey'),
})

export const router = createRouter({
  routeTree: shell.addChildren([home, maps, journey]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
