import { durationMs, growing, quantile, sortedTimes } from '../kernel/index.ts'
import type { CaseSpans } from './cases.ts'

/** Durations that people plan with. */
const STEPS = [
  ...['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H'],
  ...['P1D', 'P2D', 'P3D', 'P5D', 'P7D', 'P10D', 'P14D', 'P21D', 'P30D', 'P45D', 'P60D', 'P90D', 'P120D', 'P180D'],
  ...['P270D', 'P365D'],
].map((text) => ({ text, seconds: (durationMs(text) ?? 0) / 1000 }))

/** The shortest duration that people plan with and that is not shorter. */
export const plannedDuration = (seconds: number): string =>
  STEPS.find((step) => step.seconds >= seconds)?.text ?? `P${Math.ceil(seconds / 86_400)}D`

/** Seconds that a stage takes: from its first event to the first of a later stage; for the last one reached, to its last event. */
export interface StageTime {
  readonly median: number | null
  /** Twice the 90th percentile, and no less than the 99th: a limit closes a journey as abandoned, so that few may pass it. */
  readonly longest: number | null
}

/** Gathers, part after part, how long cases took through stages, given the stage of an activity (-1: none). */
export const createStageTimes = (stageOf: (activity: string) => number, stages: number) => {
  const samples = Array.from({ length: stages }, growing)
  return {
    add(table: CaseSpans): void {
      const own = table.activities.map(stageOf)
      for (let c = 0; c < table.begins.length; c++) {
        let [current, since, latest] = [-1, 0, 0]
        for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
          const stage = own[table.activity[e] ?? 0] ?? -1
          const at = table.at[e] ?? 0
          if (stage > current) {
            if (current >= 0) samples[current]?.push((at - since) / 1000)
            current = stage
            since = at
          }
          if (stage >= 0) latest = at
        }
        if (current === stages - 1) samples[current]?.push((latest - since) / 1000)
      }
    },
    told: (): readonly StageTime[] =>
      samples.map((some) => {
        const seconds = sortedTimes(some.values())
        const [median, p90, p99] = [0.5, 0.9, 0.99].map((p) => quantile(seconds, p))
        return {
          median: median ?? null,
          longest: p90 === null || p90 === undefined ? null : Math.max(2 * p90, p99 ?? 0),
        }
      }),
  }
}

/** From each case's first event to its last, in seconds. */
export const caseSeconds = ({ begins, ends, at }: CaseSpans): Float64Array =>
  Float64Array.from(begins, (begin, c) => ((at[(ends[c] ?? 1) - 1] ?? 0) - (at[begin] ?? 0)) / 1000)
