import type { Satisfaction } from '../feedback/index.ts'
import type { Lived, LivedStage, LivedTouchpoint } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'

/** A page is shown to people who did not choose the number: what rests on fewer people is withheld. */
export const PUBLIC_MIN_N = 10

const WITHHELD: Rate = rate(0, 0)

/** Withheld with its counts, where it rests on few people or speaks of few: nobody is singled out by a share of one. */
const large = (one: Rate, minN: number): Rate =>
  one.den < minN || (one.num > 0 && one.num < minN) || (one.den > one.num && one.den - one.num < minN) ? WITHHELD : one

const many = (count: number, minN: number): number => (count < minN ? 0 : count)

const scores = (all: readonly Satisfaction[], minN: number): readonly Satisfaction[] => all.filter(({ n }) => n >= minN)

const stage = (one: LivedStage, minN: number): LivedStage => {
  const known = one.entered >= minN
  return {
    id: one.id,
    entered: one.entered,
    abandoned: many(one.abandoned, minN),
    dropOff: large(one.dropOff, minN),
    medianSeconds: known ? one.medianSeconds : null,
    medianLow: known ? one.medianLow : null,
    medianHigh: known ? one.medianHigh : null,
    p90Seconds: known ? one.p90Seconds : null,
    expectedSeconds: one.expectedSeconds,
    maxSeconds: one.maxSeconds,
    late: large(one.late, minN),
    deviations: {
      skipped: many(one.deviations.skipped, minN),
      repeated: many(one.deviations.repeated, minN),
      outOfOrder: many(one.deviations.outOfOrder, minN),
      wrongChannel: many(one.deviations.wrongChannel, minN),
      tooSlow: many(one.deviations.tooSlow, minN),
      broken: many(one.deviations.broken, minN),
    },
    satisfaction: scores(one.satisfaction, minN),
  }
}

const touchpoint = (one: LivedTouchpoint, minN: number): LivedTouchpoint => ({
  id: one.id,
  events: one.events,
  instances: one.instances,
  share: large(one.share, minN),
  byChannel: one.byChannel.filter(({ instances }) => instances >= minN),
  satisfaction: scores(one.satisfaction, minN),
  overdue: large(one.overdue, minN),
})

/**
 * What of the lived figures leaves the house: figures of the map's own stages and touchpoints over at least `minN` people.
 * Ways of single people, interactions off the map and where each case ended stay inside. `undefined` where too few lived it.
 */
export const publicLived = (lived: Lived, minN = PUBLIC_MIN_N): Lived | undefined => {
  const { instances, conformance } = lived
  if (instances.total < minN) return undefined
  return {
    map: { id: lived.map.id, revision: lived.map.revision, hash: '' },
    asOf: lived.asOf,
    events: { total: 0, inInstances: 0, onMap: 0 },
    notEntered: 0,
    instances: {
      total: instances.total,
      succeeded: many(instances.succeeded, minN),
      abandoned: many(instances.abandoned, minN),
      open: many(instances.open, minN),
      onTrack: many(instances.onTrack, minN),
    },
    duration:
      lived.duration.n < minN
        ? { medianSeconds: null, medianLow: null, medianHigh: null, p90Seconds: null, n: 0 }
        : lived.duration,
    stages: lived.stages.filter(({ entered }) => entered >= minN).map((one) => stage(one, minN)),
    touchpoints: lived.touchpoints
      .filter((one) => one.instances === 0 || one.instances >= minN)
      .map((one) => touchpoint(one, minN)),
    transitions: [],
    variants: [],
    variantsTotal: 0,
    offMap: [],
    satisfaction: scores(lived.satisfaction, minN),
    conformance: {
      fitness: conformance.fitness,
      fitnessLow: conformance.fitnessLow,
      fitnessHigh: conformance.fitnessHigh,
      averageTraceFitness: conformance.averageTraceFitness,
      averageTraceFitnessLow: conformance.averageTraceFitnessLow,
      averageTraceFitnessHigh: conformance.averageTraceFitnessHigh,
      perfectShare: large(conformance.perfectShare, minN),
      deviations: [],
      outcomes: {
        conform: many(conformance.outcomes.conform, minN),
        deviating: many(conformance.outcomes.deviating, minN),
        onTrack: many(conformance.outcomes.onTrack, minN),
        broken: many(conformance.outcomes.broken, minN),
      },
      bands: [],
    },
    breakingPoints: lived.breakingPoints
      .filter(({ dropOff }) => large(dropOff, minN).value !== null)
      .map(({ stage: at, dropOff, others, z, lastTouchpoint }) => ({ stage: at, dropOff, others, z, lastTouchpoint })),
  }
}
