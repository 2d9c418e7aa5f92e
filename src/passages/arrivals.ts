import type { Event } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'

/** What came in, in the order of its arrival. */
export interface Arrivals {
  readonly events: readonly Event[]
  /** Everything before this offset is in these, or was before them. */
  readonly end: number
  /** When the latest of all that came in occurred, recognised or not. */
  readonly latest: Instant | null
  /** Whether any came live. */
  readonly live: boolean
  /** Rows looked at, recognised or not. */
  readonly rows: number
  /** Whether there is more. */
  readonly more: boolean
}

/** Port: events as they arrive. Whatever it gives can be queried by then. */
export interface ArrivalReader {
  /** Where the next arrivals will begin. */
  end(): Promise<number>
  /** Those after an offset that bear one of these names; nothing where they are no longer kept. */
  after(workspace: Id<'Workspace'>, offset: number, names: ReadonlySet<string>): Promise<Arrivals | undefined>
}
