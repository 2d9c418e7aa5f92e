import type { Key } from '../words/fr.ts'

/** What the keyboard does. A screen that listens to keys of its own adds its lines here, so that `?` tells them. */
export interface Shortcut {
  readonly where: 'everywhere' | 'map'
  readonly keys: readonly string[]
  readonly does: Key
}

/** Shown as Ctrl, or ⌘ on a Mac. */
export const MOD = 'Mod'

export const SHORTCUTS: readonly Shortcut[] = [
  { where: 'everywhere', keys: [MOD, 'K'], does: 'keys.search' },
  { where: 'everywhere', keys: ['?'], does: 'keys.sheet' },
  { where: 'everywhere', keys: ['G', 'H'], does: 'keys.home' },
  { where: 'everywhere', keys: ['G', 'M'], does: 'keys.maps' },
  { where: 'everywhere', keys: ['['], does: 'keys.narrow' },
]
