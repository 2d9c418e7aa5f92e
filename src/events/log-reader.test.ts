import { afterAll, beforeAll } from 'vitest'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { EVENT_COLUMNS, eventRows } from './index.ts'
import { createLogReader } from './log-reader.clickhouse.ts'
import { logReaderContract } from './log-reader.contract.ts'
import { createMemoryLogReader } from './log-reader.memory.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

logReaderContract('events at hand', async (events) => createMemoryLogReader(events))
logReaderContract('the analytical engine', async (events) => {
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  return createLogReader(engine.analytics)
})
