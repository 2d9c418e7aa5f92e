import { METRICS, type Satisfaction, satisfaction } from '../feedback/index.ts'
import { eachTouch, type Followed, NONE, SIGN } from '../journeys/index.ts'
import { type Instant, Z95 } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { adjustedWhateverDepends, type Estimate, studentTail } from '../statistics/index.ts'
import { type Calendar, periodOf } from './calendar.ts'

const NPS = METRICS.indexOf('nps')

/** The latest answer of each journey to "would you recommend us?". */
export interface Recommendations {
  /** All journeys, answered or not. */
  readonly journeys: number
  /** Whose answer each is. */
  readonly keys: readonly string[]
  readonly scores: Float64Array
  readonly at: readonly Instant[]
  /** Of each touchpoint, which answers came from journeys that had lived it when they were given. */
  readonly lived: readonly Uint8Array[]
}

/** The latest likelihood to recommend that each journey told. */
export const recommendationsOf = (followed: Followed): Recommendations => {
  const { table, instances } = followed
  const latest = new Map<number, number>()
  for (let i = 0; i < instances.count; i++)
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if (((table.signs[e] ?? 0) & SIGN.survey) !== 0 && table.metric[e] === NPS) latest.set(i, e)
    }
  const events = Uint32Array.from(latest.values())
  return {
    journeys: instances.count,
    keys: Array.from(latest.keys(), (i) => table.keys[instances.caseOf[i] ?? 0] ?? ''),
    scores: Float64Array.from(events, (e) => table.score[e] ?? Number.NaN),
    at: Array.from(events, (e) => table.at[e] ?? 0),
    lived: livedBefore(followed, latest),
  }
}

/** The answers of several parts, those of one behind those of another. */
export const joinRecommendations = (parts: readonly Recommendations[]): Recommendations => ({
  journeys: parts.reduce((sum, { journeys }) => sum + journeys, 0),
  keys: parts.flatMap(({ keys }) => keys),
  scores: Float64Array.from(parts.flatMap(({ scores }) => [...scores])),
  at: parts.flatMap(({ at }) => at),
  lived: (parts[0]?.lived ?? []).map((_, t) =>
    Uint8Array.from(parts.flatMap(({ lived }) => Array.from(lived[t] ?? []))),
  ),
})

/** Recommendation of those who lived a touchpoint before they answered, and of those who did not. */
export interface LivedOrNot {
  readonly touchpoint: string
  readonly lived: Satisfaction
  readonly notLived: Satisfaction
  /** In points of NPS. */
  readonly difference: Estimate
  readonly p: number
  readonly q: number
}

/** A side with fewer answers tells nothing. */
const FEWEST = 30

const pointsOf = (score: number): number => (score >= 9 ? 100 : score <= 6 ? -100 : 0)

/** The score, and the variance of its adjusted Wald interval: three answers added, three quarters of one to either end. */
const spread = (scores: readonly number[]): { mean: number; variance: number } => {
  const [n, points] = [scores.length + 3, scores.map(pointsOf)]
  const sum = points.reduce((total, one) => total + one, 0)
  const squares = points.reduce((total, one) => total + one * one, 1.5 * 100 * 100)
  return { mean: sum / scores.length, variance: (squares / n - (sum / n) ** 2) / n }
}

/** Degrees of freedom of two means of unequal variance (B. L. Welch, Biometrika 34, 1947). */
const freedom = (a: number, n: number, b: number, m: number): number =>
  (a + b) ** 2 / (a ** 2 / (n - 1) + b ** 2 / (m - 1))

/** Which answers came from journeys that had lived each touchpoint when they were given. */
const livedBefore = ({ map, table, instances }: Followed, latest: ReadonlyMap<number, number>): Uint8Array[] => {
  const lived = map.touchpoints.map(() => new Uint8Array(latest.size))
  let row = 0
  for (const [i, answer] of latest) {
    const own = row++
    eachTouch(table, instances, i, (touchpoint, e) => {
      const rows = lived[touchpoint]
      if (e < answer && table.touchpoint[e] !== NONE && rows) rows[own] = 1
    })
  }
  return lived
}

/**
 * For each touchpoint, the difference in net promoter score between those who lived it and those who did not, with the
 * interval of their adjusted variances; p-values adjusted over all touchpoints, which are lived by the same people (Benjamini-Yekutieli). Descriptive: those who lived it may differ otherwise.
 */
export const recommendationByTouchpoint = (map: JourneyMap, told: Recommendations): LivedOrNot[] => {
  const compared = told.lived.flatMap((lived, t) => {
    const [yes, no]: [number[], number[]] = [[], []]
    for (const [row, score] of told.scores.entries()) (lived[row] === 1 ? yes : no).push(score)
    if (yes.length < FEWEST || no.length < FEWEST) return []
    const [a, b] = [spread(yes), spread(no)]
    const error = Math.sqrt(a.variance + b.variance)
    const value = a.mean - b.mean
    return [
      {
        touchpoint: map.touchpoints[t]?.id ?? '',
        lived: satisfaction('nps', yes),
        notLived: satisfaction('nps', no),
        difference: { value, low: value - Z95 * error, high: value + Z95 * error, n: told.scores.length },
        p: studentTail(Math.abs(value / error), freedom(a.variance, yes.length, b.variance, no.length)),
      },
    ]
  })
  const qs = adjustedWhateverDepends(compared.map(({ p }) => p))
  return compared
    .map((one, at) => ({ ...one, q: qs[at] ?? 1 }))
    .sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value))
}

export interface PeriodScore extends Satisfaction {
  readonly period: string
}

/** The score of the answers given in each calendar period. */
export const recommendationByPeriod = ({ scores, at }: Recommendations, calendar: Calendar): PeriodScore[] => {
  const byPeriod = new Map<number, number[]>()
  for (const [row, score] of scores.entries()) {
    const period = periodOf(calendar, at[row] ?? 0)
    const list = byPeriod.get(period)
    if (list) list.push(score)
    else byPeriod.set(period, [score])
  }
  return [...byPeriod]
    .sort(([a], [b]) => a - b)
    .map(([period, list]) => ({ period: calendar.labels[period] ?? '', ...satisfaction('nps', list) }))
}

/** How many gave each score from 0 to 10. */
export const distributionOf = (scores: ArrayLike<number>): number[] => {
  const counts = new Array<number>(11).fill(0)
  for (let row = 0; row < scores.length; row++) {
    const score = Math.round(scores[row] ?? -1)
    if (score >= 0 && score <= 10) counts[score] = (counts[score] ?? 0) + 1
  }
  return counts
}
