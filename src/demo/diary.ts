import { type Event, type Json, storedProperties } from '../events/index.ts'
import { asId, DAY, type Instant } from '../kernel/index.ts'
import { dayOf, during, instantOf, type Opening, type Wall } from './calendar.ts'
import type { Chance } from './chance.ts'
import type { Person } from './people.ts'
import type { Planted } from './truths.ts'

/** The one source of the synthetic company's events. */
export const DEMO_SOURCE = 'maison-alder'

type Properties = { readonly [key: string]: Json }

interface Entry {
  readonly wall: Wall
  readonly event: string
  readonly channel: string
  readonly properties: Properties
  /** Whether it happens with the person's store and adviser. */
  readonly inPerson: boolean
}

/** What one person lives, noted as it comes; it becomes events at the end, in order, up to the as-of date. */
export interface Diary {
  readonly who: Person
  readonly chance: Chance
  readonly planted: Planted
  /** Notes an interaction and gives back its moment, so that the next one can follow it. */
  note(wall: Wall, event: string, channel: string, properties?: Properties): Wall
  /** The channel of what was noted first; empty while nothing was. */
  began(): string
  /** Whether something of this name was noted. */
  has(event: string): boolean
  events(identifier: string, asOf: Instant): Event[]
}

const IN_PERSON = new Set(['store', 'home', 'video'])
const THIRD_PARTY = new Set(['review', 'social'])

export const openDiary = (who: Person, chance: Chance, planted: Planted): Diary => {
  const entries: Entry[] = []
  return {
    who,
    chance,
    planted,
    note(wall, event, channel, properties = {}) {
      entries.push({ wall, event, channel, properties, inPerson: IN_PERSON.has(channel) || 'adviser' in properties })
      return wall
    },
    began: () => entries[0]?.channel ?? '',
    has: (event) => entries.some((entry) => entry.event === event),
    events(identifier, asOf) {
      return entries
        .map((entry, place) => ({ ...entry, place, at: Math.floor(instantOf(entry.wall) / 1000) * 1000 }))
        .filter(({ at }) => at < asOf)
        .sort((one, other) => one.at - other.at || one.place - other.place)
        .map(({ at, event, channel, properties, inPerson }) => ({
          id: asId<'Event'>(chance.uuid()),
          workspace: asId<'Workspace'>('default'),
          source: DEMO_SOURCE,
          at,
          receivedAt: at,
          rank: 0,
          seq: 0,
          identifier,
          caseId: '',
          event,
          channel,
          channelInferred: false,
          party: THIRD_PARTY.has(channel) ? 'third' : 'own',
          store: inPerson ? who.store : '',
          adviser: inPerson && channel !== 'home' ? who.adviser : '',
          properties: storedProperties(properties),
        }))
    },
  }
}

/** About how many days later, at an hour when the place is open. */
export const later = (diary: Diary, from: Wall, medianDays: number, opening: Opening, spread = 0.5): Wall => {
  const gap = diary.chance.around(medianDays, spread)
  return during(opening, gap < 1 ? from + gap * DAY : Math.max(from, dayOf(from + gap * DAY)), diary.chance)
}
