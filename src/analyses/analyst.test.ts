import { expect, it } from 'vitest'
import { createExplorer } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { DAY } from '../kernel/index.ts'
import { createAnalyst } from './create-analyst.ts'

/** Claire visits and signs; Karim visits. */
const lived = (
  [
    ['claire', 'Visited'],
    ['karim', 'Visited'],
    ['claire', 'Signed'],
  ] as const
).map(([who, event], seq) => eventOf({ at: (seq + 1) * DAY, identifier: `user:${who}`, event, seq }))

it('asks once of which data an answer is, and answers from what it keeps while that is the same', async () => {
  let [version, times] = ['v1', 0]
  const explorer = createExplorer({
    reader: createMemoryCaseReader(lived),
    version: async () => {
      times++
      return version
    },
    now: () => 9 * DAY,
    zone: 'UTC',
    budget: 1_000_000,
  })
  const ports = { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const analyst = createAnalyst({
    ports,
    sample: async () => undefined,
    version: explorer.version,
    budget: 1_000_000,
  })
  const asked = { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: { step: ['Visited', 'Signed'] } }
  const told = await analyst.analyse('funnel', asked, undefined)
  expect(told.body).toMatchObject({ steps: [{ count: 2 }, { count: 1 }] })
  expect(times).toBe(1)
  expect(await analyst.analyse('funnel', asked, undefined)).toBe(told)
  expect(times).toBe(2)
  version = 'v2'
  expect(await analyst.analyse('funnel', asked, undefined)).not.toBe(told)
  expect(times).toBe(3)
})
