import { type Duration, type Durations, eachEnd } from '../journeys/index.ts'
import { Z95 } from '../kernel/index.ts'

/** The share that lasts longer than a time, with its band and how many were still at risk then. */
export interface CurvePoint {
  readonly seconds: number
  readonly survival: number
  readonly low: number
  readonly high: number
  readonly atRisk: number
}

/** More points than a screen can tell apart are not sent. */
const POINTS = 80

/**
 * Kaplan-Meier with Greenwood's variance and the log-log interval, which stays within 0 and 1.
 * Sources: E. L. Kaplan and P. Meier, JASA 53 (1958); J. D. Kalbfleisch and R. L. Prentice (1980), 1.4.
 */
export const survivalCurve = (durations: readonly Duration[] | Durations, z = Z95): CurvePoint[] => {
  const points: CurvePoint[] = []
  let [survival, sum] = [1, 0]
  eachEnd(durations, (time, ends, atRisk) => {
    survival *= 1 - ends / atRisk
    sum += atRisk === ends ? 0 : ends / (atRisk * (atRisk - ends))
    const spread = survival > 0 && survival < 1 ? (z * Math.sqrt(sum)) / Math.abs(Math.log(survival)) : 0
    const bound = (sign: number) => (survival <= 0 ? 0 : survival ** Math.exp(sign * spread))
    points.push({ seconds: time, survival, low: bound(1), high: bound(-1), atRisk })
  })
  return thinned(points)
}

/** Evenly over the share that ended, so that the steep parts keep their shape; the last point always. */
const thinned = (points: readonly CurvePoint[]): CurvePoint[] => {
  let told = 2
  return points.filter(({ survival }, at) => {
    if (at !== points.length - 1 && told - survival < 1 / POINTS) return false
    told = survival
    return true
  })
}
