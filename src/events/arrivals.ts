import type { Id, Instant } from '../kernel/index.ts'
import type { Event } from './event.ts'

/** An event as it came in: its properties are read once somebody looks at them. */
export interface Arrival extends Event {
  /** Whether a property whose name begins so may be among its own; where not, none is. */
  says(beginning: string): boolean
}

/** What came in, in the order of its arrival. */
export interface Arrivals {
  readonly events: readonly Arrival[]
  /** Everything before this offset is in these, or was before them. */
  readonly end: number
  /** When the latest of all that came in occurred. */
  readonly latest: Instant | null
  /** Whether any came live. */
  readonly live: boolean
  /** Rows looked at, of this workspace or another. */
  readonly rows: number
  /** Whether there is more. */
  readonly more: boolean
}

/** Port: events as they arrive. Whatever `after` gives can be queried by then. */
export interface ArrivalReader {
  /** Where the next arrivals will begin. */
  end(): Promise<number>
  /** Those after an offset; nothing where they are no longer kept. */
  after(workspace: Id<'Workspace'>, offset: number): Promise<Arrivals | undefined>
  /** Those after an offset that are kept, whether they can be queried yet or not; nothing where they are gone. */
  coming(workspace: Id<'Workspace'>, offset: number): Promise<Arrivals | undefined>
  /** Nothing before an offset is needed by anybody who follows what arrives. */
  passed(offset: number): Promise<void>
}
