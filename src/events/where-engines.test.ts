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
    properties: i === 3 ? {} : { given: stored },
  })),
)
beforeAll(async () => {
  engine = await startAnalyticsForTests()
  analytics = engine.analytics
  await analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
})
afterAll(() => engine.stop())

const scalars = fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom(12, 12.5, -3, 100, 0), fc.boolean())
const conditions: fc.Arbitrary<Condition> = fc.record({
  property: fc.constantFrom('given', 'absent', 'store', 'channel', 'event'),
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
})
