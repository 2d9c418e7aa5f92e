import type { LoggedJourney } from './event-log.ts'

const attribute = (name: string) => ({ name, type: 'string' })

/** The object types of the log: a person, a journey of theirs, and the channel of an interaction. */
const OBJECT_TYPES = [
  { name: 'person', attributes: [] },
  { name: 'journey', attributes: [attribute('map'), attribute('status'), attribute('stage')] },
  { name: 'channel', attributes: [] },
]
const EVENT_ATTRIBUTES = [attribute('channel'), attribute('event')]

async function* listed<Item>(items: AsyncIterable<Item>, separator = ',\n'): AsyncGenerator<string> {
  let first = true
  for await (const item of items) {
    yield (first ? '' : separator) + JSON.stringify(item)
    first = false
  }
}

const personId = (person: string) => `person/${person}`
const journeyId = (id: string) => `journey/${id}`
const channelId = (channel: string) => `channel/${channel}`

async function* objectsOf(map: string, journeys: AsyncIterable<LoggedJourney>) {
  const channels = new Set<string>()
  // Journeys stand person by person.
  let before: string | undefined
  for await (const { id, person, status, stage, openedAt, closedAt, events } of journeys) {
    if (person !== before) yield { id: personId(person), type: 'person', attributes: [], relationships: [] }
    before = person
    for (const { channel } of events) {
      if (channel === '' || channels.has(channel)) continue
      channels.add(channel)
      yield { id: channelId(channel), type: 'channel', attributes: [], relationships: [] }
    }
    const last = closedAt ?? events.at(-1)?.at ?? openedAt
    yield {
      id: journeyId(id),
      type: 'journey',
      attributes: [
        { name: 'map', time: openedAt, value: map },
        { name: 'status', time: openedAt, value: 'open' },
        ...(status === 'open' ? [] : [{ name: 'status', time: last, value: status }]),
        ...(stage === '' ? [] : [{ name: 'stage', time: last, value: stage }]),
      ],
      relationships: [{ objectId: personId(person), qualifier: 'lived by' }],
    }
  }
}

async function* eventsOf(journeys: AsyncIterable<LoggedJourney>) {
  let number = 0
  for await (const { id, person, events } of journeys)
    for (const { activity, at, channel, event } of events)
      yield {
        id: `e${++number}`,
        type: activity,
        time: at,
        attributes: [
          ...(channel === '' ? [] : [{ name: 'channel', value: channel }]),
          ...(event === activity ? [] : [{ name: 'event', value: event }]),
        ],
        relationships: [
          { objectId: journeyId(id), qualifier: 'step of' },
          { objectId: personId(person), qualifier: 'lived by' },
          ...(channel === '' ? [] : [{ objectId: channelId(channel), qualifier: 'on' }]),
        ],
      }
}

/**
 * Lived journeys as an object-centric event log (OCEL 2.0, JSON; A. Berti et al., 2023), piece by piece. `journeys` is called
 * three times, for types, objects and events.
 */
export async function* ocelOf(map: string, journeys: () => AsyncIterable<LoggedJourney>): AsyncGenerator<string> {
  const activities = new Set<string>()
  for await (const { events } of journeys()) for (const { activity } of events) activities.add(activity)
  const types = [...activities].sort().map((name) => ({ name, attributes: EVENT_ATTRIBUTES }))
  yield `{"objectTypes":${JSON.stringify(OBJECT_TYPES)},\n"eventTypes":${JSON.stringify(types)},\n"objects":[\n`
  yield* listed(objectsOf(map, journeys()))
  yield '\n],\n"events":[\n'
  yield* listed(eventsOf(journeys()))
  yield '\n]}\n'
}
