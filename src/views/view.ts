import type { Actor } from '../governance/index.ts'
import type { Id, Instant } from '../kernel/index.ts'

/** Who, and when; the name is the one that the person gives. */
export interface Signature {
  readonly at: Instant
  readonly by: Actor['id']
  readonly signed?: string
}

interface Kept extends Signature {
  readonly title: string
  /** Removed, by whom and when; it can be brought back. */
  readonly gone?: Signature
}

/** A question that is kept: what is asked again each time it is opened, never an answer. */
export interface SavedView extends Kept {
  readonly id: Id<'SavedView'>
  /** What one should know when reading it. */
  readonly note: string
  /** Which analysis is asked: `funnel`. */
  readonly analysis: string
  /** The question and its filters, as the address of the screen says them; never a person. */
  readonly asked: string
}

/** How wide a tile is: half of the board, or all of it. */
export const TILE_SIZES = ['half', 'whole'] as const
export type TileSize = (typeof TILE_SIZES)[number]

export interface Tile {
  readonly view: SavedView['id']
  readonly size: TileSize
}

/** Kept questions side by side, in an order. */
export interface Dashboard extends Kept {
  readonly id: Id<'Dashboard'>
  readonly tiles: readonly Tile[]
  /** Stands on the home page, for everybody. */
  readonly pinned?: boolean
}
