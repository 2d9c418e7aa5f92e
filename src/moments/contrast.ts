import { type Interval, wilson, Z95 } from '../kernel/index.ts'
import { drawNormal, drawsOf, halfWidth, pairedDifference, ratioOf } from '../statistics/index.ts'
import type { NoticedMoment } from './noticed.ts'

/** Mean and variance of values that are independent of each other. */
export interface Sample {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

export const sampleOf = (values: readonly number[]): Sample => {
  const n = values.length
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) }
}

interface Bounds {
  readonly low: number | null
  readonly high: number | null
}

const NONE: Bounds = { low: null, high: null }

/** The 95 % interval of a statistic, beside it: `nameFrom` and `nameTo`. */
export const bounded = (name: string, { low, high }: Bounds): NoticedMoment['statistics'] => ({
  [`${name}From`]: low,
  [`${name}To`]: high,
})

const around = (value: number, width: number): Interval => ({ low: value - width, high: value + width })

/** Of a share, Wilson's interval; of a mean, Student's. */
export const sampleBounds = ({ n, mean, variance }: Sample, isShare: boolean): Bounds => {
  if (isShare) return wilson(n * mean, n) ?? NONE
  return n < 2 ? NONE : around(mean, halfWidth(n - 1) * Math.sqrt(variance / n))
}

/** The same of so many ones among zeros. */
export const sampleOfShare = (ones: number, n: number): Sample => {
  const mean = n === 0 ? 0 : ones / n
  return { n, mean, variance: n < 2 ? 0 : (ones * (1 - mean) ** 2 + (n - ones) * mean ** 2) / (n - 1) }
}

/** The difference of two means with its z (B. L. Welch, Biometrika 34, 1947). */
export const contrast = (a: Sample, b: Sample): { difference: number; z: number } => {
  const difference = a.mean - b.mean
  const error = Math.sqrt(a.variance / Math.max(1, a.n) + b.variance / Math.max(1, b.n))
  return { difference, z: error === 0 ? 0 : difference / error }
}

/** Welch's interval of that difference, with Satterthwaite's degrees of freedom (Biometrics Bulletin 2, 1946). */
export const differenceBounds = (a: Sample, b: Sample): Bounds => {
  if (a.n < 2 || b.n < 2) return NONE
  const [one, two] = [a.variance / a.n, b.variance / b.n]
  if (one + two === 0) return NONE
  const freedom = (one + two) ** 2 / (one ** 2 / (a.n - 1) + two ** 2 / (b.n - 1))
  return around(a.mean - b.mean, halfWidth(Math.floor(freedom)) * Math.sqrt(one + two))
}

/** An effect on which people differ, with its error. */
export interface Effect {
  readonly value: number
  readonly error: number
}

/** A share in log-odds (half a case added to each cell, J. B. S. Haldane, Annals of Human Genetics 20, 1956), or a mean. */
export const effectOf = ({ n, mean, variance }: Sample, isShare: boolean): Effect => {
  if (!isShare) return { value: mean, error: Math.sqrt(variance / Math.max(1, n)) }
  const [yes, no] = [n * mean + 0.5, n * (1 - mean) + 0.5]
  return { value: Math.log(yes / no), error: Math.sqrt(1 / yes + 1 / no) }
}

/** The difference of two effects with its z. */
export const effectContrast = (a: Effect, b: Effect): { difference: number; z: number } => {
  const [difference, error] = [a.value - b.value, Math.hypot(a.error, b.error)]
  return { difference, z: error === 0 ? 0 : difference / error }
}

const DRAWS = 499
const SEED = 20_240_904

/**
 * The middle 95 % of a function of effects drawn again around their estimates, each by itself (parametric bootstrap: A. C.
 * Davison and D. V. Hinkley, Bootstrap Methods and their Application (1997), 2.2).
 */
export const drawnBounds = (effects: readonly Effect[], of: (values: readonly number[]) => number): Interval => {
  const draws = drawsOf(SEED)
  const seen = Float64Array.from({ length: DRAWS }, () =>
    of(effects.map(({ value, error }) => value + error * drawNormal(draws))),
  ).sort()
  const edge = Math.floor((DRAWS + 1) * 0.025) - 1
  return { low: seen[edge] ?? Number.NaN, high: seen[DRAWS - 1 - edge] ?? Number.NaN }
}

/** What people say of one thing and of others: sums and numbers of their answers, person by person. */
export interface Answered {
  readonly sums: Float64Array
  readonly numbers: Float64Array
}

/** A mean of answers over people: what one of them says several times is not independent. */
export const answeredMean = ({ sums, numbers }: Answered) => ratioOf(sums, numbers)

/** The difference of two such means, paired where the same people say both, with its z. */
export const answeredContrast = (a: Answered, b: Answered): Bounds & { difference: number | null; z: number } => {
  const { value, low, high } = pairedDifference({ num: a.sums, den: a.numbers }, { num: b.sums, den: b.numbers })
  const error = low === null || high === null ? 0 : (high - low) / 2 / Z95
  return { difference: value, low, high, z: value === null || error === 0 ? 0 : value / error }
}

/**
 * A difference in standard deviations of answers (Cohen's d), with the interval that it takes from the difference's and from
 * the deviation's. Source: L. V. Hedges and I. Olkin, Statistical Methods for Meta-Analysis (1985), 5.4.
 */
export const sizeOf = (
  { difference, low, high }: Bounds & { readonly difference: number | null },
  a: Sample,
  b: Sample,
): Bounds & { readonly d: number } => {
  const freedom = Math.max(1, a.n + b.n - 2)
  const deviation = Math.sqrt(((a.n - 1) * a.variance + (b.n - 1) * b.variance) / freedom)
  if (difference === null || low === null || high === null || deviation === 0) return { d: 0, ...NONE }
  const d = difference / deviation
  const error = Math.hypot((high - low) / 2 / Z95 / deviation, d / Math.sqrt(2 * freedom))
  return { d, ...around(d, Z95 * error) }
}
