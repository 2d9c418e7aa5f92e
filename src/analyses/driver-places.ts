import { normalTail, quantile } from '../kernel/index.ts'

/** A driver's part, its interval, and what it was in each resample: all drivers in the same resamples. */
export interface Ranked {
  readonly part: number
  readonly low: number
  readonly high: number
  readonly seen: Float64Array
}

/** The places that a driver may hold. */
export interface Places {
  readonly best: number
  readonly worst: number
}

const deviation = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1))
}

/** How many errors one of so many normal differences exceeds in at most 5 % of samples: few resamples tell less of it. */
const bonferroni = (many: number): number => {
  let [low, high] = [1, 10]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (normalTail(middle) * many > 0.05) low = middle
    else high = middle
  }
  return high
}

/** A part is about the square of an effect: its root errs alike whether it is large or small. */
const rootOf = (part: number): number => Math.sqrt(Math.max(0, part))

/**
 * Who is surely above whom, such that nobody is told apart wrongly in 95 % of samples: a difference counts where it is more
 * of its own errors than the largest of all differences is in 95 % of resamples, and where the two intervals do not overlap.
 * With intervals alone, of twelve drivers that are alike some were told apart in a quarter of samples. Source: M. Mogstad,
 * J. P. Romano, A. M. Shaikh and D. Wilhelm, Review of Economic Studies 91 (2024), the single-step procedure.
 */
export const placesOf = (ranked: readonly Ranked[]): Places[] => {
  const drivers = ranked.map((one) => ({ ...one, part: rootOf(one.part), seen: one.seen.map(rootOf) }))
  const times = drivers[0]?.seen.length ?? 0
  const largest = new Float64Array(times)
  const errors = drivers.map(() => new Float64Array(drivers.length))
  for (const [j, one] of drivers.entries())
    for (let k = 0; k < j; k++) {
      const other = drivers[k] ?? one
      const gap = one.part - other.part
      const gaps = one.seen.map((value, time) => value - (other.seen[time] ?? 0) - gap)
      const error = deviation(gaps)
      for (const [a, b] of [
        [j, k],
        [k, j],
      ] as const)
        errors[a]?.fill(error, b, b + 1)
      if (error > 0)
        for (let time = 0; time < times; time++)
          largest[time] = Math.max(largest[time] ?? 0, Math.abs(gaps[time] ?? 0) / error)
    }
  const beyond = Math.max(bonferroni((drivers.length * (drivers.length - 1)) / 2), quantile(largest.sort(), 0.95) ?? 0)
  const isAbove = (j: number, k: number): boolean => {
    const [one, other] = [drivers[j], drivers[k]]
    if (!one || !other || one.low <= other.high) return false
    return one.part - other.part > beyond * (errors[j]?.[k] ?? Number.POSITIVE_INFINITY)
  }
  return drivers.map((_, j) => ({
    best: 1 + drivers.filter((_one, k) => isAbove(k, j)).length,
    worst: drivers.length - drivers.filter((_one, k) => isAbove(j, k)).length,
  }))
}
