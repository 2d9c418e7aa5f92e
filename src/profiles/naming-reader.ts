import { type Arrival, type ArrivalReader, propertyValue } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import { type Claim, claimedProperties, type Naming } from './claims.ts'
import { KINDS } from './identifier.ts'

/** How far the events have been read for names. */
export interface Reading {
  /** When the latest event that was read was received, less what `SETTLES`; in microseconds since 1970, 0 where none was. */
  readonly upTo: number
  /** How many events were received before that: where it has grown, late ones came in, and all is read again. */
  readonly before: number
  /** How many there were in all: where nothing has changed, nothing is read. */
  readonly total?: number
  /** Everything before this offset of what arrives was read; nothing where that was never followed, or no longer can be. */
  readonly offset?: number
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

export interface ReadNamings {
  readonly namings: readonly Naming[]
  readonly reading: Reading
  /** Whether there is more to read at once. */
  readonly more?: boolean
}

/** Port: reads what events say of who is who. Each way of naming comes once, with its first and last sighting. */
export interface NamingReader {
  /** What came in since a reading (all of it where that cannot be told), and the reading that it makes. */
  since(workspace: Id<'Workspace'>, reading: Reading, claims: readonly Claim[]): Promise<ReadNamings>
}

/** A value in clear: text that was quoted to tell it from a number comes back bare. */
export const clear = (stored: string): string => {
  const value = stored.startsWith('"') ? propertyValue(stored) : stored
  return typeof value === 'string' ? value : stored
}

/** What arrivals say of who is who; those that name nobody beside whom they are filed under are left out. */
export const namingsIn = (events: readonly Arrival[], claims: readonly Claim[]): Naming[] => {
  const wanted = new Set(claimedProperties(claims))
  const declaring = new Set(claims.map(({ source }) => source))
  const kinds = new Set<string>(KINDS)
  const namings: Naming[] = []
  for (const event of events) {
    const { identifier, at, source } = event
    const kind = identifier.slice(0, Math.max(0, identifier.indexOf(':')))
    if (!kinds.has(kind)) continue
    const properties: Record<string, string> = {}
    let named = false
    if (declaring.has(source) || event.says('identifiers.')) {
      const said = event.properties
      for (const name in said) {
        const stored = said[name] ?? ''
        if (stored === '' || !wanted.has(name)) continue
        properties[name] = clear(stored)
        named = true
      }
    }
    // How a user id or a browser's is written is how it is compared.
    if (!named && (kind === 'user' || kind === 'anonymous')) continue
    const { channel, store } = event
    namings.push({ identifier, properties, first: { at, source, event: event.event, channel, store }, last: at })
  }
  return namings
}

/** Reads what arrives; what stood before, or is no longer there, from where events are stored. Evidence that comes twice changes nothing. */
export const namingsFrom = (arrivals: ArrivalReader, stored: NamingReader): NamingReader => ({
  async since(workspace, reading, claims) {
    const { offset, ...last } = reading
    const came = offset === undefined ? undefined : await arrivals.after(workspace, offset)
    if (came)
      return { namings: namingsIn(came.events, claims), reading: { ...last, offset: came.end }, more: came.more }
    const from = await arrivals.end()
    const found = await stored.since(workspace, last, claims)
    return { ...found, reading: { ...found.reading, offset: from } }
  },
})
