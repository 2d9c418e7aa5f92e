import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { EVENT_COLUMNS, type Event, eventRows } from './index.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine?.stop())

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed()),
  fc.constantFrom('', '\\N', "l'été\t\\ \n", '\\', "'", '\\n', '{"a":1}', "{'a':'b'}", '\0\b\f\r', '12', 'null'),
)
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2030, 0, 1) })
const anyEvent: fc.Arbitrary<Event> = fc.record({
  id: fc.uuid().map((id) => asId<'Event'>(id)),
  workspace: fc.constant(asId<'Workspace'>('lille')),
  source: text,
  at: fc.tuple(instant, fc.nat(999)).map(([millis, micros]) => millis + micros / 1000),
  receivedAt: instant,
  rank: fc.integer({ min: -1000, max: 1000 }),
  seq: fc.maxSafeInteger().map(Math.abs),
  identifier: text,
  caseId: text,
  event: text,
  channel: text,
  channelInferred: fc.boolean(),
  party: fc.constantFrom('own', 'third'),
  store: text,
  adviser: text,
  properties: fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true }),
})

it('a kept row is read by the engine as the event it was, whatever its texts hold', async () => {
  const events = fc
    .sample(fc.uniqueArray(anyEvent, { minLength: 200, maxLength: 300, selector: ({ id }) => id }), 1)
    .flat()
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  const rows = await engine.analytics.rows<Record<string, unknown>>(
    `SELECT toString(id) AS id, source, toString(toUnixTimestamp64Micro(ts)) AS at, rank, toString(seq) AS seq, identifier,
       case_id, event, channel, channel_inferred, party, store, adviser, properties
     FROM events WHERE workspace = {workspace:String} ORDER BY id`,
    { workspace: 'lille' },
  )
  const expected = [...events]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({
        id,
        source,
        at,
        rank,
        seq,
        identifier,
        caseId,
        event,
        channel,
        channelInferred,
        party,
        store,
        adviser,
        properties,
      }) => ({
        id,
        source,
        at: String(Math.round(at * 1000)),
        rank,
        seq: String(seq),
        identifier,
        case_id: caseId,
        event,
        channel,
        channel_inferred: channelInferred ? 1 : 0,
        party,
        store,
        adviser,
        properties,
      }),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  expect(rows.length).toBe(expected.length)
  for (const event of expected) expect(byId.get(event.id)).toEqual(event)
})
