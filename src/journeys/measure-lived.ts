import { type Instant, iso, quantileOf, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { medianOf } from '../statistics/index.ts'
import { namedPaths } from './aligned-traces.ts'
import { findBreakingPoints } from './breaking-points.ts'
import type { CaseBasis, JourneyTable } from './cases.ts'
import { NONE } from './cases.ts'
import { type Cohort, within } from './cohort.ts'
import type { StageDeviations } from './deviations.ts'
import { CASE, follow, type Instances, STATUS } from './follow.ts'
import { type JourneyRules, rulesOf } from './instance.ts'
import { joinDurations, joinStageLives } from './joined-times.ts'
import { type Durations, durationColumns, medianTimesOf } from './kaplan-meier.ts'
import type { InstanceCounts, Lived, LivedStage, MedianTimes } from './lived.ts'
import { joinTraces, keptTraces, type TracedLives } from './lived-traces.ts'
import { conformanceOf, traceLives } from './measure-conformance.ts'
import { countOffMap, type OffMapCounts, offMapOf } from './measure-off-map.ts'
import {
  countPaths,
  countTransitions,
  type PathCounts,
  type TransitionCounts,
  transitionsOf,
  variantsOf,
} from './measure-paths.ts'
import { measureStages, type StageLives } from './measure-stages.ts'
import {
  countTouchpoints,
  gatherScores,
  type ScorePools,
  satisfactionOf,
  type TouchpointCounts,
  touchpointsOf,
} from './measure-touchpoints.ts'
import { type Costs, DESIGN_COSTS, UNIT_COSTS } from './model.ts'
import { total } from './sums.ts'
import { wholeCases } from './whole-cases.ts'

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
  /** Every deviation costs 1, every event counts and every case is held to the whole design: process mining's figures. */
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

const toSuccess = ({ count, status, openedAt, closedAt }: Instances, asOf: Instant): Durations => {
  const found = durationColumns()
  for (let i = 0; i < count; i++) {
    if (status[i] === STATUS.abandoned) continue
    const ended = status[i] === STATUS.succeeded
    found.add(((ended ? (closedAt[i] ?? 0) : asOf) - (openedAt[i] ?? 0)) / 1000, ended)
  }
  return found.columns()
}

const durationOf = (parts: readonly Durations[]): Lived['duration'] => {
  const durations = joinDurations(parts)
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

/** What is counted of some journeys: whole counts add up, columns of times stand one behind the other. */
export interface LivedCounts {
  readonly asOf: Instant
  readonly events: Lived['events']
  readonly notEntered: number
  readonly instances: InstanceCounts
  readonly duration: Durations
  readonly lives: readonly StageLives[]
  readonly scores: ScorePools
  readonly traced: TracedLives
  readonly touchpoints: TouchpointCounts
  readonly transitions: TransitionCounts
  readonly paths: PathCounts
  readonly offMap: OffMapCounts
}

/** Counts some journeys, each person whole. */
export const countLived = (
  followed: Followed,
  { unitCosts = false, between = () => {} }: Pick<LivedOptions, 'unitCosts' | 'between'> = {},
): LivedCounts => {
  const { map, table, rules, instances, asOf } = followed
  const costs: Costs = unitCosts ? UNIT_COSTS : DESIGN_COSTS
  const lives = measureStages(table, rules, instances, asOf)
  between()
  const scores = gatherScores(table, rules, instances)
  between()
  const held = unitCosts ? wholeCases(table, rules, instances, asOf) : instances
  const traced = {
    ...traceLives(map, table, rules, held, { asOf, costs, complete: unitCosts }),
    ...(unitCosts && { named: namedPaths(table, held) }),
  }
  between()
  const paths = countPaths(table, instances)
  between()
  return {
    asOf,
    events: eventsOf(followed),
    notEntered: instances.notEntered,
    instances: countInstances(instances),
    duration: toSuccess(instances, asOf),
    lives,
    scores,
    traced,
    touchpoints: countTouchpoints(map, table, rules, instances, asOf),
    transitions: countTransitions(map, table, instances),
    paths,
    offMap: countOffMap(map, table, instances),
  }
}

/** The same, which holds nothing of the journeys themselves. */
export const keptLived = (counts: LivedCounts): LivedCounts => ({ ...counts, traced: keptTraces(counts.traced) })

const summed = <Counts extends Readonly<Record<string, number>>>(parts: readonly Counts[]): Counts =>
  parts.reduce(
    (sum, part) => Object.fromEntries(Object.entries(part).map(([key, n]) => [key, (sum[key] ?? 0) + n])) as Counts,
  )

/**
 * THE ANSWER of the product: the designed map beside what was lived, up to `asOf`, of the counts of all parts. Definitions are
 * those of the methods: one instance per named case or several per person; open is never lost; rates carry numerator,
 * denominator and interval.
 */
export const tellLived = (map: JourneyMap, parts: readonly LivedCounts[], options: LivedOptions = {}): Lived => {
  const { hash = '', basis = 'case', minN = 0, top = 50, unitCosts = false, between = () => {} } = options
  const [first] = parts
  if (!first) throw new Error('Nothing was counted')
  const rules = rulesOf(map)
  const lives = joinStageLives(parts.map((part) => part.lives))
  const scores = satisfactionOf(
    parts.map((part) => part.scores),
    minN,
  )
  const costs: Costs = unitCosts ? UNIT_COSTS : DESIGN_COSTS
  const traced = joinTraces(parts.map((part) => part.traced))
  const { conformance, stages } = conformanceOf(map, rules, traced, { costs, minN, complete: unitCosts, top })
  between()
  const { variants, total: variantsTotal } = variantsOf(
    map,
    parts.map(({ paths }) => paths),
    minN,
    top,
  )
  between()
  return {
    map: { id: map.id, revision: map.revision ?? null, hash },
    asOf: iso(first.asOf),
    ...(basis !== 'case' && { caseBasis: basis }),
    events: summed(parts.map(({ events }) => events)),
    notEntered: total(parts.map(({ notEntered }) => notEntered)),
    instances: summed(parts.map(({ instances }) => ({ ...instances }))),
    duration: durationOf(parts.map(({ duration }) => duration)),
    stages: rules.stages.map((stage, s) =>
      stageOf(lives[s] as StageLives, stage, stages[s] as StageDeviations, scores.stage(s), minN),
    ),
    touchpoints: touchpointsOf(
      map,
      parts.map(({ touchpoints }) => touchpoints),
      minN,
      scores.touchpoint,
    ),
    transitions: transitionsOf(
      map,
      parts.map(({ transitions }) => transitions),
    ),
    variants,
    variantsTotal,
    offMap: offMapOf(
      map,
      parts.map(({ offMap }) => offMap),
    ),
    satisfaction: scores.all,
    conformance,
    breakingPoints: findBreakingPoints(map, lives, minN),
  }
}

/** The answer of journeys at hand. */
export const livedOf = (followed: Followed, options: LivedOptions = {}): Lived =>
  tellLived(followed.map, [countLived(followed, options)], options)

/** The answer over a table: everybody in it. */
export const lived = (map: JourneyMap, table: JourneyTable, asOf: Instant, options: LivedOptions = {}): Lived =>
  livedOf(followMap(map, table, asOf), options)
