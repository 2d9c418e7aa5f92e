/** Draws that can be repeated: uniform in [0, 1), the same for the same seed on every machine. */
export type Draws = () => number

/** sfc32, the small fast counting generator of PractRand (Doty-Humphrey), seeded by a 32-bit number. */
export const drawsOf = (seed: number): Draws => {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1]
  const next = () => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 20; warm++) next()
  return next
}

/** A whole number from 0 to `size` (exclusive). */
export const drawBelow = (draws: Draws, size: number): number => Math.floor(draws() * size)

/** A standard normal (Box and Muller). */
export const drawNormal = (draws: Draws): number =>
  Math.sqrt(-2 * Math.log(1 - draws())) * Math.cos(2 * Math.PI * draws())

/** Puts values in an order of chance, in place (Fisher and Yates). */
export const shuffle = <Values extends { [index: number]: number; readonly length: number }>(
  values: Values,
  draws: Draws,
): Values => {
  for (let last = values.length - 1; last > 0; last--) {
    const other = drawBelow(draws, last + 1)
    const kept = values[last] ?? 0
    values[last] = values[other] ?? 0
    values[other] = kept
  }
  return values
}

/** A Poisson count: products of uniforms (Knuth), and the normal beyond a mean of 30. */
export const drawPoisson = (draws: Draws, mean: number): number => {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(draws)))
  const least = Math.exp(-mean)
  let count = 0
  for (let product = draws(); product > least; product *= draws()) count++
  return count
}
