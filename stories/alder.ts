import { readFileSync } from 'node:fs'
import type { AnalysisPorts } from '../src/analyses/index.ts'
import type { Purchase } from '../src/analyses/purchase-records.ts'
import { AS_OF, interactions, type Truth } from '../src/demo/index.ts'
import { type Event, itself } from '../src/events/index.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { createMemoryCaseReader, keyOf } from '../src/journeys/case-reader.memory.ts'
import type { CaseReader, JourneyTable } from '../src/journeys/index.ts'
import { asId, orThrow } from '../src/kernel/index.ts'
import { readMap } from '../src/maps/index.ts'
import { purchasesIn } from './purchases-at-hand.ts'

const text = readFileSync(new URL('../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const { map } = orThrow(readMap(text, 'cuisine.yaml'))

/** Asked as the engine is, through a reader of interactions; of parts, so many events may be gathered. */
const askedThrough = (
  reader: CaseReader,
  events: readonly Event[],
  mostEvents = Number.POSITIVE_INFINITY,
): AnalysisPorts => ({
  explorer: createExplorer({
    reader,
    version: async () => '',
    now: () => AS_OF,
    zone: 'Europe/Paris',
    budget: Number.POSITIVE_INFINITY,
    mostEvents,
  }),
  map: async () => ({ map, hash: map.id }),
  purchases: async ({ filter }, event, property) => purchasesIn(events, filter, event, property),
  now: () => AS_OF,
})

/** Some interactions at hand. */
export const companyOf = (events: readonly Event[]): AnalysisPorts =>
  askedThrough(createMemoryCaseReader(events), events)

/** Reads a table once, however often it is asked for: tests ask the same again and again. */
const readOnce = (reader: CaseReader): CaseReader => {
  const tables = new Map<string, ReturnType<CaseReader['journeys']>>()
  return {
    ...reader,
    journeys: (question, recogniser) => {
      const key = JSON.stringify([question, recogniser])
      const known = tables.get(key) ?? reader.journeys(question, recogniser)
      tables.set(key, known)
      return known
    },
  }
}

/** Reads the company's people in so many parts. */
export const alderReader = (parts: number): CaseReader => readerInParts([...interactions({ without: [] })], parts)

const readerInParts = (events: readonly Event[], parts: number): CaseReader => {
  const keys = [...new Set(events.map((event) => keyOf(event, itself)))].sort()
  const partOf = new Map(keys.map((key, place) => [key, Math.floor((place * parts) / keys.length)]))
  const own = Array.from({ length: parts }, (): Event[] => [])
  for (const event of events) own[partOf.get(keyOf(event, itself)) ?? 0]?.push(event)
  const readers = own.map((some) => readOnce(createMemoryCaseReader(some)))
  return { ...createMemoryCaseReader(events), parts: async () => readers }
}

/** The same company as if it were more than the memory holds: its people in so many parts, of which so many events may be gathered. */
export const alderInParts = (parts: number, mostEvents: number): AnalysisPorts => {
  const events = [...interactions({ without: [] })]
  return askedThrough(readerInParts(events, parts), events, mostEvents)
}

/** The same company, its people and the names of what they did in whatever order `place` has them. */
export const alderInOrder = (place: (key: string) => number): AnalysisPorts => {
  const events = [...interactions({ without: [] })]
  const reader = createMemoryCaseReader(events)
  const journeys: CaseReader['journeys'] = async (question, recogniser) =>
    casesInOrder(await reader.journeys(question, recogniser), place)
  const ports = askedThrough(readOnce({ ...reader, journeys }), events)
  return { ...ports, purchases: async (...asked) => peopleInOrder(await ports.purchases(...asked), place) }
}

/** Purchases, person by person, of people in another order. */
const peopleInOrder = (purchases: readonly Purchase[], place: (key: string) => number): readonly Purchase[] =>
  purchases
    .map((one) => ({ one, own: place(one.person) }))
    .sort((a, b) => a.own - b.own || (a.one.person < b.one.person ? -1 : a.one.person > b.one.person ? 1 : 0))
    .map(({ one }) => one)

/** A table with its cases and its names in another order. */
const casesInOrder = (table: JourneyTable, place: (key: string) => number): JourneyTable => {
  const sorted = (list: readonly string[]) =>
    list.map((_, at) => at).sort((a, b) => place(list[a] ?? '') - place(list[b] ?? '') || a - b)
  const cases = sorted(table.keys)
  const events = cases.flatMap((c) => {
    const [begin = 0, end = 0] = table.starts.subarray(c, c + 2)
    return Array.from({ length: end - begin }, (_, k) => begin + k)
  })
  const starts = [0]
  for (const c of cases) starts.push((starts.at(-1) ?? 0) + (table.starts[c + 1] ?? 0) - (table.starts[c] ?? 0))
  const [activities, channels] = [sorted(table.activities), sorted(table.channels)]
  const of = <Column extends ArrayLike<number>>(column: Column) => events.map((e) => column[e] ?? 0)
  return {
    ...table,
    keys: cases.map((c) => table.keys[c] ?? ''),
    inferred: Uint8Array.from(cases, (c) => table.inferred[c] ?? 0),
    starts: Uint32Array.from(starts),
    at: Float64Array.from(of(table.at)),
    activity: Uint32Array.from(of(table.activity), (code) => activities.indexOf(code)),
    activities: activities.map((code) => table.activities[code] ?? ''),
    channel: Uint16Array.from(of(table.channel), (code) => channels.indexOf(code)),
    channels: channels.map((code) => table.channels[code] ?? ''),
    touchpoint: Uint16Array.from(of(table.touchpoint)),
    signs: Uint8Array.from(of(table.signs)),
    score: Float64Array.from(of(table.score)),
    metric: Uint8Array.from(of(table.metric)),
    about: Uint16Array.from(of(table.about)),
  }
}

const companies = new Map<string, AnalysisPorts>()

/** The synthetic company at hand; each is lived once for all the tests that look at it. */
export const alder = (without: readonly Truth[] = []): AnalysisPorts => {
  const known = companies.get(without.join())
  if (known) return known
  const ports = companyOf([...interactions({ without })])
  companies.set(without.join(), ports)
  return ports
}

/** Everything of the company, up to its last day. */
export const WHOLE = { workspace: asId<'Workspace'>('default'), filter: {}, look: {}, asOf: AS_OF }
