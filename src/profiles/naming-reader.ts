import type { Id } from '../kernel/index.ts'
import type { Claim, Naming } from './claims.ts'

/** How far the events have been read for names. */
export interface Reading {
  /** When the latest event that was read was received, less what `SETTLES`; in microseconds since 1970, 0 where none was. */
  readonly upTo: number
  /** How many events were received before that: where it has grown, late ones came in, and all is read again. */
  readonly before: number
  /** How many there were in all: where nothing has changed, nothing is read. */
  readonly total?: number
}

/**
 * Events come into the tables in the order of the log, which is nearly that in which they were received: requests under way
 * at one time may pass each other. What was received within these microseconds of the latest is read once more.
 */
export const SETTLES = 3_000_000

export const NOTHING_READ: Reading = { upTo: 0, before: 0 }

/** Whether nothing came in between two readings. */
export const isSameReading = (one: Reading, other: Reading): boolean =>
  one.upTo === other.upTo && one.before === other.before && one.total === other.total

/** Port: reads what events say of who is who. Each way of naming comes once, with its first and last sighting. */
export interface NamingReader {
  /** What came in since a reading (all of it where that cannot be told), and the reading that it makes. */
  since(
    workspace: Id<'Workspace'>,
    reading: Reading,
    claims: readonly Claim[],
  ): Promise<{ readonly namings: readonly Naming[]; readonly reading: Reading }>
}
