import { Z95 } from '../kernel/index.ts'
import { type Square, symmetricEigen } from './matrix.ts'

/** How far a parameter is moved to see how a likelihood bends. */
const STEP = 1e-3

/**
 * The covariance of parameters at the top of their log-likelihood: the inverse of its curvature there, by differences (R. A.
 * Fisher's observed information). `undefined` where it does not bend downwards in every direction.
 */
export const covarianceAt = (
  logLikelihood: (x: readonly number[]) => number,
  at: readonly number[],
): Square | undefined => {
  const size = at.length
  const moved = (i: number, by: number, j: number, too: number) =>
    logLikelihood(at.map((value, k) => value + (k === i ? by : 0) + (k === j ? too : 0)))
  const cells = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const bend =
        moved(i, STEP, j, STEP) - moved(i, STEP, j, -STEP) - moved(i, -STEP, j, STEP) + moved(i, -STEP, j, -STEP)
      cells[i * size + j] = cells[j * size + i] = -bend / (4 * STEP * STEP)
    }
  const { values, vectors } = symmetricEigen({ size, cells })
  if (values.some((value) => !(value > 0))) return undefined
  const inverse = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        inverse[i * size + j] =
          (inverse[i * size + j] ?? 0) +
          ((vectors[i * size + k] ?? 0) * (vectors[j * size + k] ?? 0)) / (values[k] ?? 1)
  return { size, cells: inverse }
}

/** Where a number may lie: above 0, or between 0 and 1. Its interval lies evenly on the logarithm, or on the log-odds. */
export type Scale = 'positive' | 'share'
const ON = {
  positive: { to: Math.log, from: Math.exp },
  share: { to: (p: number) => Math.log(p / (1 - p)), from: (x: number) => 1 / (1 + Math.exp(-x)) },
} as const

/** The 95 % interval of a number that is made of such parameters, by its slopes in them (the delta method). */
export const intervalOf = (
  made: (x: readonly number[]) => number,
  at: readonly number[],
  { size, cells }: Square,
  scale: Scale,
): { readonly low: number | null; readonly high: number | null } => {
  const { to, from } = ON[scale]
  const of = (x: readonly number[]) => to(made(x))
  const slopes = at.map((_, i) => {
    const moved = (by: number) => of(at.map((value, k) => value + (k === i ? by : 0)))
    return (moved(STEP) - moved(-STEP)) / (2 * STEP)
  })
  let variance = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) variance += (slopes[i] ?? 0) * (slopes[j] ?? 0) * (cells[i * size + j] ?? 0)
  const [centre, spread] = [of(at), Z95 * Math.sqrt(variance)]
  if (!Number.isFinite(centre) || !Number.isFinite(spread)) return { low: null, high: null }
  return { low: from(centre - spread), high: from(centre + spread) }
}
