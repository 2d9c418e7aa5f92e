import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import {
  type Condition,
  EVENT_COLUMNS,
  type Event,
  type EventMatch,
  eventRows,
  holds,
  type Json,
  matches,
  OPERATORS,
  storedValue,
} from './index.ts'
import { conditionSql, createBinder, matchSql } from './where.clickhouse.ts'

let engine: AnalyticsForTests
let analytics: Analytics
const VALUES = [
  '',
  'Lille',
  'lille',
  '12',
  '12.5',
  '-3',
  '1e2',
  '0x10',
  ' 7',
  'true',
  'é"\\',
  '/cuisines/x',
  '"',
  '"a',
  '{"a":1}',
  'Infinity',
]
const events: Event[] = VALUES.flatMap((text, i) =>
  [text, storedValue(text)].map((stored, k) => ({
    id: asId<'Event'>(`00000000-0000-4000-8000-${String(i * 2 + k).padStart(12, '0')}`),
    workspace: asId<'Workspace'>('default'),
    source: 'where',
    at: Date.UTC(2026, 2, 3) + i,
    receivedAt: Date.UTC(2026, 2, 4),
    rank: 0,
    seq: i * 2 + k,
    identifier: 'user:claire',
    caseId: '',
    event: i % 2 ? 'Page Viewed' : 'Store Visited',
    channel: i % 3 ? 'web' : '',
    channelInferred: false,
    party: 'own' as const,
    store: text,
    adviser: '',
    properties: i === 3 ? {} : { given: stored, ...(i === 5 && { ['__proto__']: text, constructor: text }) },
  })),
)
/** What sources write that looks like something else. */
const ODD = (
  'inf nan NaN Infinity -Infinity 0x1F 1e400 -1e400 1e-400 .5 5. +7 007 1_000 1e5 -0 0 12 "12" ١٢ null true false ' +
  '"\\u00e9" "\\ud83d\\ude00" "a "a"x [1 {"a": \uffff \ue000 \u{1F600} \u{10FFFF} 2026-03-03'
)
  .split(' ')
  .concat('', ' ', '12 ', ' 12', '12\n', '\0', '"a" ', '"a\\u0000b"', '\t', "l'été", '\\', '\\N')
const claires = { ...(events[0] as Event), properties: {} }

beforeAll(async () => {
  engine = await startAnalyticsForTests()
  analytics = engine.analytics
  await analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
})
afterAll(() => engine.stop())

const scalars = fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom(12, 12.5, -3, 100, 0), fc.boolean())
const conditions: fc.Arbitrary<Condition> = fc.record({
  property: fc.constantFrom('given', 'absent', 'constructor', '__proto__', 'store', 'channel', 'event'),
  op: fc.constantFrom(...OPERATORS),
  value: fc.oneof(scalars, fc.array(scalars, { maxLength: 3 })),
})
const rules: fc.Arbitrary<EventMatch> = fc.record({
  event: fc.oneof(fc.constantFrom('Page Viewed', 'Nothing'), fc.constant(['Page Viewed', 'Store Visited'])),
  where: fc.array(conditions, { maxLength: 2 }),
})

const found = async (sql: string, parameters: Parameters<Analytics['rows']>[1]) => {
  const rows = await analytics.rows<{ seq: string }>(`SELECT seq FROM events WHERE ${sql} ORDER BY seq`, parameters)
  return rows.map(({ seq }) => Number(seq))
}

describe('the two evaluators of a condition', () => {
  it('find the same events, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        const binder = createBinder()
        const sql = conditionSql(condition, binder)
        const here = events.filter((event) => holds(condition, event)).map(({ seq }) => seq)
        expect(await found(sql, binder.parameters)).toEqual(here)
      }),
      { numRuns: 150 },
    )
  })
  it('recognise the same events by a rule', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (rule) => {
        const binder = createBinder()
        const sql = matchSql(rule, binder)
        const here = events.filter((event) => matches(rule, event)).map(({ seq }) => seq)
        expect(await found(sql, binder.parameters)).toEqual(here)
      }),
      { numRuns: 60 },
    )
  })
  it('find the same among events of any text, as sources write them', async () => {
    let drawn = 0
    const text = fc.oneof(
      fc.constantFrom(...ODD),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 4 }).map((word) => JSON.stringify(word)),
      fc.double().map(String),
      fc.integer().map(String),
      fc.jsonValue({ maxDepth: 1 }).map((value) => storedValue(value as Json)),
    )
    const wanted = fc.oneof(text, fc.double({ noNaN: true }), fc.integer(), fc.boolean())
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 10, maxLength: 40 }),
        fc.array(fc.tuple(fc.constantFrom(...OPERATORS), wanted, fc.nat(9), fc.boolean()), {
          minLength: 12,
          maxLength: 12,
        }),
        async (texts, questions) => {
          const source = `any-${drawn++}`
          const odd = texts.map(([given, store], seq) => ({ ...claires, source, seq, store, properties: { given } }))
          await analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(odd).rows)
          // Half of the questions are about what one of the events holds.
          const asked = questions.flatMap(([op, value, near, own]): Condition[] => {
            const property = own ? 'store' : 'given'
            return [
              { property, op, value },
              { property, op, value: texts[near]?.[own ? 1 : 0] ?? '' },
            ]
          })
          const binder = createBinder()
          const columns = asked.map((condition, i) => `toBool(${conditionSql(condition, binder)}) AS c${i}`)
          const rows = await analytics.rows<Record<string, boolean>>(
            `SELECT ${columns.join(', ')} FROM events WHERE source = '${source}' ORDER BY seq`,
            binder.parameters,
          )
          for (const [i, condition] of asked.entries())
            expect(
              rows.map((row) => row[`c${i}`]),
              JSON.stringify(condition),
            ).toEqual(odd.map((event) => holds(condition, event)))
        },
      ),
      { numRuns: 40 },
    )
  })
})
