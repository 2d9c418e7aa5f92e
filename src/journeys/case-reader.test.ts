import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, eventRows } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import { caseReaderContract } from './case-reader.contract.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { exampleLog } from './example-logs.node.ts'
import { summariseLog } from './log.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

caseReaderContract('events at hand', async (events) => createMemoryCaseReader(events))
caseReaderContract('the analytical engine', async (events) => {
  if (events.length > 0) await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  return createCaseReader(engine.analytics)
})

const receipt = exampleLog('receipt.csv')
describe.skipIf(receipt === undefined)(
  'the permit requests (skipped where the shared data is not on this machine)',
  () => {
    it('are the same log from the engine as from memory', async () => {
      const events = receipt ?? []
      await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
      const question = {
        workspace: LOCAL_OWNER.workspace,
        filter: { source: 'receipt.csv' },
        inferred: 'session',
      } as const
      const logs = await Promise.all(
        [createCaseReader(engine.analytics), createMemoryCaseReader(events)].map(async (reader) =>
          summariseLog(await reader.cases(question), { asOf: await reader.latest(question), basis: 'case' }),
        ),
      )
      expect(logs[0]).toEqual(logs[1])
      expect(logs[0]).toMatchObject({ events: 8577, cases: 1434, variants: 116, edges: 99, transitions: 7143 })
    })
  },
)
