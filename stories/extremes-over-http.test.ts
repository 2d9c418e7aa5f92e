import { afterAll, beforeAll, expect, it } from 'vitest'
import { analysisEndpoints } from '../src/analyses/analyses.http.ts'
import { createAnalyst } from '../src/analyses/index.ts'
import { createApp } from '../src/api/app.ts'
import { createSessions } from '../src/api/session.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { localOwnerMay } from '../src/governance/index.ts'
import { createMemoryCaseReader } from '../src/journeys/case-reader.memory.ts'
import { eventOf } from '../src/journeys/example-logs.node.ts'
import { DAY, MINUTE } from '../src/kernel/index.ts'
import type { JourneyMap } from '../src/maps/index.ts'

const SECRET = 'the-folder-of-the-lille-store'
const LONG = 100_000
const WIDE = 10_000
const NOW = 200 * DAY

/** Claire looks at a page a hundred thousand times; what happens to Karim has ten thousand names. */
const lived = [
  ...Array.from({ length: LONG }, (_, seq) =>
    eventOf({ at: seq * MINUTE, seq, identifier: 'user:claire', event: seq % 2 === 0 ? 'Looked' : 'Left' }),
  ),
  ...Array.from({ length: WIDE }, (_, seq) =>
    eventOf({ at: seq * MINUTE, seq: LONG + seq, identifier: 'user:karim', event: `Step ${seq}` }),
  ),
]
const map: JourneyMap = {
  format: 'parcours/1',
  id: 'wide',
  title: '',
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: Array.from({ length: WIDE }, (_, t) => ({
    id: `t${t}`,
    stage: 'all',
    title: '',
    match: [{ event: `Step ${t}` }],
  })),
}

let app: Awaited<ReturnType<typeof createApp>>
let url = ''
beforeAll(async () => {
  const explorer = createExplorer({
    reader: createMemoryCaseReader(lived),
    version: async () => 'v1',
    now: () => NOW,
    zone: 'Europe/Paris',
    budget: 1e9,
  })
  const analyst = createAnalyst({
    ports: { explorer, map: async () => ({ map, hash: 'wide' }), purchases: async () => [], now: () => NOW },
    sample: async () => undefined,
    version: explorer.version,
    budget: 1e8,
  })
  app = await createApp({
    version: '0.1.0',
    now: () => NOW,
    sessions: createSessions(SECRET),
    endpoints: analysisEndpoints({ analyst, may: localOwnerMay }),
    pages: { '/': async () => ({ html: '' }) },
    vitals: async () => ({ tallies: {}, up: {} }),
    journal: () => {},
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const ask = async (path: string) => {
  const answer = await fetch(`${url}/api/analyses/${path}`, { headers: { authorization: `Bearer ${SECRET}` } })
  expect(answer.status).toBe(200)
  return answer.json()
}

it('tells of a person who did a hundred thousand things what it tells of anybody', async () => {
  expect(await ask('funnel?step=Looked&step=Left&step=Looked&people=step:3')).toMatchObject({
    cases: 2,
    steps: [{ count: 1 }, { count: 1 }, { count: 1 }],
    people: { count: 1, keys: ['person:user:claire'], next: null },
  })
  expect(await ask('activity')).toMatchObject({ cases: 2, events: LONG + WIDE })
  expect(await ask('retention?periods=2')).toMatchObject({ cohorts: [{ people: 2 }] })
})

it('tells ten thousand touchpoints apart', async () => {
  expect(await ask(`funnel?map=wide&step=t0&step=t${WIDE - 1}&people=step:2`)).toMatchObject({
    steps: [{ count: 1 }, { count: 1, medianSeconds: (WIDE - 1) * 60 }],
    people: { keys: ['person:user:karim'] },
  })
  const { nodes } = await ask('paths?map=wide&start=t5&depth=3')
  expect(nodes).toContainEqual(expect.objectContaining({ step: 1, event: 't6', cases: 1 }))
})
