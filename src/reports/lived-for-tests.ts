import { satisfaction } from '../feedback/index.ts'
import type { Deviation, Lived, LivedTouchpoint, LivedVariant } from '../journeys/index.ts'
import { durationMs, quantile, rate } from '../kernel/index.ts'
import type { JourneyMap, Touchpoint } from '../maps/index.ts'
import type { NoticedMoment } from '../moments/index.ts'

/** Chance that is the same each time. */
const chance = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

interface Walk {
  readonly path: string[]
  readonly stages: Map<string, number>
  readonly outcome: 'succeeded' | 'abandoned' | 'open'
  readonly last: string
}

const DROP: Record<string, number> = {
  discover: 0.22,
  prepare: 0.14,
  design: 0.12,
  decide: 0.41,
  make: 0.02,
  install: 0.01,
}

/** One person's walk through a map: optional touchpoints half of the time, an abandonment now and then. */
const walk = (map: JourneyMap, random: () => number): Walk => {
  const [path, stages] = [[] as string[], new Map<string, number>()]
  for (const stage of map.stages) {
    const expected = (durationMs(stage.expected ?? 'P10D') ?? 0) / 1000
    stages.set(stage.id, expected * (0.4 + random() * random() * 3.4))
    for (const touchpoint of map.touchpoints.filter((each) => each.stage === stage.id)) {
      if (touchpoint.need === 'expected_absent') continue
      const kept = touchpoint.need === 'optional' ? random() < 0.35 : random() < 0.93
      if (kept) path.push(touchpoint.id)
      if (kept && touchpoint.repeatable && random() < 0.12) path.push(touchpoint.id)
    }
    const luck = random()
    if (luck < (DROP[stage.id] ?? 0.02)) return { path, stages, outcome: 'abandoned', last: stage.id }
    if (luck > 0.965) return { path, stages, outcome: 'open', last: stage.id }
  }
  return { path, stages, outcome: 'succeeded', last: '' }
}

const count = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length

/** A lived journey made up from a map: consistent counts, the same each time. */
export const livedForTests = (map: JourneyMap, size = 2_400, seed = 7, minN = 10): Lived => {
  const random = chance(seed)
  const walks = Array.from({ length: size }, () => walk(map, random))
  const of = (outcome: Walk['outcome']) => count(walks, (each) => each.outcome === outcome)
  const [succeeded, abandoned, open] = [of('succeeded'), of('abandoned'), of('open')]
  const touchpoints = map.touchpoints.map((each) => livedTouchpoint(each, walks, random, minN))
  const total = touchpoints.reduce((sum, { events }) => sum + events, 0)
  const durations = walks
    .filter(({ outcome }) => outcome === 'succeeded')
    .map(({ stages }) => [...stages.values()].reduce((a, b) => a + b, 0))
  const sorted = Float64Array.from(durations).sort()
  const variants = variantsOf(walks, minN)
  return {
    map: { id: map.id, revision: map.revision ?? null, hash: '5f0c1e9ad2b34c7788a1' },
    asOf: '2026-09-14T08:00:00.000Z',
    caseBasis: 'case',
    events: { total: total + 4_312, inInstances: total + 1_204, onMap: total },
    notEntered: 186,
    instances: { total: size, succeeded, abandoned, open, onTrack: Math.round(open * 0.8) },
    duration: {
      medianSeconds: quantile(sorted, 0.5),
      medianLow: null,
      medianHigh: null,
      p90Seconds: quantile(sorted, 0.9),
      n: succeeded,
    },
    stages: map.stages.map((stage) => livedStage(map, stage.id, walks, random, minN)),
    touchpoints,
    transitions: [],
    variants,
    variantsTotal: variants.length,
    offMap: [
      {
        event: 'Order Status Asked',
        channel: 'phone',
        events: 812,
        instances: 431,
        after: 'order-confirmed',
        before: 'delivery-slot',
        lift: 7.4,
        liftLow: 5.92,
        liftHigh: 9.25,
      },
      {
        event: 'Store Called',
        channel: 'phone',
        events: 240,
        instances: 201,
        after: 'quote',
        before: 'signature',
        lift: 2.1,
        liftLow: 1.68,
        liftHigh: 2.62,
      },
      {
        event: 'Password Reset',
        channel: 'web',
        events: 96,
        instances: 77,
        after: 'configurator',
        before: 'plan-saved',
        lift: 1.4,
        liftLow: 1.12,
        liftHigh: 1.75,
      },
      {
        event: 'Parcel Refused',
        channel: 'mail',
        events: 4,
        instances: 4,
        after: null,
        before: null,
        lift: null,
        liftLow: null,
        liftHigh: null,
      },
    ],
    satisfaction: [satisfaction('nps', scores(random, 380, 11), minN)],
    conformance: {
      fitness: 0.8734,
      fitnessLow: 0.8701,
      fitnessHigh: 0.8767,
      averageTraceFitness: 0.8812,
      averageTraceFitnessLow: 0.8779,
      averageTraceFitnessHigh: 0.8845,
      perfectShare: rate(Math.round(size * 0.31), size - open, minN),
      deviations: deviationsOf(map, size, random, minN),
      outcomes: {
        conform: Math.round(size * 0.31),
        deviating: size - Math.round(size * 0.31) - open - 214,
        onTrack: open,
        broken: 214,
      },
      bands: [],
    },
    breakingPoints: [
      {
        stage: 'decide',
        dropOff: rate(412, 988, minN),
        others: rate(640, 4_820, minN),
        z: 21.3,
        lastTouchpoint: 'quote',
      },
    ],
  }
}

const scores = (random: () => number, n: number, top: number): number[] =>
  Array.from({ length: n }, () => Math.floor(Math.sqrt(random()) * top))

const livedStage = (
  map: JourneyMap,
  id: string,
  walks: readonly Walk[],
  random: () => number,
  minN: number,
): Lived['stages'][number] => {
  const stage = map.stages.find((each) => each.id === id)
  const seconds = (text: string | undefined) => (text === undefined ? null : (durationMs(text) ?? 0) / 1000)
  const times = Float64Array.from(walks.flatMap(({ stages }) => stages.get(id) ?? [])).sort()
  const entered = times.length
  const stopped = count(walks, ({ outcome, last }) => outcome === 'abandoned' && last === id)
  const expected = seconds(stage?.expected)
  return {
    id,
    entered,
    abandoned: stopped,
    dropOff: rate(stopped, Math.round(entered * 0.97), minN),
    medianSeconds: entered < minN ? null : quantile(times, 0.5),
    medianLow: null,
    medianHigh: null,
    p90Seconds: entered < minN ? null : quantile(times, 0.9),
    expectedSeconds: expected,
    maxSeconds: seconds(stage?.max),
    late: rate(times.filter((time) => expected !== null && time > expected).length, entered, minN),
    deviations: {
      skipped: Math.round(entered * random() * 0.2),
      repeated: Math.round(entered * random() * 0.1),
      outOfOrder: Math.round(entered * random() * 0.05),
      wrongChannel: id === 'prepare' ? Math.round(entered * 0.12) : 3,
      tooSlow: Math.round(entered * random() * 0.15),
      broken: stopped,
    },
    satisfaction: ['design', 'make', 'install'].includes(id)
      ? [satisfaction('csat', scores(random, Math.round(entered * 0.3), id === 'make' ? 4.5 : 6), minN)]
      : [],
  }
}

const livedTouchpoint = (
  { id, channels = [], metrics = [] }: Touchpoint,
  walks: readonly Walk[],
  random: () => number,
  minN: number,
): LivedTouchpoint => {
  const instances = count(walks, ({ path }) => path.includes(id))
  const events = walks.reduce((sum, { path }) => sum + path.filter((each) => each === id).length, 0)
  let left = events
  const byChannel = channels.map((channel, index) => {
    const part = index === channels.length - 1 ? left : Math.round(left * (0.5 + random() * 0.3))
    left -= part
    return { channel, events: part, instances: Math.min(instances, part), designed: true }
  })
  const stray = id === 'configurator-help' ? [{ channel: 'chat', events: 64, instances: 51, designed: false }] : []
  return {
    id,
    events,
    instances,
    share: rate(instances, walks.length, minN),
    byChannel: [...byChannel.filter(({ events: some }) => some > 0), ...stray],
    overdue: rate(0, instances, minN),
    satisfaction: metrics.some(({ metric }) => metric === 'csat')
      ? [satisfaction('csat', scores(random, 200, 6), minN)]
      : [],
  }
}

const variantsOf = (walks: readonly Walk[], minN: number): LivedVariant[] => {
  const groups = new Map<string, Walk[]>()
  for (const each of walks) groups.set(each.path.join('>'), [...(groups.get(each.path.join('>')) ?? []), each])
  return [...groups.values()]
    .map((group) => ({
      path: group[0]?.path ?? [],
      instances: group.length,
      share: rate(group.length, walks.length, minN),
      succeeded: rate(
        count(group, (each) => each.outcome === 'succeeded'),
        group.length,
        minN,
      ),
      open: count(group, (each) => each.outcome === 'open'),
    }))
    .sort((a, b) => b.instances - a.instances)
}

const deviationsOf = (map: JourneyMap, size: number, random: () => number, minN: number): Deviation[] =>
  map.touchpoints.slice(0, 14).map(({ id, stage }, index) => {
    const instances = Math.round(size * 0.22 * random() * (1 - index / 15))
    const kind = (['skipped', 'wrong_channel', 'repeated', 'out_of_order'] as const)[index % 4] ?? 'skipped'
    return {
      kind,
      touchpoint: id,
      stage,
      instances,
      share: rate(instances, size, minN),
      cost: instances * (index % 4 === 1 ? 0.5 : 1),
    }
  })

const seen = (moment: Pick<NoticedMoment, 'kind' | 'sign' | 'statistics'> & Partial<NoticedMoment>): NoticedMoment => ({
  presence: 'present',
  status: 'proposed',
  origin: 'data',
  stage: null,
  touchpoint: null,
  event: null,
  channel: null,
  ...moment,
})

export const noticedForTests: readonly NoticedMoment[] = [
  seen({
    kind: 'breaking_point',
    sign: 'drop_off',
    stage: 'decide',
    statistics: {
      n: 988,
      dropOff: 0.417,
      low: 0.387,
      high: 0.448,
      abandoned: 412,
      others: 0.133,
      othersN: 4820,
      z: 21.3,
    },
  }),
  seen({
    kind: 'irritant',
    presence: 'missing',
    sign: 'off_map',
    stage: 'make',
    event: 'Order Status Asked',
    channel: 'phone',
    statistics: {
      events: 812,
      instances: 431,
      support: 0.18,
      low: 0.16,
      high: 0.2,
      n: 2400,
      lift: 7.4,
      liftLow: 5.92,
      liftHigh: 9.25,
      after: 'order-confirmed',
      z: 40.2,
    },
  }),
  seen({
    kind: 'truth',
    sign: 'asymmetry',
    stage: 'design',
    touchpoint: 'design-appointment',
    statistics: {
      outcome: 'success',
      n: 612,
      lowN: 150,
      low: 0.09,
      middleN: 140,
      middle: 0.24,
      highN: 322,
      high: 0.52,
      swing: 0.43,
    },
  }),
  seen({
    kind: 'irritant',
    sign: 'low_score',
    stage: 'live',
    touchpoint: 'after-sales',
    statistics: { n: 7, score: 0.777, others: 0.6, othersN: 900, z: -4.2 },
  }),
]
