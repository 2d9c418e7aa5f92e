import { growing, sortedTimes } from '../kernel/index.ts'

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

/** The times by which shares of people have ended, without keeping the steps; `null` for one that was never reached. */
export const survivalTimes = (durations: Durations, shares: readonly number[]): (number | null)[] => {
  const found: (number | null)[] = shares.map(() => null)
  let survival = 1
  eachEnd(durations, (time, ends, atRisk) => {
    survival *= 1 - ends / atRisk
    for (let k = 0; k < shares.length; k++)
      if (found[k] === null && survival <= 1 - (shares[k] ?? 0) + 1e-12) found[k] = time
  })
  return found
}

/** The share that lasts longer than `time`. */
export const survivalAt = (steps: readonly SurvivalStep[], time: number): number =>
  steps.findLast((step) => step.time <= time)?.survival ?? 1

/** The time by which a share `p` has ended; `null` where that was never reached. */
export const survivalQuantile = (steps: readonly SurvivalStep[], p: number): number | null =>
  steps.find(({ survival }) => survival <= 1 - p + 1e-12)?.time ?? null
