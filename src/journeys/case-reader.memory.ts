import {
  EVENT_FIELDS,
  type Event,
  type EventField,
  holds,
  itself,
  OWN_SOURCE,
  type PersonOf,
  propertyOf,
  propertyValue,
} from '../events/index.ts'
import type { CaseQuestion, CaseReader } from './case-reader.ts'
import type { CaseTable, JourneyTable } from './cases.ts'
import { createDictionary } from './dictionary.ts'
import { keeps } from './event-filter.ts'
import { type Recogniser, signsOf, touchpointOf } from './recogniser.ts'
import { cutIntoSessions } from './sessions.ts'
import { answerOf } from './survey.ts'

/** The case of an event: the source's, else its person's. */
export const keyOf = ({ caseId, identifier }: Event, personOf: PersonOf): string =>
  caseId === '' ? `person:${personOf(identifier)}` : `case:${caseId}`

/** The case of an event by what it says under a name; none where it says nothing. */
const valueCase = (event: Event, by: string): string | undefined => {
  const stored = isField(by) ? event[by] : propertyOf(event.properties, by)
  const value = stored === undefined || isField(by) ? stored : propertyValue(stored)
  return value === undefined || value === '' ? undefined : `${by}=${typeof value === 'string' ? value : stored}`
}
const isField = (name: string): name is EventField => (EVENT_FIELDS as readonly string[]).includes(name)

interface Kept {
  readonly event: Event
  readonly key: string
}

/** The events that the question is about, case by case, each case in the total order. */
const inOrder = (events: readonly Event[], { workspace, filter, by }: CaseQuestion, personOf: PersonOf): Kept[] =>
  events
    .filter((event) => event.workspace === workspace && keeps(filter, event))
    .flatMap((event) => {
      const key = by === undefined ? keyOf(event, personOf) : valueCase(event, by)
      return key === undefined ? [] : [{ event, key }]
    })
    .sort((a, b) =>
      a.key === b.key
        ? a.event.at - b.event.at || a.event.rank - b.event.rank || a.event.seq - b.event.seq
        : a.key < b.key
          ? -1
          : 1,
    )

const tableOf = (kept: readonly Kept[], { by }: CaseQuestion): CaseTable => {
  const [activities, channels] = [createDictionary(), createDictionary()]
  const firsts = kept.flatMap(({ key }, i) => (i === 0 || kept[i - 1]?.key !== key ? [i] : []))
  return {
    keys: firsts.map((i) => kept[i]?.key ?? ''),
    inferred: Uint8Array.from(firsts, (i) => (by === undefined && kept[i]?.event.caseId === '' ? 1 : 0)),
    starts: Uint32Array.from([...firsts, kept.length]),
    at: Float64Array.from(kept, ({ event }) => event.at),
    activity: Uint32Array.from(kept, ({ event }) => activities.code(event.event)),
    activities: activities.texts,
    channel: Uint16Array.from(kept, ({ event }) => channels.code(event.channel)),
    channels: channels.texts,
  }
}

const seenThrough = (recogniser: Recogniser, kept: readonly Kept[], question: CaseQuestion): JourneyTable => {
  const touchpoint = Uint16Array.from(kept, ({ event }) => touchpointOf(recogniser, event))
  const answers = kept.map(({ event }) => {
    const property = (name: string) => {
      const stored = propertyOf(event.properties, name)
      return stored === undefined ? undefined : String(propertyValue(stored))
    }
    return answerOf(event.event, property, recogniser.touchpoints)
  })
  return {
    ...tableOf(kept, question),
    touchpoint,
    signs: Uint8Array.from(kept, ({ event }, i) => signsOf(recogniser, event, touchpoint[i] ?? 0)),
    score: Float64Array.from(answers, ({ score }) => score),
    metric: Uint8Array.from(answers, ({ metric }) => metric),
    about: Uint16Array.from(answers, ({ about }) => about),
  }
}

/** Reads cases from events at hand: the twin of the engine's reader, for tests and small logs. */
export const createMemoryCaseReader = (events: readonly Event[], personOf: PersonOf = itself): CaseReader => {
  const cut = <Table extends CaseTable>(table: Table, question: CaseQuestion): Table =>
    question.inferred === 'session' ? cutIntoSessions(table) : table
  return {
    latest: async ({ workspace, filter: { source } }) =>
      events
        .filter(
          (event) =>
            event.workspace === workspace &&
            (source === undefined ? event.source !== OWN_SOURCE : event.source === source),
        )
        .reduce<number | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null),
    having: async ({ workspace, filter, by }, condition) =>
      new Set(
        events
          .filter((event) => event.workspace === workspace && keeps(filter, event) && holds(condition, event))
          .flatMap((event) => (by === undefined ? keyOf(event, personOf) : (valueCase(event, by) ?? []))),
      ),
    cases: async (question) => cut(tableOf(inOrder(events, question, personOf), question), question),
    journeys: async (question, recogniser) =>
      cut(seenThrough(recogniser, inOrder(events, question, personOf), question), question),
  }
}
