import { type Interval, wilson, Z95 } from '../kernel/index.ts'
import { studentT975 } from '../statistics/index.ts'

/** The three measures of what customers say: would they recommend, were they satisfied, was it easy. */
export const METRICS = ['nps', 'csat', 'ces'] as const
export type Metric = (typeof METRICS)[number]

/** The scale of each metric, both ends included. */
export const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const satisfies Record<
  Metric,
  readonly [number, number]
>

/** A score over n answers with its 95 % interval; `value` and bounds are `null` where n is 0 or under the minimum. */
export interface Satisfaction {
  readonly metric: Metric
  readonly n: number
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Whether an answer lies on its metric's scale; others are not counted. */
export const onScale = (metric: Metric, score: number): boolean =>
  score >= SCALES[metric][0] && score <= SCALES[metric][1]

/**
 * Net promoter score, 100 (promoters - detractors) / n, with the adjusted Wald interval: three answers added,
 * three quarters of one to promoters and to detractors, three halves to passives.
 * Source: B. Rocks, Interval estimation for the net promoter score, The American Statistician 70 (2016).
 */
export const nps = (promoters: number, passives: number, detractors: number): Interval & { readonly value: number } => {
  const n = promoters + passives + detractors
  const adjusted = n + 3
  const [p, d] = [(promoters + 0.75) / adjusted, (detractors + 0.75) / adjusted]
  const centre = p - d
  const spread = Z95 * Math.sqrt((p + d - centre * centre) / adjusted)
  return {
    value: (100 * (promoters - detractors)) / n,
    low: Math.max(-100, 100 * (centre - spread)),
    high: Math.min(100, 100 * (centre + spread)),
  }
}

const meanWithT = (scores: ArrayLike<number>): { value: number; low: number | null; high: number | null } => {
  const n = scores.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += scores[i] ?? 0
  const mean = sum / n
  if (n < 2) return { value: mean, low: null, high: null }
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((scores[i] ?? 0) - mean) ** 2
  const spread = studentT975(n - 1) * Math.sqrt(squares / (n - 1) / n)
  return { value: mean, low: mean - spread, high: mean + spread }
}

const count = (scores: ArrayLike<number>, keep: (score: number) => boolean): number => {
  let kept = 0
  for (let i = 0; i < scores.length; i++) if (keep(scores[i] ?? Number.NaN)) kept++
  return kept
}

/**
 * A metric over its answers: NPS (-100 to 100) with the adjusted Wald interval, CSAT as the share of 4 and 5 with
 * Wilson's, CES as a mean with Student's t. Withheld under `minN`.
 */
export const satisfaction = (metric: Metric, scores: ArrayLike<number>, minN = 1): Satisfaction => {
  const n = scores.length
  if (n === 0 || n < minN) return { metric, n, value: null, low: null, high: null }
  if (metric === 'ces') return { metric, n, ...meanWithT(scores) }
  if (metric === 'csat') {
    const satisfied = count(scores, (score) => score >= 4)
    const interval = wilson(satisfied, n)
    return { metric, n, value: satisfied / n, low: interval?.low ?? null, high: interval?.high ?? null }
  }
  const promoters = count(scores, (score) => score >= 9)
  const detractors = count(scores, (score) => score <= 6)
  return { metric, n, ...nps(promoters, n - promoters - detractors, detractors) }
}
