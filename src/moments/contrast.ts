/** Mean and variance of values seen one by one (Welford). */
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

/** The difference of two means with its z (Welch) and its size in standard deviations (Cohen's d). */
export const contrast = (a: Sample, b: Sample): { difference: number; z: number; d: number } => {
  const difference = a.mean - b.mean
  const error = Math.sqrt(a.variance / Math.max(1, a.n) + b.variance / Math.max(1, b.n))
  const pooled = Math.sqrt(((a.n - 1) * a.variance + (b.n - 1) * b.variance) / Math.max(1, a.n + b.n - 2))
  return { difference, z: error === 0 ? 0 : difference / error, d: pooled === 0 ? 0 : difference / pooled }
}

/** The difference of two shares in log-odds with its z (half a case added to each cell, after Haldane 1956). */
export const oddsContrast = (a: Sample, b: Sample): { difference: number; z: number } => {
  const cells = ({ n, mean }: Sample) => [n * mean + 0.5, n * (1 - mean) + 0.5] as const
  const [[yes1, no1], [yes2, no2]] = [cells(a), cells(b)]
  const difference = Math.log(yes1 / no1) - Math.log(yes2 / no2)
  return { difference, z: difference / Math.sqrt(1 / yes1 + 1 / no1 + 1 / yes2 + 1 / no2) }
}
