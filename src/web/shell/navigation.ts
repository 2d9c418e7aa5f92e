import {
  type Icon,
  IconBolt,
  IconChartDots3,
  IconDatabaseImport,
  IconFileImport,
  IconHome,
  IconKeyboard,
  IconListDetails,
  IconMap2,
  IconPlug,
  IconRoute,
  IconSparkles,
  IconStar,
  IconTimeline,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { Key } from '../words/fr.ts'

/** The steps of the loop, in its order: what the navigation is grouped by. A step without a screen is not shown. */
export const LOOP = [
  { step: 'collect', icon: IconDatabaseImport },
  { step: 'people', icon: IconUsers },
  { step: 'map', icon: IconMap2 },
  { step: 'measure', icon: IconTimeline },
  { step: 'moments', icon: IconSparkles },
  { step: 'quality', icon: IconStar },
  { step: 'act', icon: IconBolt },
] as const

type Step = (typeof LOOP)[number]['step']

/** One screen of the navigation. */
export interface Place {
  /** Where in the loop it stands; `home` comes before the loop. */
  readonly step: Step | 'home'
  readonly to: NonNullable<LinkProps['to']>
  readonly key: Key
  readonly icon: Icon
  /** In the bottom bar of a phone, too: at most three are. */
  readonly phone?: true
}

/** Every screen that works, one line each, in the order of the loop. A screen that does not work yet has no line. */
export const PLACES: readonly Place[] = [
  { step: 'home', to: '/', key: 'nav.home', icon: IconHome, phone: true },
  { step: 'collect', to: '/collect/import', key: 'nav.import', icon: IconFileImport },
  { step: 'collect', to: '/collect/sources', key: 'nav.sources', icon: IconPlug },
  { step: 'collect', to: '/collect/typed', key: 'nav.desk', icon: IconKeyboard },
  { step: 'collect', to: '/collect/log', key: 'nav.log', icon: IconListDetails },
  { step: 'people', to: '/people', key: 'nav.people', icon: IconUsers, phone: true },
  { step: 'people', to: '/people/segments', key: 'nav.segments', icon: IconUsersGroup },
  { step: 'map', to: '/maps', key: 'nav.maps', icon: IconRoute, phone: true },
  { step: 'measure', to: '/measure', key: 'nav.measure', icon: IconChartDots3 },
]

/** The place that an address belongs to: the nearest of those above it. */
export const placeAt = (path: string): Place | undefined =>
  PLACES.filter(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`))).sort(
    (a, b) => String(b.to).length - String(a.to).length,
  )[0]
