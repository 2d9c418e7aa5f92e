import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analysisEndpoints } from '../src/analyses/analyses.http.ts'
import { type AnalysisPorts, createAnalyst, type Sampled } from '../src/analyses/index.ts'
import { createApp } from '../src/api/app.ts'
import { createLive } from '../src/api/live.ts'
import { createSessions } from '../src/api/session.ts'
import { AS_OF } from '../src/demo/index.ts'
import type { View } from '../src/explorations/index.ts'
import { localOwnerMay } from '../src/governance/index.ts'
import { createMemorySegmentStore } from '../src/segments/segment-store.memory.ts'
import { segmented } from '../src/segments/segmented.http.ts'
import { segmentEndpoints } from '../src/segments/segments.http.ts'
import { createSegments } from '../src/segments/segments.ts'
import { alder } from './alder.ts'

const SECRET = 'the-folder-of-the-lille-store'
/** What is large here: the sample is told of the same people. */
let large: Sampled['of'] | undefined
let left = 0
/** Somebody who has left is found out between two steps. */
const between = async ({ look }: View, signal: AbortSignal | undefined): Promise<void> => {
  signal?.addEventListener('abort', () => left++)
  if (look.through === 'nobody') await new Promise((resolve) => signal?.addEventListener('abort', resolve))
  signal?.throwIfAborted()
}
const slow = (ports: AnalysisPorts): AnalysisPorts => ({
  ...ports,
  explorer: {
    ...ports.explorer,
    explore: async (view, signal) => {
      await between(view, signal)
      return ports.explorer.explore(view)
    },
    async *parts(view, signal) {
      await between(view, signal)
      yield* ports.explorer.parts(view)
    },
  },
})
const ports = alder()
const analyst = createAnalyst({
  ports: slow(ports),
  sample: async () => large && { ports, of: large },
  version: ports.explorer.version,
  budget: 1e6,
})
const segments = createSegments({ store: createMemorySegmentStore(), may: localOwnerMay, now: () => AS_OF })
const live = createLive()
let app: Awaited<ReturnType<typeof createApp>>
let url = ''

beforeAll(async () => {
  app = await createApp({
    version: '0.1.0',
    now: () => AS_OF,
    sessions: createSessions(SECRET),
    endpoints: segmented(segments, [
      ...analysisEndpoints({ analyst, may: localOwnerMay }),
      ...segmentEndpoints(segments, live, async () => {}),
    ]),
    pages: { '/': async () => ({ html: '' }) },
    vitals: async () => ({ tallies: {}, up: {} }),
    journal: () => {},
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const get = (path: string) => fetch(`${url}/api/analyses/${path}`, { headers: { authorization: `Bearer ${SECRET}` } })
const json = async (path: string) => (await (await get(path)).json()) as Record<string, never>

/** The events of a stream, as they were told. */
const streamed = async (path: string) => {
  const headers = { authorization: `Bearer ${SECRET}`, accept: 'text/event-stream' }
  const text = await (await fetch(`${url}/api/analyses/${path}`, { headers })).text()
  return [...text.matchAll(/^event: (.+)\ndata: (.+)$/gm)].map(([, event = '', told = '']) => ({
    event,
    told: JSON.parse(told) as Record<string, unknown>,
  }))
}

describe('a named segment', () => {
  it('is asked of every analysis by its name, and means its conditions', async () => {
    const put = (name: string, who: readonly string[]) =>
      fetch(`${url}/api/segments/${name}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ who }),
      })
    expect((await put('Paris', ['store=paris'])).status).toBe(200)
    expect((await put('Odd', ['=paris'])).status).toBeGreaterThanOrEqual(400)
    expect(await json('activity?segment=Paris')).toEqual(await json('activity?who=store%3Dparis'))
    const both = await json('activity?segment=Paris&who=topic%3Ddesign')
    expect(both).toEqual(await json('activity?who=topic%3Ddesign&who=store%3Dparis'))
    expect((await streamed('activity?segment=Paris')).at(-1)?.told.answer).toEqual(await json('activity?segment=Paris'))
  })
  it('is a side of a comparison, beside another one', async () => {
    for (const store of ['paris', 'lyon'])
      await fetch(`${url}/api/segments/In%20${store}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ who: [`store=${store}`] }),
      })
    const told = await json('compare?map=cuisine&aSegment=In%20paris&bSegment=In%20lyon')
    expect(told).toEqual(await json('compare?map=cuisine&a=store%3Dparis&b=store%3Dlyon'))
    expect(told.a).not.toEqual(told.b)
    expect((await get('compare?map=cuisine&aSegment=Lens')).status).toBe(404)
  })
  it('that is not known is refused, never taken for everybody', async () => {
    const answer = await get('activity?segment=Lens')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'segment-not-found'])
  })
})

describe('analyses over HTTP', () => {
  it('are told as they come: how far, a sample first where the question is large, then the answer', async () => {
    large = { share: 0.5, cases: 3, events: 9 }
    const told = await streamed('activity?channel=phone')
    large = undefined
    expect(told.map(({ event }) => event).filter((event, at, all) => event !== all[at - 1])).toEqual([
      'progress',
      'sampled',
      'progress',
      'answer',
    ])
    expect(told.find(({ event }) => event === 'sampled')?.told.of).toEqual({ share: 0.5, cases: 3, events: 9 })
    expect(told.at(-1)?.told.answer).toEqual(await json('activity?channel=phone'))
    expect((await streamed('activity?channel=phone')).map(({ event }) => event)).toEqual(['progress', 'answer'])
  })
  it('refuse a misspelled filter, which would be none: the answer would be of everybody', async () => {
    const answer = await get('activity?chanel=phone')
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'invalid-request', title: 'The request is not valid: "chanel" means nothing here.' },
    ])
    expect((await get('activity?channel=phone&lang=fr')).status).toBe(200)
  })
  it('say a refusal in the stream, too', async () => {
    const [told] = (await streamed('funnel?step=Nothing')).slice(-1)
    expect(told).toMatchObject({ event: 'refused', told: { code: 'unknown-event' } })
  })
  it('stop once nobody waits for them', async () => {
    const gone = new AbortController()
    const headers = { authorization: `Bearer ${SECRET}`, accept: 'text/event-stream' }
    const asked = await fetch(`${url}/api/analyses/activity?through=nobody`, { headers, signal: gone.signal })
    await asked.body?.getReader().read()
    gone.abort()
    await expect.poll(() => left).toBe(1)
  })
  it('take the options of the command line, lists of one among them, and the filters of a map’s journeys', async () => {
    const steps = 'step=Configurator%20Opened&step=Plan%20Saved&step=Contract%20Signed'
    const all = await json(`funnel?${steps}&optional=2&window=P90D`)
    expect(all.steps).toHaveLength(3)
    expect(await json('funnel?step=Contract%20Signed')).toMatchObject({ steps: [{ label: 'Contract Signed' }] })
    const some = (await json(`funnel?${steps}&who=store%20exists&period=year&asOf=2025-10-01`)) as unknown as {
      cases: number
    }
    expect(some.cases).toBeGreaterThan(0)
    expect(some.cases).toBeLessThan((all as unknown as { cases: number }).cases)
  })
  it('list the people behind a number, as many as it counts', async () => {
    const answer = (await json('activity?people=channel:phone')) as unknown as {
      readonly channels: readonly { readonly channel: string; readonly people: number }[]
      readonly people: { readonly count: number; readonly keys: readonly string[] }
    }
    const phone = answer.channels.find(({ channel }) => channel === 'phone')
    expect([answer.people.count, answer.people.keys.length]).toEqual([phone?.people, phone?.people])
    const paged = async (after: number) => {
      const page = await json(`activity?people=channel:phone&peopleLimit=100&peopleAfter=${after}`)
      return (page as unknown as { people: { count: number; keys: readonly string[]; next: number | null } }).people
    }
    expect(await paged(100)).toMatchObject({
      count: phone?.people,
      keys: answer.people.keys.slice(100, 200),
      next: 200,
    })
    expect((await paged((phone?.people ?? 0) - 1)).next).toBeNull()
  })
  it('give files: CSV and Parquet, any table of the answer', async () => {
    const csv = await get('activity?format=csv&table=bounces')
    expect(csv.headers.get('content-disposition')).toContain('activity.csv')
    expect((await csv.text()).split('\n')[0]).toBe(
      'channel,via,people,people_num,people_den,people_low,people_high,bounces',
    )
    const parquet = new Uint8Array(await (await get('paths?format=parquet')).arrayBuffer())
    expect(new TextDecoder().decode(parquet.slice(0, 4))).toBe('PAR1')
  })
  it('refuse what does not fit, and what is not there', async () => {
    const statuses = await Promise.all(
      ['funnel', 'paths?depth=0', 'funnel?step=Nothing', 'retention?people=cohort:never', 'trends?format=xlsx'].map(
        async (path) => (await get(path)).status,
      ),
    )
    expect(statuses).toEqual([400, 400, 400, 400, 400])
  })
})
