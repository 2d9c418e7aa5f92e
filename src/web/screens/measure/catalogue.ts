import { type Icon, IconArrowsSplit, IconFilter } from '@tabler/icons-react'
import type { Key } from '../../words/fr.ts'
import type { Description } from './description.ts'

/** What people want to know, in the order in which one asks it. */
export const WISHES = ['works', 'long', 'many', 'worth', 'changes', 'specialists'] as const
export type Wish = (typeof WISHES)[number]

/** One question that can be asked: its words, its sketch, and the screen that answers it. */
export interface Entry {
  readonly name: string
  readonly wish: Wish
  readonly icon: Icon
  readonly sketch: 'steps' | 'flow' | 'bars' | 'line' | 'grid' | 'curve' | 'two' | 'tree'
  readonly title: Key
  readonly asks: Key
  readonly load: () => Promise<Description<unknown>>
}

/** Every analysis that has a screen. The next one is a file in `analyses/` and its line here. */
export const CATALOGUE: readonly Entry[] = [
  {
    name: 'funnel',
    wish: 'works',
    icon: IconFilter,
    sketch: 'steps',
    title: 'measure.funnel',
    asks: 'measure.funnel.asks',
    load: async () => (await import('./analyses/funnel.tsx')).funnel,
  },
  {
    name: 'paths',
    wish: 'works',
    icon: IconArrowsSplit,
    sketch: 'flow',
    title: 'measure.paths',
    asks: 'measure.paths.asks',
    load: async () => (await import('./analyses/paths.tsx')).paths,
  },
]

export const entryOf = (name: string): Entry | undefined => CATALOGUE.find((one) => one.name === name)
