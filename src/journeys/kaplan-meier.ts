/** A time to an end that was seen, or to a moment up to which it had not come. */
export interface Duration {
  readonly time: number
  readonly ended: boolean
}

/** The estimated share that lasts longer than `time`, from each time at which an end was seen. */
export interface SurvivalStep {
  readonly time: number
  readonly survival: number
}

/**
 * The product-limit estimate of survival. Durations that had not ended leave the people at risk after the ends of the
 * same time. Source: E. L. Kaplan and P. Meier, JASA 53 (1958).
 */
export const kaplanMeier = (durations: readonly Duration[]): SurvivalStep[] => {
  const sorted = [...durations].sort((a, b) => a.time - b.time)
  const steps: SurvivalStep[] = []
  let survival = 1
  for (let i = 0; i < sorted.length; ) {
    const time = sorted[i]?.time ?? 0
    const atRisk = sorted.length - i
    let ends = 0
    for (; i < sorted.length && sorted[i]?.time === time; i++) if (sorted[i]?.ended) ends++
    if (ends === 0) continue
    survival *= 1 - ends / atRisk
    steps.push({ time, survival })
  }
  return steps
}

/** The share that lasts longer than `time`. */
export const survivalAt = (steps: readonly SurvivalStep[], time: number): number =>
  steps.findLast((step) => step.time <= time)?.survival ?? 1

/** The time by which a share `p` has ended; `null` where that was never reached. */
export const survivalQuantile = (steps: readonly SurvivalStep[], p: number): number | null =>
  steps.find(({ survival }) => survival <= 1 - p + 1e-12)?.time ?? null
