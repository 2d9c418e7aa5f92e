import type { Purchase } from '../src/analyses/purchase-records.ts'
import { type Event, itself, type PersonOf, propertyValue } from '../src/events/index.ts'
import { keyOf } from '../src/journeys/case-reader.memory.ts'
import { keeps } from '../src/journeys/event-filter.ts'
import type { EventFilter } from '../src/journeys/index.ts'

/** Every purchase that the filters keep, person by person, in order: the twin of the engine's reader. */
export const purchasesIn = (
  events: readonly Event[],
  filter: EventFilter,
  event: string,
  property: string,
  personOf: PersonOf = itself,
): Purchase[] =>
  events
    .filter((one) => one.event === event && keeps(filter, one))
    .map((one) => ({
      key: keyOf(one, personOf),
      person: personOf(one.identifier),
      at: one.at,
      revenue: Number(one.properties[property] === undefined ? 0 : propertyValue(one.properties[property])) || 0,
    }))
    .sort((a, b) => (a.person === b.person ? a.at - b.at : a.person < b.person ? -1 : 1))
