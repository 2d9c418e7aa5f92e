import { lazyRouteComponent as lazy } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Key } from '../../words/fr.ts'
import type { ViewProps } from '../journeys/view-props.ts'
import type { Description } from './description.ts'
import { RAW } from './question.ts'

/** What people want to know, in the order in which one asks it. */
export const WISHES = ['works', 'long', 'many', 'worth', 'changes', 'specialists'] as const
export type Wish = (typeof WISHES)[number]

export type SketchName = 'steps' | 'flow' | 'bars' | 'line' | 'grid' | 'curve' | 'two' | 'tree'

interface Asked {
  readonly name: string
  readonly wish: Wish
  readonly sketch: SketchName
  readonly title: Key
  readonly asks: Key
}

/** A question with an analysis of its own: its description is loaded when it is first asked. */
export interface AnalysisEntry extends Asked {
  readonly load: () => Promise<Description<unknown>>
}

/** A question that a view of the map's own screen answers; `answer` is where the api gives the same. */
export interface LivedEntry extends Asked {
  readonly View: ComponentType<ViewProps>
  readonly answer: string
  /** The analysis of the same name takes the map alone: its numbers come as files. */
  readonly analysed?: true
  /** The same question of events as they are, where it needs no map. */
  readonly raw?: AnalysisEntry['load']
}

/** One question that can be asked: its words, its sketch, and the screen that answers it. */
export type Entry = AnalysisEntry | LivedEntry

/** Every analysis that has a screen. The next one is a file in `analyses/` and its line here. */
export const CATALOGUE: readonly Entry[] = [
  {
    ...{ name: 'funnel', wish: 'works', sketch: 'steps', title: 'measure.funnel', asks: 'measure.funnel.asks' },
    load: async () => (await import('./analyses/funnel.tsx')).funnel,
  },
  {
    ...{ name: 'paths', wish: 'works', sketch: 'flow', title: 'measure.paths', asks: 'measure.paths.asks' },
    load: async () => (await import('./analyses/paths.tsx')).paths,
  },
  {
    ...{ name: 'variants', wish: 'works', sketch: 'flow', title: 'measure.variants', asks: 'measure.variants.asks' },
    View: lazy(() => import('../journeys/explore/variants-view.tsx'), 'VariantsView'),
    answer: 'variants',
    analysed: true,
    raw: async () => (await import('./analyses/variants.tsx')).variants,
  },
  {
    ...{ name: 'effectiveness', wish: 'works', sketch: 'two', title: 'measure.effect', asks: 'measure.effect.asks' },
    load: async () => (await import('./analyses/effectiveness.tsx')).effectiveness,
  },
  {
    ...{ name: 'next', wish: 'works', sketch: 'bars', title: 'measure.next', asks: 'measure.next.asks' },
    load: async () => (await import('./analyses/next.tsx')).next,
  },
  {
    ...{ name: 'times', wish: 'long', sketch: 'curve', title: 'measure.times', asks: 'measure.times.asks' },
    View: lazy(() => import('../journeys/explore/times-view.tsx'), 'TimesView'),
    answer: 'times',
    raw: async () => (await import('./analyses/times.tsx')).times,
  },
  {
    ...{ name: 'flow', wish: 'long', sketch: 'tree', title: 'measure.graph', asks: 'measure.graph.asks' },
    View: lazy(() => import('./lived/flow-graph.tsx'), 'FlowGraph'),
    answer: 'lived',
    analysed: true,
    raw: async () => (await import('./analyses/flow.tsx')).flow,
  },
  {
    ...{ name: 'retention', wish: 'long', sketch: 'grid', title: 'measure.retention', asks: 'measure.retention.asks' },
    load: async () => (await import('./analyses/retention.tsx')).retention,
  },
  {
    ...{ name: 'activity', wish: 'many', sketch: 'bars', title: 'measure.activity', asks: 'measure.activity.asks' },
    load: async () => (await import('./analyses/activity.tsx')).activity,
  },
  {
    ...{ name: 'trends', wish: 'changes', sketch: 'line', title: 'measure.trends', asks: 'measure.trends.asks' },
    load: async () => (await import('./analyses/trends.tsx')).trends,
  },
  {
    ...{ name: 'compare', wish: 'changes', sketch: 'two', title: 'measure.compare', asks: 'measure.compare.asks' },
    load: async () => (await import('./analyses/compare.tsx')).compare,
  },
  {
    ...{ name: 'drivers', wish: 'changes', sketch: 'bars', title: 'measure.drivers', asks: 'measure.drivers.asks' },
    load: async () => (await import('./analyses/drivers.tsx')).drivers,
  },
  {
    name: 'attribution',
    ...{ wish: 'worth', sketch: 'bars', title: 'measure.attribution', asks: 'measure.attribution.asks' },
    load: async () => (await import('./analyses/attribution.tsx')).attribution,
  },
  {
    ...{ name: 'contacts', wish: 'worth', sketch: 'bars', title: 'measure.contacts', asks: 'measure.contacts.asks' },
    load: async () => (await import('./analyses/contacts.tsx')).contacts,
  },
  {
    ...{ name: 'value', wish: 'worth', sketch: 'curve', title: 'measure.value', asks: 'measure.value.asks' },
    load: async () => (await import('./analyses/value.tsx')).value,
  },
  {
    ...{ name: 'recommend', wish: 'worth', sketch: 'line', title: 'measure.recommend', asks: 'measure.recommend.asks' },
    load: async () => (await import('./analyses/recommend.tsx')).recommend,
  },
  {
    name: 'conformance',
    ...{ wish: 'specialists', sketch: 'grid', title: 'measure.conformance', asks: 'measure.conformance.asks' },
    View: lazy(() => import('../journeys/explore/conformance-view.tsx'), 'ConformanceView'),
    answer: 'lived',
  },
  {
    name: 'discover',
    ...{ wish: 'specialists', sketch: 'tree', title: 'measure.discover', asks: 'measure.discover.asks' },
    load: async () => (await import('./analyses/discover.tsx')).discover,
  },
]

/** How an entry is asked: of events as they are by its analysis, where that is what the question is of. */
export const askedAs = (entry: Entry, map: unknown): Entry =>
  'View' in entry && entry.raw && map === RAW
    ? {
        name: entry.name,
        wish: entry.wish,
        sketch: entry.sketch,
        title: entry.title,
        asks: entry.asks,
        load: entry.raw,
      }
    : entry

export const entryOf = (name: string): Entry | undefined => CATALOGUE.find((one) => one.name === name)
