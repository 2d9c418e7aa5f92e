import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EVENT_COLUMNS, type Event, eventRows } from '../events/index.ts'
import { createExplorer } from '../explorations/index.ts'
import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import { spansOf } from '../journeys/cases.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { createLayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import { countVariants } from '../journeys/log-variants.ts'
import { asId, DAY, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { activityAnalysis } from './activity-analysis.ts'
import type { AnalysisPorts } from './analysis.ts'
import { ask } from './ask.ts'
import { attributionAnalysis } from './attribution-analysis.ts'
import { calendarOf } from './calendar.ts'
import { flowAnalysis } from './flow-analysis.ts'
import { funnel } from './funnel.ts'
import { funnelAnalysis } from './funnel-analysis.ts'
import { pathsAnalysis } from './paths-analysis.ts'
import { createReducer } from './reduced-cases.clickhouse.ts'
import { retention } from './retention.ts'
import { retentionAnalysis } from './retention-analysis.ts'
import { timesAnalysis } from './times-analysis.ts'
import { trendsAnalysis } from './trends-analysis.ts'
import type { TwinCases } from './twin-cases.clickhouse.ts'
import { createTwins } from './twins.clickhouse.ts'
import { variantsAnalysis } from './variants-analysis.ts'

/** The kernel and the engine answer the same questions alike, on logs full of ties. `PARCOURS_TEST_ROUNDS` asks for more of them. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 4)
const NAMES = ['A', 'B', 'C', 'D']

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

/** Days around a change of clocks in Paris, so few that most instants are shared. */
const drawnOf = (fewest: number) =>
  fc.array(
    fc.record({
      who: fc.constantFrom('claire', 'karim', 'ana', 'lea'),
      day: fc.nat(20),
      rank: fc.nat(1),
      event: fc.constantFrom(...NAMES),
      channel: fc.constantFrom('web', 'phone', ''),
    }),
    { minLength: fewest, maxLength: 60 },
  )
const drawn = drawnOf(1)

let count = 0
const kept = async (rows: readonly { who: string; day: number; rank: number; event: string; channel: string }[]) => {
  const workspace = asId<'Workspace'>(`twins-${++count}`)
  const events = rows.map(({ who, day, rank, event, channel }, seq): Event => {
    const at = Date.UTC(2025, 2, 20) + day * (DAY / 2)
    const properties = day % 3 === 0 ? {} : { order: `${day % 5}` }
    return { ...eventOf({ at, event, channel, seq, rank, identifier: `user:${who}`, properties }), workspace }
  })
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  const { id } = await createCaseLayer(engine.analytics).refresh(workspace)
  const table = await createLayeredReader(engine.analytics).cases({ workspace, filter: {}, inferred: 'person' })
  const twins = createTwins(engine.analytics)
  const kinds = await twins.kinds(workspace, id)
  const codes = kinds.map((kind) => table.activities.indexOf((JSON.parse(kind) as string[])[0] ?? ''))
  const cases: TwinCases = { workspace, generation: id, kinds, codes }
  return { table, twins, cases, sequences: { ...spansOf(table), code: table.activity } }
}

it('volumes, what follows what, variants, an ordered funnel and retention are those of the kernel', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawn,
      fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
      fc.nat(12),
      async (rows, wanted, days) => {
        const { table, twins, cases, sequences } = await kept(rows)
        const code = (name: string) => table.activities.indexOf(name)

        const volumes = table.activities.map((_, own) => {
          const mine = table.keys.map((_, c) => table.activity.subarray(table.starts[c], table.starts[c + 1]))
          const events = mine.map((codes) => codes.filter((one) => one === own).length)
          return { code: own, events: events.reduce((a, b) => a + b, 0), cases: events.filter((n) => n > 0).length }
        })
        expect(await twins.volumes(cases)).toEqual(volumes)

        const follows = new Map<string, number>()
        for (let c = 0; c < table.keys.length; c++)
          for (let e = (table.starts[c] ?? 0) + 1; e < (table.starts[c + 1] ?? 0); e++) {
            const pair = `${table.activity[e - 1]} ${table.activity[e]}`
            follows.set(pair, (follows.get(pair) ?? 0) + 1)
          }
        const told = await twins.follows(cases)
        expect(Object.fromEntries(told.map(({ from, to, count: n }) => [`${from} ${to}`, n]))).toEqual(
          Object.fromEntries(follows),
        )

        const variants = await twins.variants(cases)
        const named = Array.from(variants.cases, (n, v) => {
          const path = [...variants.code.subarray(variants.starts[v], variants.starts[v + 1])]
          return `${path.map((own) => table.activities[own]).join(' ')}: ${n}`
        })
        expect(named.sort()).toEqual(
          countVariants(spansOf(table))
            .top.map(({ path, cases: n }) => `${path.join(' ')}: ${n}`)
            .sort(),
        )

        const steps = wanted.map((step) => [code(NAMES[step] ?? 'A')]).filter(([own]) => own !== -1)
        const window = days === 0 ? Number.POSITIVE_INFINITY : days * (DAY / 2)
        if (steps.length > 0) {
          const until = table.at.reduce((latest, at) => Math.max(latest, at), 0)
          const question = {
            steps: steps.map((codes) => ({ label: '', codes })),
            order: 'ordered',
            window,
            windowFrom: 'first',
            asOf: until,
          } as const
          const told = funnel(sequences, question).steps
          const { reached, open } = await twins.funnel(cases, steps, window, until)
          expect(reached).toEqual(told.map(({ count: n }) => n))
          if (days > 0) expect(open).toEqual(told.map((step) => step.open))
        }

        const asOf = table.at.reduce((latest, at) => Math.max(latest, at), 0)
        const first = table.at.reduce((least, at) => Math.min(least, at), asOf)
        const calendar = calendarOf('week', 'Europe/Paris', first, asOf)
        const asked = { kind: days % 2 === 0 ? 'bounded' : 'unbounded', periods: 3, asOf } as const
        const came = await twins.retention(cases, calendar, asked)
        for (const { label, people, retained } of retention(sequences, calendar, asked).cohorts) {
          const mine = came.filter(({ cohort }) => calendar.labels[cohort] === label)
          expect(mine[0]?.people).toBe(people)
          retained.forEach(({ num }, k) => void expect(mine[k]?.people).toBe(num))
        }
      },
    ),
    { numRuns: Math.ceil(ROUNDS / 2) },
  )
})

it('tells of cases reduced by the engine what it tells of every one, and who they are: paths, variants, what follows what, volumes, funnels, who comes back', async () => {
  await fc.assert(
    fc.asyncProperty(drawnOf(25), async (rows) => {
      const { table } = await kept(rows)
      const workspace = asId<'Workspace'>(`twins-${count}`)
      const scope = { workspace, filter: {}, look: {} }
      const ports: AnalysisPorts = {
        explorer: createExplorer({
          reader: createLayeredReader(engine.analytics),
          version: async () => '',
          now: () => 0,
          zone: 'UTC',
          budget: Number.POSITIVE_INFINITY,
        }),
        map: async () => ({ map: KITCHEN, hash: 'kitchen' }),
        purchases: async () => [],
        now: () => 0,
      }
      const reduce = createReducer(engine.analytics)
      const known = new Map<string, ReturnType<typeof reduce>>()
      const reduced: typeof reduce = (asked, map) => {
        const { workspace: of, filter, look, asOf } = asked
        const name = JSON.stringify([of, filter, look, asOf, map?.id])
        const one = known.get(name) ?? reduce(asked, map)
        known.set(name, one)
        return one
      }
      const names = table.activities
      const [first = '', second = first] = names
      const at = (asked: object) => JSON.stringify(Object.entries(asked))
      const parts = (body: object) => {
        const { nodes = [], links = [], ...rest } = body as { nodes?: object[]; links?: object[] }
        return [rest, nodes.map(at).sort(), links.map(at).sort()]
      }
      // Where labels are as many cases', which of them is shown depends on who came first: all are shown.
      for (const options of [
        { top: 100 },
        { top: 100, start: first },
        { top: 100, end: first },
        { top: 100, afterDropOff: [first, first] },
        { top: 100, map: 'kitchen' },
      ]) {
        const asked = { ...scope, options }
        const [every, fewer] = [
          await ask(pathsAnalysis, ports, asked),
          await ask(pathsAnalysis, { ...ports, reduced }, asked),
        ]
        expect(parts(fewer.body)).toEqual(parts(every.body))
      }
      for (const [one, options, lists] of [
        [pathsAnalysis, { top: 100 }, [`node:1:${first}`, `link:1:${first}>(end)`]],
        [variantsAnalysis, {}, ['all', 'cases', 'variant:1', 'variant:2']],
        [variantsAnalysis, { contains: `${first}|${second}`, top: 2 }, ['all', 'cases', 'variant:1']],
        [variantsAnalysis, { starts: first, ends: second, map: 'kitchen' }, ['cases']],
        [flowAnalysis, {}, ['cases', `passage:${first}>${second}`, `start:${first}`, `end:${second}`]],
        [flowAnalysis, { top: 2, map: 'kitchen' }, ['cases']],
        [activityAnalysis, { map: 'kitchen', calendar: 'week' }, ['all', 'channel:web']],
        [
          activityAnalysis,
          { calendar: 'day' },
          [
            'once',
            'only:web',
            `touchpoint:${first}`,
            `touchpoint:${first}@–`,
            'bounce:web>phone',
            'period:2025-03-30@web',
          ],
        ],
        [funnelAnalysis, { step: [first, second, first], order: 'ordered' }, ['step:1', 'step:2', 'stopped:1']],
        [funnelAnalysis, { step: [first, second], order: 'strict' }, ['step:2', 'stopped:1']],
        [funnelAnalysis, { step: [second, first], order: 'any' }, ['step:1', 'step:2']],
        [funnelAnalysis, { step: [first, second], exclude: [`${first}@1`] }, ['step:2', 'dropped']],
        [
          funnelAnalysis,
          { step: [first, second, first], window: 'P2D' },
          ['step:2', 'stopped:1', 'stopped:3', 'open:1', 'lost:1', 'lost:3'],
        ],
        [funnelAnalysis, { step: ['either'], map: 'kitchen' }, ['step:1']],
        [retentionAnalysis, { periods: 3 }, ['overall-of:0', 'overall:1']],
        [retentionAnalysis, { periods: 2, start: first, back: second, kind: 'unbounded' }, ['overall:0', 'overall:1']],
      ] as const) {
        const asked = { ...scope, options }
        for (const of of [undefined, ...lists]) {
          const every = await outcome(ask(one, ports, asked, of))
          expect(await outcome(ask(one, { ...ports, reduced }, asked, of))).toEqual(every)
        }
      }
      // Some of the events, and as if it were earlier.
      const [from, to] = [2, 7].map((day) => Date.UTC(2025, 2, 20 + day))
      const where = [{ property: 'event', op: 'in', value: [first, second] }] as const
      for (const [one, options, look, of] of [
        [variantsAnalysis, { map: 'kitchen' }, { filter: { from, to } }, 'variant:1'],
        [flowAnalysis, {}, { filter: { channel: 'web' } }, 'cases'],
        [activityAnalysis, { calendar: 'day' }, { filter: { where, to } }, 'once'],
        [funnelAnalysis, { step: [first, second], window: 'P2D' }, { filter: { from, channel: '' } }, 'step:1'],
        [retentionAnalysis, { periods: 2 }, { filter: { source: 'test' }, asOf: to }, 'overall:0'],
        [pathsAnalysis, { top: 100 }, { filter: {}, asOf: to }, `node:1:${first}`],
      ] as const) {
        const asked = { ...scope, ...look, options } as never
        expect(await reduced({ ...scope, ...look } as never, undefined)).toBeDefined()
        for (const list of [undefined, of]) {
          const every = await outcome(ask(one, ports, asked, list))
          expect(await outcome(ask(one, { ...ports, reduced }, asked, list))).toEqual(every)
        }
      }
      expect(await reduced({ ...scope, look: { through: 'web' } }, undefined)).toBeUndefined()
    }),
    { numRuns: Math.ceil(ROUNDS / 4) },
  )
}, 240_000)

it('tells of cases that the engine hands out in parts, of some people, what it tells of all at once: the case that does not fit in memory', async () => {
  await fc.assert(
    fc.asyncProperty(drawnOf(40), async (rows) => {
      const { table } = await kept(rows)
      const workspace = asId<'Workspace'>(`twins-${count}`)
      const portsOver = (mostAtHand: number, mostEvents: number): AnalysisPorts => ({
        explorer: createExplorer({
          reader: createLayeredReader(engine.analytics, { mostEvents: mostAtHand }),
          version: async () => '',
          now: () => 0,
          zone: 'UTC',
          budget: Number.POSITIVE_INFINITY,
          mostEvents,
        }),
        map: async () => ({ map: KITCHEN, hash: 'kitchen' }),
        purchases: async () => [],
        now: () => 0,
      })
      // Of parts nothing may be put together: what is told is told of their counts.
      const [whole, parts] = [portsOver(Number.POSITIVE_INFINITY, 0), portsOver(0, 0)]
      const [first = '', second = first] = table.activities
      const at = Date.UTC(2025, 2, 23)
      const who = [{ property: 'event', op: 'eq', value: second }] as const
      const looks = [{}, { through: 'web' }, { who }, { period: { from: at, by: 'entered' as const } }]
      const questions = [
        [pathsAnalysis, { top: 100, map: 'kitchen' }, `node:1:${first}`],
        [variantsAnalysis, { cases: 'session' }, 'variant:1'],
        [variantsAnalysis, { cases: 'property:order' }, 'variant:1'],
        [flowAnalysis, { map: 'kitchen' }, `passage:${first}>${second}`],
        [funnelAnalysis, { step: [first, second], window: 'P2D' }, 'stopped:1'],
        [timesAnalysis, { step: [first, second, first] }, 'waiting:1'],
        [retentionAnalysis, { periods: 2, back: second }, 'overall:1'],
        [activityAnalysis, { calendar: 'day', map: 'kitchen' }, 'once'],
        [trendsAnalysis, { of: 'touchpoints', map: 'kitchen' }, `2025-03-21:${first}`],
        [attributionAnalysis, { conversion: second, resamples: 5 }, 'converted'],
      ] as const
      for (const [place, [one, options, list]] of questions.entries()) {
        const look = looks[(place + rows.length) % looks.length] ?? {}
        const asked = { workspace, filter: {}, look, options }
        expect(await outcome(ask(one, parts, asked, list))).toEqual(await outcome(ask(one, whole, asked, list)))
      }
    }),
    { numRuns: Math.ceil(ROUNDS / 4) },
  )
}, 240_000)

/** What is told, or why not: a log may lack what is asked about. */
const outcome = (told: ReturnType<typeof ask>) =>
  told.then(
    ({ body }) => body,
    (problem: unknown) => {
      if (problem instanceof Refused) return problem.refusal.code
      throw problem
    },
  )

const KITCHEN: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: '',
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: [
    { id: 'either', stage: 'all', title: '', match: [{ event: ['A', 'B'] }] },
    // Called as another event is, which it does not foresee.
    { id: 'C', stage: 'all', title: '', match: [{ event: 'D' }] },
  ],
}
