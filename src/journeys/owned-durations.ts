import { sortedTimes } from '../kernel/index.ts'
import { type Durations, eachEnd } from './kaplan-meier.ts'

/** Durations, and whose each is: person by person behind each other, in the order of the durations. */
export interface OwnedDurations extends Durations {
  readonly endedBy: Float64Array
  readonly waitingBy: Float64Array
}

/** How many of ascending values lie below one, or up to it. */
const below = (values: Float64Array, value: number, orAt: boolean): number => {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const each = values[middle] ?? 0
    if (each < value || (orAt && each === value)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * How many times larger the variance of survival at a time is over people than over durations that are independent, at
 * least once: that of the sums of each person's pulls on the cumulative hazard. Source: R. L. Williams, Biometrics 51 (1995)
 * and 56 (2000); Z. Ying and L. J. Wei, J. Multivariate Analysis 50 (1994).
 */
export const effectOfPeople = (durations: OwnedDurations, time: number): number => {
  const { ended, waiting, endedBy, waitingBy } = durations
  const everyone = new Float64Array(ended.length + waiting.length)
  everyone.set(ended)
  everyone.set(waiting, ended.length)
  const sorted = sortedTimes(everyone)
  const [times, sums]: [number[], number[]] = [[], []]
  let sum = 0
  eachEnd(durations, (at, ends, atRisk) => {
    if (at > time) return
    sum += ends / (atRisk * atRisk)
    times.push(at)
    sums.push(sum)
  })
  const known = Float64Array.from(times)
  const pullOf = (each: number, over: boolean): number => {
    const passed = below(known, Math.min(each, time), true)
    const risk = sorted.length - below(sorted, each, false)
    return (over && each <= time ? 1 / risk : 0) - (sums[passed - 1] ?? 0)
  }
  const pulls = new Map<number, number>()
  let alone = 0
  const pull = (column: Float64Array, by: Float64Array, over: boolean): void => {
    for (const [i, each] of column.entries()) {
      const own = pullOf(each, over)
      alone += own * own
      pulls.set(by[i] ?? 0, (pulls.get(by[i] ?? 0) ?? 0) + own)
    }
  }
  pull(ended, endedBy, true)
  pull(waiting, waitingBy, false)
  let together = 0
  for (const own of pulls.values()) together += own * own
  const people = pulls.size
  return alone === 0 || people < 2 ? 1 : Math.max(1, (together * people) / (people - 1) / alone)
}
