import {
  type Durations,
  durationColumns,
  type Followed,
  type MedianTimes,
  measureStages,
  measureTransitions,
  medianTimesOf,
  NONE,
  STATUS,
  wasLived,
} from '../journeys/index.ts'
import { durationMs, type Rate, rate } from '../kernel/index.ts'
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

const wholeOf = ({ instances, asOf }: Followed): LivedTimes => {
  const durations = durationColumns()
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] === STATUS.abandoned) continue
    const ended = instances.status[i] === STATUS.succeeded
    const end = ended ? (instances.closedAt[i] ?? 0) : asOf
    durations.add((end - (instances.openedAt[i] ?? 0)) / 1000, ended)
  }
  return { stage: null, expectedSeconds: null, maxSeconds: null, late: null, ...timesOf(durations.columns()) }
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

/** Times expected beside lived, by stage and between touchpoints; people still on the way are censored, never left out. */
export const timesIn = (followed: Followed, zone: string, minN: number): Times => {
  const { map, table, rules, instances, asOf } = followed
  const lives = measureStages(table, rules, instances, asOf)
  const allowed = new Map(
    (map.transitions ?? []).map(({ from, to, within }) => [`${from} ${to}`, within && durationMs(within)]),
  )
  return {
    whole: wholeOf(followed),
    stages: lives.map(({ durations, late, inTime }, s) => ({
      stage: rules.stages[s]?.id ?? '',
      expectedSeconds: finite(rules.stages[s]?.expected ?? Infinity),
      maxSeconds: finite(rules.stages[s]?.max ?? Infinity),
      late: rules.stages[s]?.expected === Infinity ? null : rate(late, late + inTime, minN),
      ...timesOf(durations),
    })),
    transitions: measureTransitions(map, table, instances)
      .slice(0, 60)
      .map(({ from, to, instances: journeys, medianSeconds, medianLow, medianHigh }) => {
        const within = allowed.get(`${from} ${to}`)
        const withinSeconds = within ? within / 1000 : null
        return { from, to, journeys, medianSeconds, medianLow, medianHigh, withinSeconds }
      }),
    rhythm: rhythmOf(followed, zone),
  }
}
