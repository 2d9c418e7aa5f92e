import { afterAll, beforeAll } from 'vitest'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { EVENT_COLUMNS, eventRows } from './index.ts'
import { createRuleReader } from './rule-reader.clickhouse.ts'
import { ruleReaderContract } from './rule-reader.contract.ts'
import { createMemoryRuleReader } from './rule-reader.memory.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

ruleReaderContract('events at hand', async (events) => createMemoryRuleReader(events))
ruleReaderContract('the analytical engine', async (events) => {
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  return createRuleReader(engine.analytics)
})
