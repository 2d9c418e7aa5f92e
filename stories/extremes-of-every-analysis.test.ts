import { describe, expect, it } from 'vitest'
import { ANALYSES } from '../src/analyses/analyses.ts'
import type { AnalysisPorts } from '../src/analyses/index.ts'
import type { Event } from '../src/events/index.ts'
import { eventOf } from '../src/journeys/example-logs.node.ts'
import { DAY, HOUR, MINUTE, Refused } from '../src/kernel/index.ts'
import type { JourneyMap } from '../src/maps/index.ts'
import { companyOf, WHOLE } from './alder.ts'
import { ASKED } from './asked.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'extreme',
  title: 'Extreme',
  perimeter: { entry: { event: 'see' }, success: { event: 'buy' }, window: 'P90D' },
  channels: { web: { kind: 'digital' }, phone: { kind: 'human' } },
  stages: [
    { id: 'first', phase: 'before', title: 'First', max: 'P30D' },
    { id: 'then', phase: 'during', title: 'Then', max: 'P30D', any_order: true },
  ],
  touchpoints: (['see', 'ask', 'buy'] as const).map((event, t) => ({
    id: event,
    stage: t === 0 ? 'first' : 'then',
    title: event,
    repeatable: true,
    channels: ['web'],
    match: [{ event }],
  })),
}

type Told = readonly [who: string, at: number, event: string, given?: Partial<Event>]
const logOf = (told: readonly Told[]): Event[] =>
  told.map(([who, at, event, given], seq) =>
    eventOf({
      at: WHOLE.asOf + at,
      seq,
      event,
      identifier: `user:${who}`,
      channel: seq % 3 === 0 ? 'phone' : 'web',
      properties: { revenue: '10' },
      ...given,
    }),
  )
const EVENTS = ['see', 'ask', 'buy'] as const
const nps = (score: string) => ({ properties: { metric: 'nps', score } })
const range = (size: number) => Array.from({ length: size }, (_, k) => k)

const EXTREMES: Readonly<Record<string, () => Event[]>> = {
  nothing: () => [],
  'a single event': () => logOf([['claire', -DAY, 'see']]),
  'a single event of each of many': () => logOf(range(60).map((p): Told => [`${p}`, -p * HOUR, 'see'])),
  'a single event each that the map does not know': () =>
    logOf(range(60).map((p): Told => [`${p}`, -p * HOUR, 'other'])),
  'everything at one instant': () =>
    logOf(
      range(240).map((k): Told => [`${k % 40}`, -100 * DAY, EVENTS[Math.floor(k / 40) % 3] ?? 'see', nps(`${k % 11}`)]),
    ),
  'everybody still on their way': () =>
    logOf(
      range(80).flatMap((p): Told[] => [
        [`${p}`, -3 * DAY, 'see'],
        [`${p}`, -2 * DAY + p * MINUTE, 'ask'],
      ]),
    ),
  'everybody gone': () => logOf(range(80).map((p): Told => [`${p}`, -300 * DAY - p * HOUR, 'see'])),
  'both nights on which clocks change': () =>
    logOf(
      [Date.UTC(2024, 9, 26, 20), Date.UTC(2025, 2, 29, 20)].flatMap((night) =>
        range(60).map(
          (k): Told => [`${k % 12}`, night - WHOLE.asOf + k * 15 * MINUTE, EVENTS[k % 3] ?? 'see', nps(`${k % 11}`)],
        ),
      ),
    ),
  'a case of 100,000 events': () =>
    logOf([
      ...range(100_000).map((k): Told => ['claire', -80 * DAY + k * MINUTE, k % 2 === 0 ? 'see' : 'ask']),
      ['karim', -80 * DAY, 'see'],
      ['karim', -79 * DAY, 'buy'],
    ]),
  '10,000 distinct touchpoints': () =>
    logOf(
      range(20_000).map((k): Told => [k < 10_000 ? 'claire' : 'karim', -80 * DAY + k * MINUTE, `step ${k % 10_000}`]),
    ),
}

/** What each question asks of these, where it is not what it asks of the company. */
const OPTIONS: Readonly<Record<string, object>> = {
  funnel: { step: ['see', 'ask', 'buy'] },
  paths: { start: 'see', map: 'extreme' },
  variants: {},
  times: { step: ['see', 'ask', 'buy'] },
  retention: { calendar: 'day', kind: 'unbounded', periods: 4 },
  attribution: { conversion: 'buy', resamples: 20 },
  drivers: { map: 'extreme', resamples: 20, permutations: 19 },
  activity: { map: 'extreme', calendar: 'day' },
  trends: { of: 'touchpoints', calendar: 'day' },
  contacts: { map: 'extreme', cost: ['phone=6'], top: 5 },
  effectiveness: { map: 'extreme', landmark: 'P10D', support: 30 },
  compare: { map: 'extreme', a: ['channel=web'], b: ['channel=phone'] },
  value: { purchase: 'buy' },
}
const optionsOf = (name: string) => OPTIONS[name] ?? { ...ASKED[name]?.options, map: 'extreme' }

/** Numbers that are none. */
const broken = (within: unknown, path = ''): string[] =>
  typeof within === 'number'
    ? Number.isFinite(within)
      ? []
      : [path]
    : typeof within === 'object' && within !== null
      ? Object.entries(within).flatMap(([key, value]) => broken(value, `${path}.${key}`))
      : []

/** What a question answers, or the code of its refusal: it may have nothing to say, but never fails. */
const answerOf = async (name: string, ports: AnalysisPorts) => {
  const one = ANALYSES.find((each) => each.name === name)
  try {
    return await one?.answer(ports, { ...WHOLE, options: optionsOf(name) } as never)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

describe.each(Object.entries(EXTREMES))('of %s', (_, events) => {
  const ports = { ...companyOf(events()), map: async () => ({ map: MAP, hash: MAP.id }) }
  it.each(ANALYSES.map(({ name }) => name))(
    '%s answers in numbers, each with as many people as it counts',
    async (name) => {
      const answered = await answerOf(name, ports)
      if (answered === undefined) return
      expect(broken(answered.body)).toEqual([])
      // What is not told (who has time left, where there is no window) has no list to agree with.
      const counts = (ASKED[name]?.counts?.(answered.body as never) ?? []).filter(([, count]) => count !== null)
      const some = counts.filter((_, at) => at % Math.ceil(counts.length / 40) === 0)
      const wrong: unknown[] = []
      for (const [of, count] of some) {
        const listed = (await answered.people?.(of))?.length
        if (listed !== count) wrong.push([of, count, listed])
      }
      expect(wrong).toEqual([])
      const one = ANALYSES.find((each) => each.name === name)
      for (const table of one?.tables(answered.body) ?? [])
        for (const row of table.rows) expect(row.length, table.name).toBe(table.columns.length)
    },
  )
})
