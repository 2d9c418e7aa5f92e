import { type Instant, iso, quantileOf, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { medianOf } from '../statistics/index.ts'
import { findBreakingPoints } from './breaking-points.ts'
import type { CaseBasis, JourneyTable } from './cases.ts'
import { NONE } from './cases.ts'
import { type Cohort, within } from './cohort.ts'
import type { StageDeviations } from './deviations.ts'
import { CASE, follow, type Instances, STATUS } from './follow.ts'
import { type JourneyRules, rulesOf } from './instance.ts'
import { type Durations, durationColumns, medianTimesOf } from './kaplan-meier.ts'
import type { InstanceCounts, Lived, LivedStage, MedianTimes } from './lived.ts'
import { measureConformance } from './measure-conformance.ts'
import { measureOffMap } from './measure-off-map.ts'
import { measureTransitions, measureVariants } from './measure-paths.ts'
import { measureStages, type StageLives } from './measure-stages.ts'
import { measureSatisfaction, measureTouchpoints } from './measure-touchpoints.ts'
import { type Costs, DESIGN_COSTS, UNIT_COSTS } from './model.ts'

/** The journeys of a map as they were followed: what every measure looks at, so that a count and its list are of the same. */
export interface Followed {
  readonly map: JourneyMap
  readonly table: JourneyTable
  readonly rules: JourneyRules
  readonly instances: Instances
  readonly asOf: Instant
}

/** Follows a table through a map, and keeps the journeys of a cohort. */
export const followMap = (map: JourneyMap, table: JourneyTable, asOf: Instant, cohort: Cohort = {}): Followed => {
  const rules = rulesOf(map)
  return { map, table, rules, instances: within(table, follow(table, rules, asOf), cohort), asOf }
}

export interface LivedOptions {
  /** The hash of the map's design, as its store or file gives it. */
  readonly hash?: string
  readonly basis?: CaseBasis
  /** Rates over fewer are withheld. */
  readonly minN?: number
  /** How many of the commonest variants are listed. */
  readonly top?: number
  /** Every deviation costs 1, every event counts and every instance is held to the whole design: process mining's figures. */
  readonly unitCosts?: boolean
  /** Called between measures: throws where nobody waits for the answer any more. */
  readonly between?: () => void
}

const countInstances = ({ count, status, onTrack }: Instances): InstanceCounts => {
  const of = (wanted: number) => status.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0)
  return {
    total: count,
    succeeded: of(STATUS.succeeded),
    abandoned: of(STATUS.abandoned),
    open: of(STATUS.open),
    onTrack: onTrack.reduce((sum, value) => sum + value, 0),
  }
}

/**
 * Kaplan-Meier where somebody is still on the way, since the slow would be missing; else linear quantiles. Those who stopped
 * are in neither: they never got through.
 */
const timesOf = (durations: Durations): MedianTimes => {
  if (durations.waiting.length > 0) return medianTimesOf(durations)
  const known = durations.ended.slice()
  const { value, low, high } = medianOf(known)
  return { medianSeconds: value, medianLow: low, medianHigh: high, p90Seconds: quantileOf(known, 0.9) }
}
const NO_TIMES: MedianTimes = { medianSeconds: null, medianLow: null, medianHigh: null, p90Seconds: null }

const toSuccess = ({ count, status, openedAt, closedAt }: Instances, asOf: Instant): Lived['duration'] => {
  const found = durationColumns()
  for (let i = 0; i < count; i++) {
    if (status[i] === STATUS.abandoned) continue
    const ended = status[i] === STATUS.succeeded
    found.add(((ended ? (closedAt[i] ?? 0) : asOf) - (openedAt[i] ?? 0)) / 1000, ended)
  }
  const durations = found.columns()
  const n = durations.ended.length
  return { ...(n === 0 ? NO_TIMES : timesOf(durations)), n }
}

const seconds = (ms: number): number | null => (ms === Infinity ? null : ms / 1000)

const stageOf = (
  lives: StageLives,
  { id, expected, max }: JourneyRules['stages'][number],
  { broken, ...deviations }: StageDeviations,
  satisfaction: LivedStage['satisfaction'],
  minN: number,
): LivedStage => {
  const { late, inTime } = lives
  return {
    id,
    entered: lives.entered,
    abandoned: lives.abandoned,
    dropOff: rate(lives.abandoned, lives.mature, minN),
    ...timesOf(lives.durations),
    expectedSeconds: seconds(expected),
    maxSeconds: seconds(max),
    late: rate(late, expected === Infinity ? 0 : late + inTime, minN),
    deviations: { ...deviations, tooSlow: late, broken },
    satisfaction,
  }
}

/** Events looked at: those of the cohort's people that had happened. */
const eventsOf = ({ table, instances, asOf }: Followed): Lived['events'] => {
  let [total, onMap] = [0, 0]
  for (let c = 0; c < table.keys.length; c++) {
    if (instances.cases[c] === CASE.unseen) continue
    const end = table.starts[c + 1] ?? 0
    for (let e = table.starts[c] ?? 0; e < end && (table.at[e] ?? 0) <= asOf; e++) total++
  }
  for (const e of instances.members) if (table.touchpoint[e] !== NONE) onMap++
  return { total, inInstances: instances.members.length, onMap }
}

/**
 * THE ANSWER of the product: the designed map beside what was lived, up to `asOf`. Definitions are those of the methods: one
 * instance per named case or several per person; open is never lost; rates carry numerator, denominator and interval.
 */
export const livedOf = (followed: Followed, options: LivedOptions = {}): Lived => {
  const { map, table, rules, instances, asOf } = followed
  const { hash = '', basis = 'case', minN = 0, top = 50, unitCosts = false, between = () => {} } = options
  const costs: Costs = unitCosts ? UNIT_COSTS : DESIGN_COSTS
  const lives = measureStages(table, rules, instances, asOf)
  between()
  const scores = measureSatisfaction(table, rules, instances, minN)
  between()
  const { conformance, stages } = measureConformance(map, table, rules, instances, {
    asOf,
    costs,
    minN,
    complete: unitCosts,
  })
  between()
  const { variants, total } = measureVariants(map, table, instances, minN, top)
  between()
  return {
    map: { id: map.id, revision: map.revision ?? null, hash },
    asOf: iso(asOf),
    ...(basis !== 'case' && { caseBasis: basis }),
    events: eventsOf(followed),
    notEntered: instances.notEntered,
    instances: countInstances(instances),
    duration: toSuccess(instances, asOf),
    stages: rules.stages.map((stage, s) =>
      stageOf(lives[s] as StageLives, stage, stages[s] as StageDeviations, scores.stage(s), minN),
    ),
    touchpoints: measureTouchpoints(map, table, rules, instances, asOf, minN, scores.touchpoint),
    transitions: measureTransitions(map, table, instances),
    variants,
    variantsTotal: total,
    offMap: measureOffMap(map, table, instances),
    satisfaction: scores.all,
    conformance,
    breakingPoints: findBreakingPoints(map, lives, minN),
  }
}

/** The answer over a table: everybody in it. */
export const lived = (map: JourneyMap, table: JourneyTable, asOf: Instant, options: LivedOptions = {}): Lived =>
  livedOf(followMap(map, table, asOf), options)
