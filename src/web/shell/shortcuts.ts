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
  { where: 'everywhere', keys: ['G', 'P'], does: 'keys.people' },
  { where: 'everywhere', keys: ['G', 'I'], does: 'keys.import' },
  { where: 'everywhere', keys: ['G', 'N'], does: 'keys.new' },
  { where: 'everywhere', keys: ['['], does: 'keys.narrow' },
  { where: 'map', keys: ['↑', '↓', '←', '→'], does: 'keys.map.arrows' },
  { where: 'map', keys: ['⇧', '↑ ↓'], does: 'keys.map.range' },
  { where: 'map', keys: ['X'], does: 'keys.map.also' },
  { where: 'map', keys: [MOD, 'A'], does: 'keys.map.all' },
  { where: 'map', keys: ['Enter'], does: 'keys.map.rename' },
  { where: 'map', keys: ['O'], does: 'keys.map.open' },
  { where: 'map', keys: ['M'], does: 'keys.map.menu' },
  { where: 'map', keys: ['N'], does: 'keys.map.new' },
  { where: 'map', keys: ['⇧', 'N'], does: 'keys.map.newstage' },
  { where: 'map', keys: ['Space'], does: 'keys.map.carry' },
  { where: 'map', keys: ['Alt', '↑ ↓ ← →'], does: 'keys.map.nudge' },
  { where: 'map', keys: ['Del'], does: 'keys.map.remove' },
  { where: 'map', keys: [MOD, 'D'], does: 'keys.map.duplicate' },
  { where: 'map', keys: [MOD, 'C'], does: 'keys.map.copy' },
  { where: 'map', keys: [MOD, 'X'], does: 'keys.map.cut' },
  { where: 'map', keys: [MOD, 'V'], does: 'keys.map.paste' },
  { where: 'map', keys: [MOD, 'Z'], does: 'keys.map.undo' },
  { where: 'map', keys: [MOD, '⇧', 'Z'], does: 'keys.map.redo' },
]
