import { type Event, propertyValue } from '../events/index.ts'
import { claimedProperties } from './claims.ts'
import { type NamingReader, NOTHING_READ } from './naming-reader.ts'

/** Reads names from events at hand, all of them each time: evidence that comes again changes nothing. */
export const createMemoryNamingReader = (events: readonly Event[]): NamingReader => ({
  since: async (workspace, _, claims) => {
    const wanted = new Set(claimedProperties(claims))
    return {
      namings: events
        .filter((event) => event.workspace === workspace)
        .map(({ identifier, properties, at, source, event, channel, store }) => ({
          identifier,
          properties: Object.fromEntries(
            Object.entries(properties).flatMap(([key, stored]) => {
              const value = stored.startsWith('"') ? propertyValue(stored) : stored
              return wanted.has(key) && value !== '' ? [[key, typeof value === 'string' ? value : stored]] : []
            }),
          ),
          first: { at, source, event, channel, store },
          last: at,
        })),
      reading: NOTHING_READ,
    }
  },
})
