import { afterAll, beforeAll, expect, it } from 'vitest'
import { EVENT_COLUMNS, type Event, eventRows } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { recogniserOf } from '../journeys/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createIdentities } from '../profiles/identities.clickhouse.ts'
import { createMemoryPeopleStore } from '../profiles/people-store.memory.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import type { CaseSteps, PassageReader } from './index.ts'
import { createPassagePeople } from './passage-people.clickhouse.ts'
import { createPassageReader } from './passage-reader.clickhouse.ts'
import { createMemoryPassageReader } from './passage-reader.memory.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

const { workspace } = LOCAL_OWNER
const map: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Order' } },
  stages: [{ id: 'discover', phase: 'before', title: '' }],
  touchpoints: [{ id: 'visit', stage: 'discover', title: '', match: [{ event: 'Visit' }] }],
}
const lived = (at: number, event: string, given: Partial<Event> = {}) => eventOf({ at, event, seq: at, ...given })

it('reads whole cases again, each by its key, from the engine as from memory', async () => {
  const events = [
    lived(5, 'Order'),
    lived(1, 'Visit', { identifier: 'anonymous:b7c1' }),
    lived(2, 'Visit', { identifier: 'user:karim' }),
    lived(3, 'Page Viewed'),
    lived(4, 'Survey Answered', { caseId: 'K1' }),
    lived(6, 'Visit', { caseId: 'K1', identifier: 'user:karim' }),
    lived(6, 'Order', { caseId: 'K2', rank: 2, seq: 1 }),
    lived(6, 'Visit', { caseId: 'K2', rank: 1, seq: 2 }),
  ]
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  const tie = { identifier: 'anonymous:b7c1', profile: 'user:claire', formerly: 'anonymous:b7c1' }
  const store = createMemoryPeopleStore()
  const telling = await store.change(workspace, ({ nextTelling }) => nextTelling())
  await createIdentities(engine.analytics).keep(workspace, [tie], telling)
  const inOrder = (cases: readonly CaseSteps[]) => cases.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const read = async (reader: PassageReader, keys: readonly string[]) => {
    const all: CaseSteps[] = []
    for await (const some of reader.all(workspace, recogniserOf(map))) all.push(...some)
    const latest = await reader.latest(workspace)
    return { latest, all: inOrder(all), some: inOrder(await reader.of(workspace, recogniserOf(map), keys)) }
  }
  const keys = ['person:user:claire', 'person:anonymous:b7c1', 'case:K1']
  const memory = createMemoryPassageReader(events, (each) => (each === tie.identifier ? tie.profile : each))
  const told = await read(createPassageReader(engine.analytics), keys)
  expect(told).toEqual(await read(memory, keys))
  expect(told.latest).toBe(6)
  expect(told.some.map(({ key, person, steps }) => [key, person, steps.map(({ at }) => at)])).toEqual([
    ['case:K1', 'user:karim', [4, 6]],
    ['person:user:claire', 'user:claire', [1, 5]],
  ])
  const people = createPassagePeople(engine.analytics, store)
  expect(await people.changes(workspace, 0)).toEqual({
    version: 1,
    moves: [['user:claire', 'anonymous:b7c1']],
  })
  expect(await people.changes(workspace, 1)).toEqual({ version: 1, moves: [] })
})
