import { expect, it, vi } from 'vitest'
import { explorerOf } from '../explorations/explorer.contract.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { DAY } from '../kernel/index.ts'
import { analysedOnce } from './analysed-once.ts'
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
  const explorer = explorerOf(lived, 9 * DAY, {
    version: async () => {
      times++
      return version
    },
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

it.each([
  ['counted', 'funnel', { step: ['Visited', 'Signed'] }, { steps: [{ count: 3 }, { count: 1 }] }],
  ['put together', 'discover', {}, { cases: 3 }],
])('asks once more where data moved between parts that are %s', async (_, name, options, expected) => {
  const workspace = LOCAL_OWNER.workspace
  const lea = eventOf({ at: 4 * DAY, identifier: 'user:lea', event: 'Visited', seq: 9 })
  let [events, reads] = [lived, 0]
  const isClaire = ({ identifier }: (typeof lived)[number]) => identifier === 'user:claire'
  const readerOf = (some: (one: (typeof lived)[number]) => boolean) => ({
    ...createMemoryCaseReader([]),
    journeys: (...asked: Parameters<ReturnType<typeof createMemoryCaseReader>['journeys']>) => {
      reads++
      const found = createMemoryCaseReader(events.filter(some)).journeys(...asked)
      // Léa comes while the first part is read.
      events = [...lived, lea]
      return found
    },
  })
  const parts = [readerOf((one) => !isClaire(one)), readerOf(isClaire)]
  const explorer = explorerOf([], 9 * DAY, {
    reader: { ...createMemoryCaseReader([...lived, lea]), parts: async () => parts },
    version: async () => `${events.length}`,
  })
  const ports = { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const analyst = createAnalyst({ ports, sample: async () => undefined, version: explorer.version, budget: 1_000_000 })
  const asked = { workspace, filter: {}, look: {}, options }
  const told = await analyst.analyse(name, asked, undefined)
  expect(told.body).toMatchObject(expected)
  const before = reads
  expect(await analyst.analyse(name, asked, undefined)).toBe(told)
  expect(reads).toBe(before)
})

it('tells a list of people page by page, and works it out once', async () => {
  let times = 0
  const explorer = explorerOf(lived, 9 * DAY)
  const counted: typeof explorer = {
    ...explorer,
    parts: (...view) => {
      times++
      return explorer.parts(...view)
    },
  }
  const ports = { explorer: counted, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const analyst = createAnalyst({ ports, sample: async () => undefined, version: explorer.version, budget: 1_000_000 })
  const asked = { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: { step: ['Visited'] } }
  const pageFrom = async (after: number) =>
    (await analyst.analyse('funnel', asked, 'step:1', { page: { after, limit: 1 } })).body
  expect(await pageFrom(0)).toMatchObject({ people: { count: 2, keys: ['person:user:claire'], next: 1 } })
  const once = times
  expect(once).toBeGreaterThan(0)
  expect(await pageFrom(1)).toMatchObject({ people: { count: 2, keys: ['person:user:karim'], next: null } })
  expect(times).toBe(once)
  const { body, tables } = await analyst.analyse('funnel', asked, 'step:1')
  expect(body).toMatchObject({ people: { keys: ['person:user:claire', 'person:user:karim'] } })
  expect(tables[0]?.rows).toEqual([['person:user:claire'], ['person:user:karim']])
  expect(times).toBe(once)
})

it('works out once what several ask at once, tells all of them how far it is, and stops with the last of them', async () => {
  let begun = 0
  let release = () => {}
  let left = 0
  const explorer = explorerOf(lived, 9 * DAY)
  const held = async (signal: AbortSignal | undefined) => {
    begun++
    signal?.addEventListener('abort', () => left++)
    await new Promise<void>((resolve) => {
      release = resolve
    })
  }
  const slow: typeof explorer = {
    ...explorer,
    explore: async (view, signal) => {
      await held(signal)
      return explorer.explore(view)
    },
    async *parts(view, signal) {
      await held(signal)
      yield* explorer.parts(view)
    },
  }
  const ports = { explorer: slow, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const analyst = analysedOnce(
    createAnalyst({ ports, sample: async () => undefined, version: explorer.version, budget: 1_000_000 }),
  )
  const asking = (step: string) => ({
    workspace: LOCAL_OWNER.workspace,
    filter: {},
    look: {},
    options: { step: [step] },
  })
  const heard: string[] = []
  const gone = new AbortController()
  const claire = analyst.analyse('funnel', asking('Visited'), undefined, { hear: () => heard.push('claire') })
  const karim = analyst.analyse('funnel', asking('Visited'), undefined, { hear: () => heard.push('karim') })
  const leaving = analyst.analyse('funnel', asking('Visited'), undefined, { signal: gone.signal })
  await vi.waitUntil(() => begun === 1)
  gone.abort(new Error('gone'))
  await expect(leaving).rejects.toThrow('gone')
  expect(left).toBe(0)
  release()
  expect(await karim).toEqual(await claire)
  expect([begun, new Set(heard)]).toEqual([1, new Set(['claire', 'karim'])])
  // Alone, whoever leaves ends it; whoever comes then begins anew.
  const alone = new AbortController()
  const given = analyst.analyse('funnel', asking('Signed'), undefined, { signal: alone.signal })
  await vi.waitUntil(() => begun === 2)
  alone.abort(new Error('gone'))
  await expect(given).rejects.toThrow('gone')
  expect(left).toBe(1)
  const again = analyst.analyse('funnel', asking('Signed'), undefined)
  await vi.waitUntil(() => begun === 3)
  release()
  expect((await again).body).toMatchObject({ steps: [{ count: 1 }] })
})

it('answers of everybody what a sample is too small for', async () => {
  const over = (events: typeof lived) => {
    const explorer = explorerOf(events, 9 * DAY)
    return { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  }
  const karim = lived.filter(({ identifier }) => identifier === 'user:karim')
  const ports = over(lived)
  const analyst = createAnalyst({
    ports,
    sample: async () => ({ ports: over(karim), of: { share: 0.5, cases: 1, events: 1 } }),
    version: ports.explorer.version,
    budget: 1_000_000,
  })
  const heard: unknown[] = []
  const asked = { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: { step: ['Signed'] } }
  const { body } = await analyst.analyse('funnel', asked, undefined, { hear: (news) => heard.push(news) })
  expect(body).toMatchObject({ steps: [{ count: 1 }] })
  expect(heard).not.toContainEqual(expect.objectContaining({ sampled: expect.anything() }))
})

it('draws no more for intervals once nobody waits for them', async () => {
  const explorer = explorerOf(lived, 9 * DAY)
  const gone = new AbortController()
  let turns = 0
  const turn = async () => {
    if (++turns === 3) gone.abort(new Error('gone'))
  }
  const ports = { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY, turn }
  const analyst = createAnalyst({ ports, sample: async () => undefined, version: explorer.version, budget: 1_000_000 })
  const asked = { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: { conversion: 'Signed' } }
  await expect(analyst.analyse('attribution', asked, undefined, { signal: gone.signal })).rejects.toThrow('gone')
  expect(turns).toBe(3)
})

it('works nothing out over a sample to the end once nobody waits for it', async () => {
  const explorer = explorerOf(lived, 9 * DAY)
  const ports = { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const gone = new AbortController()
  const some = {
    ...explorer,
    async *parts(...asked: Parameters<typeof explorer.parts>) {
      gone.abort(new Error('gone'))
      yield* explorer.parts(...asked)
    },
  }
  const analyst = createAnalyst({
    ports,
    sample: async () => ({ ports: { ...ports, explorer: some }, of: { share: 0.5, cases: 1, events: 1 } }),
    version: explorer.version,
    budget: 1_000_000,
  })
  const heard: unknown[] = []
  const asked = { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: { conversion: 'Signed' } }
  const waiting = { signal: gone.signal, hear: (news: unknown) => heard.push(news) }
  await expect(analyst.analyse('attribution', asked, undefined, waiting)).rejects.toThrow('gone')
  expect(heard).toEqual([{ progress: { share: 0 } }])
})
