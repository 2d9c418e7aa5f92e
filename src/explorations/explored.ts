import type { CaseBasis, EventFilter, Followed } from '../journeys/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Heard } from './heard.ts'
import type { Look } from './look.ts'
import type { Bounds } from './period.ts'

/** What an exploration is of: a design, events, and which journeys among them. */
export interface View {
  readonly workspace: Id<'Workspace'>
  readonly map: JourneyMap
  /** Of the map's design: what is kept in memory is kept by it. */
  readonly hash: string
  /** Events that are read at all; journeys are cut where it leaves some out. */
  readonly filter: EventFilter
  readonly look: Look
  /** The property whose values are the cases; the source's cases and people where absent. */
  readonly by?: string
  readonly asOf?: Instant
  /** Who sends what happens as it happens: as of when nothing said, the clock's time then is. */
  readonly heard?: Heard
  /** By which days begin; the explorer's own where absent. */
  readonly zone?: string
  /** Of the data, where it has just been asked for: it is not asked for again. */
  readonly version?: string
}

/** A view, read and followed. */
export interface Explored extends Followed {
  readonly hash: string
  readonly basis: CaseBasis
  readonly workspace: Id<'Workspace'>
  /** The version of the data that was read. */
  readonly version: string
  /** The period that was looked at, where one was asked for. */
  readonly bounds?: Bounds
  readonly zone: string
  /** Which part of all people these are, of how many; absent where they are everybody. */
  readonly part?: { readonly place: number; readonly of: number }
  /** Whether it was put together of parts, which were read one after the other. */
  readonly gathered?: true
}
