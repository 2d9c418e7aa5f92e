import {
  countTransitions,
  type Durations,
  durationColumns,
  type Followed,
  joinDurations,
  joinStageLives,
  type MedianTimes,
  measureStages,
  medianTimesOf,
  NONE,
  rulesOf,
  STATUS,
  type StageLives,
  type TransitionCounts,
  total,
  transitionsOf,
  wasLived,
} from '../journeys/index.ts'
import { durationMs, type Rate, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type CurvePoint, survivalCurve } from './survival-curve.ts'

/** How long a stage, or the whole way, takes those who live it. */
export interface LivedTimes extends MedianTimes {
  /** The stage; `null` for the way from entry to success. */
  readonly stage: string | null
  readonly expectedSeconds: number | null
  readonly maxSeconds: number | null
  /** Who got through, and who is still on the way: they count for as long as they have been. */
  readonly ended: number
  readonly waiting: number
  readonly late: Rate | null
  readonly curve: readonly CurvePoint[]
}

export interface TransitionTimes {
  readonly from: string
  readonly to: string
  readonly journeys: number
  readonly medianSeconds: number | null
  readonly medianLow: number | null
  readonly medianHigh: number | null
  /** What the map allows between the two. */
  readonly withinSeconds: number | null
}

export interface Times {
  readonly whole: LivedTimes
  readonly stages: readonly LivedTimes[]
  readonly transitions: readonly TransitionTimes[]
  /** Interactions of the map by day of the week (Monday first) and hour, in the workspace's zone. */
  readonly rhythm: readonly (readonly number[])[]
}

const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms / 1000 : null)

const timesOf = (durations: Durations) => ({
  ...medianTimesOf(durations),
  ended: durations.ended.length,
  waiting: durations.waiting.length,
  curve: survivalCurve(durations),
})

const wholeIn = ({ instances, asOf }: Followed): Durations => {
  const durations = durationColumns()
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] === STATUS.abandoned) continue
    const ended = instances.status[i] === STATUS.succeeded
    const end = ended ? (instances.closedAt[i] ?? 0) : asOf
    durations.add((end - (instances.openedAt[i] ?? 0)) / 1000, ended)
  }
  return durations.columns()
}

/** Day of the week (0 Monday) and hour of an instant, worked out once for each hour of the calendar. */
const calendar = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', hour12: false })
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const known = new Map<number, readonly [number, number]>()
  return (at: number): readonly [number, number] => {
    const slot = Math.floor(at / 900_000)
    const found = known.get(slot)
    if (found) return found
    const parts = format.formatToParts(slot * 900_000)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    const place = [Math.max(0, days.indexOf(of('weekday'))), Number(of('hour')) % 24] as const
    known.set(slot, place)
    return place
  }
}

const rhythmOf = ({ table, instances }: Followed, zone: string): number[][] => {
  const rhythm = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  const placeOf = calendar(zone)
  for (let i = 0; i < instances.count; i++)
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if (table.touchpoint[e] === NONE || !wasLived(table, instances, i, e)) continue
      const [day, hour] = placeOf(table.at[e] ?? 0)
      const hours = rhythm[day]
      if (hours) hours[hour] = (hours[hour] ?? 0) + 1
    }
  return rhythm
}

/** The times of some journeys. */
export interface TimesCounts {
  readonly whole: Durations
  readonly lives: readonly StageLives[]
  readonly transitions: TransitionCounts
  readonly rhythm: readonly (readonly number[])[]
}

export const countTimes = (followed: Followed, zone: string): TimesCounts => {
  const { map, table, rules, instances, asOf } = followed
  return {
    whole: wholeIn(followed),
    lives: measureStages(table, rules, instances, asOf),
    transitions: countTransitions(map, table, instances),
    rhythm: rhythmOf(followed, zone),
  }
}

/** Times expected beside lived, by stage and between touchpoints; people still on the way are censored, never left out. */
export const tellTimes = (map: JourneyMap, parts: readonly TimesCounts[], minN: number): Times => {
  const { stages } = rulesOf(map)
  const lives = joinStageLives(parts.map((part) => part.lives))
  const whole = joinDurations(parts.map((part) => part.whole))
  const allowed = new Map(
    (map.transitions ?? []).map(({ from, to, within }) => [`${from} ${to}`, within && durationMs(within)]),
  )
  return {
    whole: { stage: null, expectedSeconds: null, maxSeconds: null, late: null, ...timesOf(whole) },
    stages: lives.map(({ durations, late, inTime }, s) => ({
      stage: stages[s]?.id ?? '',
      expectedSeconds: finite(stages[s]?.expected ?? Infinity),
      maxSeconds: finite(stages[s]?.max ?? Infinity),
      late: stages[s]?.expected === Infinity ? null : rate(late, late + inTime, minN),
      ...timesOf(durations),
    })),
    transitions: transitionsOf(
      map,
      parts.map((part) => part.transitions),
    )
      .slice(0, 60)
      .map(({ from, to, instances: journeys, medianSeconds, medianLow, medianHigh }) => {
        const within = allowed.get(`${from} ${to}`)
        const withinSeconds = within ? within / 1000 : null
        return { from, to, journeys, medianSeconds, medianLow, medianHigh, withinSeconds }
      }),
    rhythm: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (__, hour) => total(parts.map(({ rhythm }) => rhythm[day]?.[hour] ?? 0))),
    ),
  }
}

export const timesIn = (followed: Followed, zone: string, minN: number): Times =>
  tellTimes(followed.map, [countTimes(followed, zone)], minN)
