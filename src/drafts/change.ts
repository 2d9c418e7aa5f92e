import type { Json } from '../events/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'

/**
 * A place in a map, by names rather than positions, as in a semantic diff: `['touchpoints', 'show-flat', 'expected']`,
 * `['touchpoints', 'show-flat', 'experience', 'primo-accedant', 'emotion']`. Items of a list without names of their own
 * (rules, conditions, texts) are named by their position: `['touchpoints', 'show-flat', 'match', '0']`.
 */
export type MapPath = readonly string[]

/** The item that comes just before: `null` is first, absent is last. */
type After = string | null

/**
 * One small edit of a map that several people edit at once. Every change of a map is one of these, so that what is
 * sent, undone, merged and told to a screen reader is the same thing.
 */
export type MapChange =
  /** Gives a place its value. A list is reconciled with the one that stands there: what both hold stays the same item. */
  | { readonly do: 'set'; readonly at: MapPath; readonly value: Json }
  /** Leaves a field out. */
  | { readonly do: 'clear'; readonly at: MapPath }
  /** Adds an item to the list `at`; `id` names it where the list's items have ids. */
  | { readonly do: 'insert'; readonly at: MapPath; readonly value: Json; readonly after?: After }
  /** Moves the item `at` within its list. */
  | { readonly do: 'move'; readonly at: MapPath; readonly after?: After }
  /** Takes the item `at` out of its list. */
  | { readonly do: 'remove'; readonly at: MapPath }
  | { readonly do: 'add-stage'; readonly stage: Stage; readonly after?: After }
  | { readonly do: 'move-stage'; readonly id: string; readonly after?: After }
  /** Its touchpoints go with it, or to another stage. */
  | { readonly do: 'remove-stage'; readonly id: string; readonly to?: string }
  /** `after` is a touchpoint of the same stage. */
  | { readonly do: 'add-touchpoint'; readonly touchpoint: Touchpoint; readonly after?: After }
  | { readonly do: 'move-touchpoint'; readonly id: string; readonly stage: string; readonly after?: After }
  | { readonly do: 'remove-touchpoint'; readonly id: string }
  /** Makes the whole map equal to another, changing only what differs. */
  | { readonly do: 'become'; readonly map: JourneyMap }
