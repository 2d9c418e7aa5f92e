import { lazyRouteComponent as lazy } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Key } from '../../words/fr.ts'
import { MomentsTab } from '../moments/moments-tab.tsx'
import type { View } from './journey-view.ts'
import { MapSheet } from './lanes/map-sheet.tsx'
import { OffMapTable } from './off-map/off-map.tsx'
import type { ViewProps } from './view-props.ts'

interface Tab {
  readonly view: View
  readonly name: Key
  readonly Panel: ComponentType<ViewProps>
}

/** The views of a journey, in the order in which they are offered: one line each. */
export const TABS: readonly Tab[] = [
  { view: 'map', name: 'journey.tab.map', Panel: MapSheet },
  { view: 'table', name: 'journey.tab.table', Panel: lazy(() => import('./table/map-table.tsx'), 'MapTable') },
  {
    view: 'drop-off',
    name: 'journey.tab.dropoff',
    Panel: lazy(() => import('./explore/drop-off-view.tsx'), 'DropOffView'),
  },
  { view: 'paths', name: 'journey.tab.paths', Panel: lazy(() => import('./explore/flow-view.tsx'), 'FlowView') },
  {
    view: 'variants',
    name: 'journey.tab.variants',
    Panel: lazy(() => import('./explore/variants-view.tsx'), 'VariantsView'),
  },
  { view: 'times', name: 'journey.tab.times', Panel: lazy(() => import('./explore/times-view.tsx'), 'TimesView') },
  {
    view: 'conformance',
    name: 'journey.tab.conformance',
    Panel: lazy(() => import('./explore/conformance-view.tsx'), 'ConformanceView'),
  },
  {
    view: 'off-map',
    name: 'journey.tab.offmap',
    Panel: ({ lived, ...props }) => lived && <OffMapTable {...props} lived={lived} />,
  },
  { view: 'moments', name: 'journey.tab.moments', Panel: ({ id }) => <MomentsTab id={id} /> },
]
