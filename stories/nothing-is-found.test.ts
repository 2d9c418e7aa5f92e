import { beforeAll, describe, expect, it } from 'vitest'
import { compareAnalysis } from '../src/analyses/compare-analysis.ts'
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
const told = async <Body>(answer: Promise<{ readonly body: unknown }>) => (await answer).body as Body
interface Tested {
  readonly q: number | null
}

const DETECTORS: Readonly<Record<string, Finds>> = {
  'paths that work': async (ports) => {
    const options = { map: 'chance', landmark: 'P3D', support: 30 }
    const { found } = await told<{ found: number }>(effectivenessAnalysis.answer(ports, { ...WHOLE, options } as never))
    return found > 0
  },
  'differences between two groups': async (ports) => {
    const options = { map: 'chance', a: ['group=a'], b: ['group=b'] }
    const { differences } = await told<{ differences: readonly Tested[] }>(
      compareAnalysis.answer(ports, { ...WHOLE, options } as never),
    )
    return differences.some(({ q }) => q !== null && q <= 0.05)
  },
  'differences between people of two channels, some of whom are on both': async (ports) => {
    const options = { map: 'chance', a: ['channel=web'], b: ['channel=phone'] }
    const { both, differences } = await told<{ both: number; differences: readonly Tested[] }>(
      compareAnalysis.answer(ports, { ...WHOLE, options } as never),
    )
    expect(both).toBeGreaterThan(0)
    return differences.some(({ q }) => q !== null && q <= 0.05)
  },
  'touchpoints that make people recommend': async (ports) => {
    const options = { map: 'chance' }
    const { touchpoints } = await told<{ touchpoints: readonly Tested[] }>(
      recommendAnalysis.answer(ports, { ...WHOLE, options } as never),
    )
    return touchpoints.some(({ q }) => q !== null && q <= 0.05)
  },
  'reasons to leave a stage': async (ports) => {
    // Asked stage by stage: each stage has its own five in a hundred.
    return (dropOffAt(await lives(ports), 'decide', 0)?.contrasts.length ?? 0) > 0
  },
  'moments that matter': async (ports) => {
    const followed = await lives(ports)
    return noticeMoments(followed, livedOf(followed, { hash: MAP.id })).moments.length > 0
  },
}

const STEPPED = 'paths that work, where a stage is lived in steps'

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
      if (await DETECTORS['paths that work']?.(stepped)) found.set(STEPPED, (found.get(STEPPED) ?? 0) + 1)
    }
  }, ROUNDS * 3000)
  it.each([...Object.keys(DETECTORS), STEPPED])('%s are found in at most one company of twenty', (name) => {
    expect((found.get(name) ?? 0) / ROUNDS).toBeLessThanOrEqual(0.05)
  })
})
