import { durationMs, quantile } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'

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

/** The times of stages, given each activity's stage (-1: on none). */
export const stageTimes = (table: CaseTable, stageOf: readonly number[], stages: number): readonly StageTime[] => {
  const samples = Array.from({ length: stages }, (): number[] => [])
  for (let c = 0; c < table.keys.length; c++) {
    let [current, since, latest] = [-1, 0, 0]
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++) {
      const stage = stageOf[table.activity[e] ?? 0] ?? -1
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
  return samples.map((seconds) => {
    seconds.sort((a, b) => a - b)
    const [median, p90, p99] = [0.5, 0.9, 0.99].map((p) => quantile(seconds, p))
    return {
      median: median ?? null,
      longest: p90 === null || p90 === undefined ? null : Math.max(2 * p90, p99 ?? 0),
    }
  })
}

/** The p99 of the time from a case's first event to its last, in seconds. */
export const longestCase = ({ keys, starts, at }: CaseTable): number => {
  const seconds = Float64Array.from(
    keys,
    (_, c) => ((at[(starts[c + 1] ?? 1) - 1] ?? 0) - (at[starts[c] ?? 0] ?? 0)) / 1000,
  )
  return quantile(seconds.sort(), 0.99) ?? 0
}
