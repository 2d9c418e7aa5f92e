import { beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../src/analyses/analysis.ts'
import { compareAnalysis } from '../src/analyses/compare-analysis.ts'
import { driversAnalysis } from '../src/analyses/drivers-analysis.ts'
import { effectivenessAnalysis } from '../src/analyses/effectiveness-analysis.ts'
import type { AnalysisPorts } from '../src/analyses/index.ts'
import { recommendAnalysis } from '../src/analyses/recommend-analysis.ts'
import type { Event } from '../src/events/index.ts'
import { dropOffAt } from '../src/explorations/drop-off.ts'
import { eventOf } from '../src/journeys/example-logs.node.ts'
import { livedOf } from '../src/journeys/index.ts'
import { DAY } from '../src/kernel/index.ts'
import type { JourneyMap } from '../src/maps/index.ts'
import { noticeMoments } from '../src/moments/index.ts'
import { drawBelow, drawsOf } from '../src/statistics/index.ts'
import { companyOf, WHOLE } from './alder.ts'

/** Ninety-five of a hundred such companies, in which nothing has to do with anything, have nothing to be found in. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 40)
/** Of 300 companies and more one in twenty; of fewer, what one in twenty exceeds by chance in less than one run of a hundred. */
const MOST_FOUND = ROUNDS >= 300 ? ROUNDS / 20 : mostByChance(ROUNDS)
function mostByChance(rounds: number): number {
  let [exactly, upTo, count] = [0.95 ** rounds, 0.95 ** rounds, 0]
  while (upTo < 0.99) {
    exactly *= ((rounds - count) / (count + 1)) * (0.05 / 0.95)
    upTo += exactly
    count++
  }
  return count
}
const STAGES = ['discover', 'compare', 'decide', 'sign'] as const
/** The same, one stage of which is lived in three steps: there the last touchpoint says how far inside it somebody is. */
const STEPS = ['discover', 'compare', 'weigh', 'choose', 'decide', 'sign'] as const
const stageOf = (step: string) => (step === 'weigh' || step === 'choose' ? 'compare' : step)
/** What happens now and then, whatever else does. */
const MORE = ['look', 'ask', 'save', 'share'] as const
const CHANNELS = ['web', 'phone', 'store'] as const

const mapOf = (steps: readonly string[]): JourneyMap => ({
  format: 'parcours/1',
  id: 'chance',
  title: 'Chance',
  perimeter: { entry: { event: 'discover' }, success: { event: 'Signed' }, window: 'P120D' },
  channels: Object.fromEntries(CHANNELS.map((channel) => [channel, { kind: 'digital' }])),
  stages: STAGES.map((id) => ({ id, phase: 'before', title: id, max: 'P30D' })),
  touchpoints: [...steps.map((id) => [id, stageOf(id)] as const), ...MORE.map((id) => [id, 'discover'] as const)].map(
    ([id, stage]) => ({
      id,
      stage,
      title: id,
      need: MORE.some((one) => one === id) ? ('optional' as const) : ('mandatory' as const),
      repeatable: true,
      channels: [...CHANNELS],
      match: [{ event: id }],
    }),
  ),
})
const MAP = mapOf(STAGES)

/** People who go on from each stage, or not, whatever they lived; who say what they like; in a group by chance. */
const companyByChance = (seed: number, steps: readonly string[] = STAGES, people = 400): Event[] => {
  const draws = drawsOf(seed)
  const events: Event[] = []
  for (let p = 0; p < people; p++) {
    const group = draws() < 0.5 ? 'a' : 'b'
    const start = WHOLE.asOf - 300 * DAY + draws() * 60 * DAY
    const note = (day: number, event: string, properties: Record<string, string> = {}) => {
      const channel = CHANNELS[drawBelow(draws, CHANNELS.length)] ?? 'web'
      const of = { event, channel, identifier: `user:${p}`, properties: { group, ...properties } }
      events.push(eventOf({ at: start + day * DAY, seq: events.length, ...of }))
    }
    let day = 0
    let left = false
    for (const step of steps) {
      note(day, step)
      day += -Math.log(1 - draws()) * 2
      left = draws() < 1 / steps.length
      if (left) break
    }
    if (!left) note(day, 'Signed')
    for (let more = drawBelow(draws, 7); more > 0; more--) note(draws() * 15, MORE[drawBelow(draws, 4)] ?? 'look')
    for (const stage of STAGES)
      if (draws() < 0.4)
        note(draws() * 15, 'Survey Answered', {
          touchpoint: stage,
          metric: 'csat',
          score: `${1 + drawBelow(draws, 5)}`,
        })
    if (draws() < 0.6) note(15 * draws(), 'Survey Answered', { metric: 'nps', score: `${drawBelow(draws, 11)}` })
  }
  return events
}

type Finds = (ports: AnalysisPorts) => Promise<boolean>
const lives = (ports: AnalysisPorts) => ports.explorer.explore({ ...WHOLE, map: MAP, hash: MAP.id })
const told = async <Body>(one: Analysis, ports: AnalysisPorts, options: object) =>
  (await one.answer(ports, { ...WHOLE, options: { map: 'chance', ...options } } as never)).body as Body

interface Tested {
  readonly q: number | null
}
const isFound = ({ q }: Tested) => q !== null && q <= 0.05
const day = (days: number) => new Date(WHOLE.asOf + days * DAY).toISOString().slice(0, 10)

interface Compared {
  readonly both: number
  readonly differences: readonly Tested[]
  readonly contributions: readonly Tested[] | null
}
const compared = (ports: AnalysisPorts, options: object) => told<Compared>(compareAnalysis, ports, options)
const differs = async (ports: AnalysisPorts, options: object) =>
  (await compared(ports, options)).differences.some(isFound)

const moved =
  (by: string, outcome: string): Finds =>
  async (ports) => {
    const options = { outcome, drivenBy: by, resamples: 20, permutations: 199 }
    return (await told<{ drivers: readonly Tested[] }>(driversAnalysis, ports, options)).drivers.some(isFound)
  }

const DETECTORS: Readonly<Record<string, Finds>> = {
  'paths that work': async (ports) => {
    const options = { landmark: 'P3D', support: 30 }
    return (await told<{ found: number }>(effectivenessAnalysis, ports, options)).found > 0
  },
  'differences between two groups': (ports) => differs(ports, { a: ['group=a'], b: ['group=b'] }),
  'differences between two periods': (ports) =>
    differs(ports, { aPeriod: `${day(-301)}/${day(-270)}`, bPeriod: `${day(-270)}/${day(-239)}` }),
  'differences between a period long ago and the latest one': async (ports) => {
    const options = { map: 'chance', aPeriod: `${day(-301)}/${day(-270)}`, bPeriod: `${day(-255)}/${day(-240)}` }
    const early = { ...WHOLE, asOf: WHOLE.asOf - 240 * DAY, options }
    return ((await compareAnalysis.answer(ports, early as never)).body as Compared).differences.some(isFound)
  },
  'differences between two groups, each through its own of two maps that foresee the same': (ports) =>
    differs(ports, { against: 'target', a: ['group=a'], b: ['group=b'] }),
  'differences between two maps that foresee the same of the same people': (ports) =>
    differs(ports, { against: 'target' }),
  'differences between people of two channels, some of whom are on both': async (ports) => {
    const { both, differences } = await compared(ports, { a: ['channel=web'], b: ['channel=phone'] })
    expect(both).toBeGreaterThan(0)
    return differences.some(isFound)
  },
  'stages that make the difference': async (ports) => {
    const { contributions } = await compared(ports, { a: ['group=a'], b: ['group=b'] })
    expect(contributions).toHaveLength(STAGES.length)
    return contributions?.some(isFound) ?? false
  },
  'touchpoints that make people recommend': async (ports) =>
    (await told<{ touchpoints: readonly Tested[] }>(recommendAnalysis, ports, {})).touchpoints.some(isFound),
  'scores that move recommendation': moved('scores', 'nps'),
  'touchpoints that move recommendation': moved('touchpoints', 'nps'),
  'channels that move recommendation': moved('channels', 'nps'),
  'scores that move success': moved('scores', 'success'),
  'reasons to leave a stage': async (ports) => {
    // Asked stage by stage: each stage has its own five in a hundred.
    return (dropOffAt(await lives(ports), 'decide', 0)?.contrasts.length ?? 0) > 0
  },
  'moments that matter': async (ports) => {
    const followed = await lives(ports)
    return noticeMoments(followed, livedOf(followed, { hash: MAP.id })).moments.length > 0
  },
}

/** Asked of the other company too. */
const IN_STEPS = ['paths that work', 'touchpoints that make people recommend', 'differences between two groups']
const stepwise = (name: string) => `${name}, where a stage is lived in steps,`

describe('where there is nothing but chance', () => {
  const found = new Map<string, number>()
  beforeAll(async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const ports = { ...companyOf(companyByChance(round)), map: async () => ({ map: MAP, hash: MAP.id }) }
      for (const [name, finds] of Object.entries(DETECTORS))
        if (await finds(ports)) found.set(name, (found.get(name) ?? 0) + 1)
      const stepped = {
        ...companyOf(companyByChance(round, STEPS)),
        map: async () => ({ map: mapOf(STEPS), hash: 'steps' }),
      }
      for (const name of IN_STEPS)
        if (await DETECTORS[name]?.(stepped)) found.set(stepwise(name), (found.get(stepwise(name)) ?? 0) + 1)
    }
  }, ROUNDS * 3000)
  it.each([...Object.keys(DETECTORS), ...IN_STEPS.map(stepwise)])(
    '%s are found in at most one company of twenty',
    (name) => {
      expect(found.get(name) ?? 0).toBeLessThanOrEqual(MOST_FOUND)
    },
  )
})
