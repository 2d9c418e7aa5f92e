import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, eventRows } from '../events/index.ts'
import { personSql } from '../events/person.clickhouse.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { createIdentities } from '../profiles/identities.clickhouse.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { refillIdentities } from '../storage/clickhouse/refill-identities.ts'
import { createCaseLayer } from './case-layer.clickhouse.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import { caseReaderContract, type Tell } from './case-reader.contract.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { dataVersion } from './data-version.clickhouse.ts'
import { exampleLog } from './example-logs.node.ts'
import { createLayeredReader } from './layered-reader.clickhouse.ts'
import { summariseLog } from './log.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

caseReaderContract('events at hand', async (events) => {
  const people = new Map<string, string>()
  return {
    reader: createMemoryCaseReader(events, (each) => people.get(each) ?? each),
    tell: async (_, told) => {
      for (const [identifier, person] of Object.entries(told)) people.set(identifier, person)
    },
  }
})
let tellings = 0
/** Merges in the engine, whom the cases are read from. */
const tell: Tell = (workspace, told) =>
  createIdentities(engine.analytics).keep(
    workspace,
    Object.entries(told).map(([identifier, profile]) => ({ identifier, profile, formerly: identifier })),
    ++tellings,
  )

caseReaderContract('the analytical engine', async (events) => {
  if (events.length > 0) await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  return { reader: createCaseReader(engine.analytics), tell }
})

it('an answer is of other data once somebody was merged', async () => {
  const workspace = asId<'Workspace'>('versions')
  const version = dataVersion(engine.analytics)
  const before = await version(workspace)
  const change = { identifier: 'anonymous:b7c1', profile: 'user:claire', formerly: 'anonymous:b7c1' }
  await createIdentities(engine.analytics).keep(workspace, [change], 1)
  expect(await version(workspace)).not.toBe(before)
})

it('who is who is looked up as before once the engine has started anew', async () => {
  const workspace = asId<'Workspace'>('anew')
  const identities = createIdentities(engine.analytics)
  const change = { identifier: 'email:a\\b\t@x.fr', profile: 'user:claire', formerly: 'email:a\\b\t@x.fr' }
  const back = { identifier: 'anonymous:1', profile: 'anonymous:1', formerly: 'user:claire' }
  await identities.keep(workspace, [change, { ...back, profile: 'user:claire' }], 1)
  await identities.keep(workspace, [back], 2)
  const found = () =>
    engine.analytics.rows(
      `-- Under whom are these counted?
SELECT ${personSql('asked')} AS person FROM (SELECT {workspace:String} AS workspace, arrayJoin({of:Array(String)}) AS identifier) AS asked`,
      { workspace, of: [change.identifier, 'anonymous:1', 'user:karim'] },
    )
  const people = [{ person: 'user:claire' }, { person: 'anonymous:1' }, { person: 'user:karim' }]
  expect(await found()).toEqual(people)
  await engine.analytics.run('TRUNCATE TABLE identities_now')
  await refillIdentities(engine.analytics)
  expect(await found()).toEqual(people)
})
caseReaderContract('the case layer', async (events) => {
  if (events.length > 0) await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  const workspace = events[0]?.workspace
  if (workspace) {
    const layer = createCaseLayer(engine.analytics)
    await layer.tell(workspace, ['path', 'price', 'store'])
    await layer.refresh(workspace)
  }
  return { reader: createLayeredReader(engine.analytics), tell }
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
