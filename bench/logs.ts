import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { interactions } from '../src/demo/index.ts'
import type { Event } from '../src/events/index.ts'

/** The eight columns of the named schema `interactions-8`. */
const COLUMNS_8 = ['time', 'customer', 'event', 'channel', 'store', 'adviser', 'topic', 'amount'] as const
export const SCHEMA_8 = `interactions-8 (${COLUMNS_8.join(', ')})`

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const plain = (stored: string | undefined) => (stored?.startsWith('"') ? String(JSON.parse(stored)) : (stored ?? ''))
const time = (event: Event) => new Date(event.at).toISOString()

export interface Log {
  readonly file: string
  readonly events: number
  readonly bytes: number
}

const written = async (file: string, header: string, lines: Iterable<string>, footer = ''): Promise<Log> => {
  const out = createWriteStream(file)
  let [events, pending] = [0, header]
  for (const line of lines) {
    pending += line
    events += 1
    if (pending.length > 1 << 18) {
      if (!out.write(pending)) await once(out, 'drain')
      pending = ''
    }
  }
  out.end(pending + footer)
  await once(out, 'close')
  return { file, events, bytes: statSync(file).size }
}

function* lines8(events: number): Generator<string> {
  for (const event of interactions({ events })) {
    const { topic, amount, revenue } = event.properties
    const values = [event.identifier, event.event, event.channel, event.store, event.adviser, plain(topic)]
    yield `${time(event)},${values.map(cell).join(',')},${plain(amount ?? revenue)}\n`
  }
}

/** The synthetic company's interactions as a CSV of eight columns. */
export const csv8 = (file: string, events: number): Promise<Log> =>
  written(file, `${COLUMNS_8.join(',')}\n`, lines8(events))

/** What the map of the synthetic company looks at. */
const COLUMNS_MAP = ['offer', 'topic', 'template', 'survey', 'metric', 'score'] as const
export const HEADER_MAP = ['time', 'customer', 'event', 'channel', 'store', 'adviser', ...COLUMNS_MAP]

/** Lives of the company long enough to average twenty events, as many as asked for. */
function* longLives(instances: number): Generator<readonly Event[]> {
  let [life, given]: [Event[], number] = [[], 0]
  for (const event of interactions({ people: Number.MAX_SAFE_INTEGER })) {
    if (life[0] && life[0].identifier !== event.identifier) {
      if (life.length >= 15 && life.some(({ properties }) => properties.offer === 'cuisine')) {
        yield life
        given += 1
        if (given === instances) return
      }
      life = []
    }
    life.push(event)
  }
}

function* linesMap(instances: number): Generator<string> {
  for (const life of longLives(instances))
    for (const event of life) {
      const own = [event.identifier, event.event, event.channel, event.store, event.adviser]
      yield `${time(event)},${[...own, ...COLUMNS_MAP.map((name) => plain(event.properties[name]))].map(cell).join(',')}\n`
    }
}

/** Whole kitchen projects, about twenty events each, with what the map looks at. */
export const csvOfInstances = (file: string, instances: number): Promise<Log> =>
  written(file, `${HEADER_MAP.join(',')}\n`, linesMap(instances))

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function* xesEvents(events: number): Generator<string> {
  let trace = ''
  for (const event of interactions({ events })) {
    const opening =
      event.identifier === trace
        ? ''
        : `${trace && '</trace>\n'}<trace><string key="concept:name" value="${xml(event.identifier)}"/>\n`
    trace = event.identifier
    yield `${opening}<event><string key="concept:name" value="${xml(event.event)}"/><string key="org:resource" value="${xml(event.adviser)}"/><string key="channel" value="${xml(event.channel)}"/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="${time(event)}"/></event>\n`
  }
}

/** The same interactions as an XES log, one trace for each person. */
export const xes = (file: string, events: number): Promise<Log> =>
  written(
    file,
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n',
    xesEvents(events),
    '</trace>\n</log>\n',
  )
