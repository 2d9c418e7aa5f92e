import { growing, sortedTimes, Z95 } from '../kernel/index.ts'
import type { MedianTimes } from './lived.ts'

/** A time to an end that was seen, or to a moment up to which it had not come. */
export interface Duration {
  readonly time: number
  readonly ended: boolean
}

/** Durations in columns: the times of those whose end was seen, and of those still waiting. None is negative. */
export interface Durations {
  readonly ended: Float64Array
  readonly waiting: Float64Array
}

/** Durations as they are found, one by one. */
export const durationColumns = () => {
  const [ended, waiting] = [growing(), growing()]
  return {
    add: (time: number, over: boolean): void => (over ? ended : waiting).push(time),
    columns: (): Durations => ({ ended: ended.values(), waiting: waiting.values() }),
  }
}

const columnsOf = (durations: readonly Duration[]): Durations => ({
  ended: Float64Array.from(durations.filter(({ ended }) => ended).map(({ time }) => time)),
  waiting: Float64Array.from(durations.filter(({ ended }) => !ended).map(({ time }) => time)),
})

/** The estimated share that lasts longer than `time`, from each time at which an end was seen. */
export interface SurvivalStep {
  readonly time: number
  readonly survival: number
}

const isAscending = (values: Float64Array): boolean => {
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) return false
  return true
}
const inOrder = (values: Float64Array): Float64Array => (isAscending(values) ? values : sortedTimes(values))

/** Calls back at each time at which ends were seen, ascending: how many, and how many were at risk just before. */
export const eachEnd = (
  durations: readonly Duration[] | Durations,
  on: (time: number, ends: number, atRisk: number) => void,
): void => {
  const { ended, waiting } = 'ended' in durations ? durations : columnsOf(durations)
  const [ends, still] = [inOrder(ended), inOrder(waiting)]
  let left = 0
  for (let i = 0; i < ends.length; ) {
    const time = ends[i] ?? 0
    while (left < still.length && (still[left] ?? 0) < time) left++
    const first = i
    while (i < ends.length && ends[i] === time) i++
    on(time, i - first, ends.length - first + still.length - left)
  }
}

/**
 * The product-limit estimate of survival. Durations that had not ended leave the people at risk after the ends of the
 * same time. Source: E. L. Kaplan and P. Meier, JASA 53 (1958).
 */
export const kaplanMeier = (durations: readonly Duration[] | Durations): SurvivalStep[] => {
  const steps: SurvivalStep[] = []
  let survival = 1
  eachEnd(durations, (time, ends, atRisk) => {
    survival *= 1 - ends / atRisk
    steps.push({ time, survival })
  })
  return steps
}

/** A time by which a share has ended, with its 95 % interval; `null` for what was never reached. */
export interface SurvivalTime {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Greenwood's sum is at most one over those at risk: eight of its roots off, a share is outside any interval. */
const FAR = 64

/** How far survival was followed: each end that comes, with what is known of it. */
interface Walk {
  /** How many ends, and how many of those still waiting, have passed. */
  ends: number
  left: number
  survival: number
  /** Greenwood's. */
  sum: number
  /** Of the last end: when, how many at that time, and how many were at risk just before. */
  time: number
  count: number
  atRisk: number
  /** How far off is far: farther for a wider interval. */
  readonly far: number
}

/**
 * Follows survival to the next end at which it is near a share; whether there is one. As `eachEnd` does, without a call for each of
 * many times, most of which are far from any share: this loop is by itself, so that what is rare does not undo what is often.
 */
const walkOn = (walk: Walk, ends: Float64Array, still: Float64Array, share: number): boolean => {
  let { ends: i, left, survival, sum } = walk
  const { far } = walk
  let [time, count, atRisk] = [0, 0, 0]
  let near = false
  while (i < ends.length && !near) {
    time = ends[i] ?? 0
    while (left < still.length && (still[left] ?? 0) < time) left++
    const first = i
    while (i < ends.length && ends[i] === time) i++
    atRisk = ends.length - first + still.length - left
    count = i - first
    survival *= 1 - count / atRisk
    if (atRisk > count) sum += count / (atRisk * (atRisk - count))
    const gap = survival - share
    near = gap <= 0 || gap * gap * (atRisk - count) <= far
  }
  walk.ends = i
  walk.left = left
  walk.survival = survival
  walk.sum = sum
  walk.time = time
  walk.count = count
  walk.atRisk = atRisk
  return near
}

/** A share that is sought, and what is known of the time by which it has ended. */
const sought = (share: number) => ({
  left: 1 - share + 1e-12,
  value: null as number | null,
  low: null as number | null,
  high: null as number | null,
})
type Sought = ReturnType<typeof sought>

/** Notes of a share what an end says of it. */
const bound = (one: Sought, { survival, sum, time, atRisk, count, far }: Walk, z: number): void => {
  if (one.high !== null) return
  if (survival <= one.left) one.value ??= time
  if (atRisk === count) return
  const off = survival - one.left
  if (off * off * (atRisk - count) > far) {
    if (off > 0) return
    one.low ??= time
    one.high = time
    return
  }
  // On the scale of log(-log survival), where the bounds lie evenly.
  const width = (z * Math.sqrt(sum)) / -Math.log(survival)
  const gap = Math.log(-Math.log(one.left)) - Math.log(-Math.log(survival))
  if (gap <= width) one.low ??= time
  if (gap <= -width) one.high = time
}

/**
 * The times by which shares of people have ended, without keeping the steps. The interval holds the times at which the
 * log-log interval of survival holds the share (R. Brookmeyer and J. Crowley, Biometrics 38 (1982); Greenwood's variance).
 * Once nobody is left, survival has no variance: a bound not reached before is not known.
 */
export const survivalTimes = (durations: Durations, shares: readonly number[], z = Z95): SurvivalTime[] => {
  const found = shares.map(sought)
  // Of the shares whose interval is still open, the one that survival comes to first.
  const nearest = (): number =>
    found.reduce((most, { left, high }) => (high === null ? Math.max(most, left) : most), Number.NEGATIVE_INFINITY)
  const [ends, still] = [inOrder(durations.ended), inOrder(durations.waiting)]
  const walk: Walk = {
    ends: 0,
    left: 0,
    survival: 1,
    sum: 0,
    time: 0,
    count: 0,
    atRisk: 0,
    far: FAR * Math.max(1, (z / Z95) ** 2),
  }
  for (let next = nearest(); next > Number.NEGATIVE_INFINITY; next = nearest()) {
    if (!walkOn(walk, ends, still, next)) break
    for (const one of found) bound(one, walk, z)
  }
  return found.map(({ value, low, high }) => ({ value, low, high }))
}

/** The share that lasts longer than `time`. */
export const survivalAt = (steps: readonly SurvivalStep[], time: number): number =>
  steps.findLast((step) => step.time <= time)?.survival ?? 1

/** The time by which a share `p` has ended; `null` where that was never reached. */
export const survivalQuantile = (steps: readonly SurvivalStep[], p: number): number | null =>
  steps.find(({ survival }) => survival <= 1 - p + 1e-12)?.time ?? null

/** The median with its interval, and the ninth decile, of what takes so long for those who end: Kaplan-Meier, in seconds. */
export const medianTimesOf = (durations: Durations): MedianTimes => {
  const [median, ninth] = survivalTimes(durations, [0.5, 0.9])
  return {
    medianSeconds: median?.value ?? null,
    medianLow: median?.low ?? null,
    medianHigh: median?.high ?? null,
    p90Seconds: ninth?.value ?? null,
  }
}
