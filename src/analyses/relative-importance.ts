import { goOn, type Look, type Square, symmetricEigen } from '../statistics/index.ts'

/** Beyond this many predictors every subset is too many: relative weights stand in. */
export const MOST_EXACT = 15
/** What a predictor has left of its own variance below this is another one's. */
const SINGULAR = 1e-9

/**
 * R² of every subset of predictors, by mask, from correlations of predictors and with the outcome. A depth-first walk
 * carries what each predictor has left once those before it are known, so that a subset costs little.
 */
const everySubset = ({ size, cells }: Square, withOutcome: ArrayLike<number>): Float64Array => {
  const r2 = new Float64Array(1 << size)
  const left = Array.from({ length: size + 1 }, () => new Float64Array(size * size))
  const gains = Array.from({ length: size + 1 }, () => new Float64Array(size))
  left[0]?.set(cells)
  gains[0]?.set(Array.from(withOutcome))
  const visit = (mask: number, start: number, depth: number, known: number): void => {
    r2[mask] = known
    const [c, g] = [left[depth] as Float64Array, gains[depth] as Float64Array]
    const [below, gainBelow] = [left[depth + 1], gains[depth + 1]]
    if (!below || !gainBelow) return
    for (let j = start; j < size; j++) {
      const own = c[j * size + j] ?? 0
      const isNew = own > SINGULAR
      const gain = isNew ? (g[j] ?? 0) / own : 0
      for (let k = j + 1; k < size; k++) {
        const part = isNew ? (c[k * size + j] ?? 0) / own : 0
        gainBelow[k] = (g[k] ?? 0) - part * (g[j] ?? 0)
        for (let l = j + 1; l < size; l++) below[k * size + l] = (c[k * size + l] ?? 0) - part * (c[j * size + l] ?? 0)
      }
      visit(mask | (1 << j), j + 1, depth + 1, known + gain * (g[j] ?? 0))
    }
  }
  visit(0, 0, 0, 0)
  return r2
}

/** How much each subset of a size weighs in a Shapley value: size! (n - 1 - size)! / n!. */
const shapleyWeights = (n: number): Float64Array => {
  const weights = new Float64Array(n)
  let binomial = 1
  for (let size = 0; size < n; size++) {
    weights[size] = 1 / (n * binomial)
    binomial *= (n - 1 - size) / (size + 1)
  }
  return weights
}

const bitsOf = (mask: number): number => {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++
  return bits
}

/**
 * LMG: what each predictor adds to R², averaged over all orders of entry; the shares add up to R². Exact.
 * Source: R. H. Lindeman, P. F. Merenda and R. Z. Gold (1980); U. Grömping, Journal of Statistical Software 17 (2006).
 */
export const lmg = (correlations: Square, withOutcome: ArrayLike<number>): Float64Array => {
  const { size } = correlations
  const r2 = everySubset(correlations, withOutcome)
  const weights = shapleyWeights(size)
  const shares = new Float64Array(size)
  for (let mask = 0; mask < r2.length; mask++) {
    const weight = weights[bitsOf(mask)] ?? 0
    for (let j = 0; j < size; j++)
      if ((mask & (1 << j)) === 0)
        shares[j] = (shares[j] ?? 0) + weight * ((r2[mask | (1 << j)] ?? 0) - (r2[mask] ?? 0))
  }
  return shares
}

/**
 * Relative weights: the outcome on the closest orthogonal predictors, given back to the ones they stand for. Close to LMG
 * at the price of one decomposition. Source: J. W. Johnson, Multivariate Behavioral Research 35 (2000).
 */
export const relativeWeights = (correlations: Square, withOutcome: ArrayLike<number>): Float64Array =>
  weightsOn(symmetricEigen(correlations), correlations.size, withOutcome)

const weightsOn = (
  { values, vectors }: ReturnType<typeof symmetricEigen>,
  size: number,
  withOutcome: ArrayLike<number>,
): Float64Array => {
  const onAxes = Float64Array.from({ length: size }, (_, axis) => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += (vectors[j * size + axis] ?? 0) * (withOutcome[j] ?? 0)
    const value = values[axis] ?? 0
    return value > SINGULAR ? sum / Math.sqrt(value) : 0
  })
  const [link, beta] = [new Float64Array(size * size), new Float64Array(size)]
  for (let j = 0; j < size; j++)
    for (let axis = 0; axis < size; axis++) {
      const v = vectors[j * size + axis] ?? 0
      beta[j] = (beta[j] ?? 0) + v * (onAxes[axis] ?? 0)
      const root = Math.sqrt(Math.max(0, values[axis] ?? 0))
      for (let k = 0; k < size; k++)
        link[j * size + k] = (link[j * size + k] ?? 0) + v * root * (vectors[k * size + axis] ?? 0)
    }
  return Float64Array.from({ length: size }, (_, j) => {
    let weight = 0
    for (let k = 0; k < size; k++) weight += (link[j * size + k] ?? 0) ** 2 * (beta[k] ?? 0) ** 2
    return weight
  })
}

/** Gives the share of R² of each predictor, for any outcome: exact up to 15 of them, by relative weights above. */
export const importanceAmong = (
  correlations: Square,
  look: Look = goOn,
): ((withOutcome: ArrayLike<number>) => Float64Array) => {
  if (correlations.size <= MOST_EXACT) return (withOutcome) => lmg(correlations, withOutcome)
  const axes = symmetricEigen(correlations, look)
  return (withOutcome) => weightsOn(axes, correlations.size, withOutcome)
}
