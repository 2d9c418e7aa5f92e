import { quantile, Z95 } from '../kernel/index.ts'
import { adjusted, studentTail } from '../statistics/index.ts'

/** One count by period, in order. */
export interface Series {
  readonly name: string
  readonly counts: ArrayLike<number>
  /** How many times as much as by chance counts vary since somebody counts several times in a period; 1 where nobody does. */
  readonly bursts?: number
}

export interface TrendPoint {
  readonly count: number
  /** What the same places of the seasons before let expect, with the middle 95 %; `null` while too few are known. */
  readonly expected: number | null
  readonly low: number | null
  readonly high: number | null
  /** Adjusted over everything tested; `null` where nothing could be tested. */
  readonly q: number | null
  readonly anomaly: 'high' | 'low' | null
}

export interface TrendsQuestion {
  /** Periods that make a season: 7 for days, else 1. */
  readonly season: number
  /** The last period is not over: it is shown and never marked. */
  readonly partial: boolean
}

/** How many of the same place in earlier seasons an expectation rests on. */
const REFERENCE = 8
const FEWEST_REFERENCE = 4
/**
 * How much a count says of its own level beside the few before it, where those happened to be low: else one that is usual
 * is set beside too small a spread (of negative binomial days, something was marked in up to a third of series).
 */
const OWN = 0.4
/** A scale needs that many differences to be known. */
const FEWEST_DIFFERENCES = 12
export const FALSE_DISCOVERIES = 0.05

/** Counts brought to a scale on which their spread does not depend on their size. Source: F. J. Anscombe, Biometrika 35 (1948). */
const steady = (count: number): number => 2 * Math.sqrt(count + 3 / 8)
const counted = (value: number): number => Math.max(0, (value / 2) ** 2 - 3 / 8)

interface Expected {
  readonly at: number
  readonly mean: number
  /** What its spread is taken at. */
  readonly level: number
  readonly difference: number
}

const median = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.5) ?? 0

/** Each period beside the mean of the same place in the seasons before; the difference in units of its own error. */
const expectations = ({ counts, bursts = 1 }: Series, { season, partial }: TrendsQuestion): Expected[] => {
  const last = counts.length - (partial ? 1 : 0)
  const found: Expected[] = []
  for (let at = season; at < last; at++) {
    const before: number[] = []
    for (let back = 1; back <= REFERENCE && at - back * season >= 0; back++)
      before.push(steady((counts[at - back * season] ?? 0) / bursts))
    if (before.length < FEWEST_REFERENCE) continue
    // The median is not moved by an anomaly before.
    const middle = median(before)
    const error = Math.sqrt(1 + Math.PI / 2 / before.length)
    const own = steady((counts[at] ?? 0) / bursts)
    const level = Math.max(middle, (middle + OWN * own) / (1 + OWN))
    found.push({ at, mean: middle, level, difference: (own - middle) / error })
  }
  return found
}

/** How far counts of a size usually differ. */
const scaleAt = (mean: number, excess: number): number => Math.sqrt(1 + excess * counted(mean))

/** The median of a squared normal. */
const MIDDLE_SQUARE = 0.454936

/** The least excess over chance under which the middle difference is a usual one. */
const excessOf = (expected: readonly Expected[], middle: number): number => {
  const isUsual = (excess: number) =>
    median(expected.map(({ difference, level }) => ((difference - middle) / scaleAt(level, excess)) ** 2)) <=
    MIDDLE_SQUARE
  if (expected.length === 0 || isUsual(0)) return 0
  let [low, high] = [0, 1]
  while (!isUsual(high) && high < 1e9) high *= 2
  for (let step = 0; step < 40; step++) {
    const between = (low + high) / 2
    if (isUsual(between)) high = between
    else low = between
  }
  return high
}

/**
 * Counts by period with marks where one stands out: on Anscombe's scale each period is set beside the median of the same
 * place in up to eight seasons before it. On that scale chance alone gives counts a variance of 1, and days that differ by
 * more than chance one of 1 + k · count, once events of one person in one period are taken together (their design effect); k is the least that makes the median difference of the series a usual one. Student's
 * t with a fifth as many degrees of freedom as there are differences (the efficiency of that median is 0.37, and differences
 * share what they are set beside; simulations bear it out); Benjamini-Hochberg
 * over every period of every series, at 5 %.
 */
export const trendsOf = (series: readonly Series[], question: TrendsQuestion): TrendPoint[][] => {
  const tests = series.map((one) => {
    const expected = expectations(one, question)
    const middle = median(expected.map(({ difference }) => difference))
    const excess = excessOf(expected, middle)
    const freedom = Math.max(4, expected.length / 5)
    const known = expected.length >= FEWEST_DIFFERENCES
    return { expected, middle, excess, known, freedom }
  })
  const ps = tests.flatMap(({ expected, middle, excess, known, freedom }) =>
    known
      ? expected.map(({ difference, level }) =>
          studentTail(Math.abs(difference - middle) / scaleAt(level, excess), freedom),
        )
      : [],
  )
  const qs = adjusted(ps)
  let next = 0
  return series.map(({ counts, bursts = 1 }, s): TrendPoint[] => {
    const { expected = [], middle = 0, excess = 0, known = false } = tests[s] ?? {}
    const byPlace = new Map(expected.map((one) => [one.at, one]))
    return Array.from({ length: counts.length }, (_, at): TrendPoint => {
      const count = counts[at] ?? 0
      const one = byPlace.get(at)
      if (!one || !known) return { count, expected: null, low: null, high: null, q: null, anomaly: null }
      const q = qs[next++] ?? 1
      const error = Math.sqrt(1 + Math.PI / 2 / Math.min(REFERENCE, Math.floor(at / question.season)))
      const centre = one.mean + middle * error
      const scale = scaleAt(one.mean, excess)
      return {
        count,
        expected: bursts * counted(centre),
        low: bursts * counted(Math.max(steady(0), centre - Z95 * scale * error)),
        high: bursts * counted(centre + Z95 * scale * error),
        q,
        anomaly: q > FALSE_DISCOVERIES ? null : one.difference > middle ? 'high' : 'low',
      }
    })
  })
}
