import { Z95 } from '../kernel/index.ts'
import { logGamma } from './gamma.ts'

/** The regularised incomplete beta function I_x(a, b) by Lentz's continued fraction (Numerical Recipes 6.4). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a
  let [fraction, c, d] = [1, 1, 0]
  for (let i = 0; i <= 300; i++) {
    const m = Math.floor(i / 2)
    const numerator =
      i === 0
        ? 1
        : i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (Math.abs(1 + numerator * d) < 1e-300 ? 1e-300 : 1 + numerator * d)
    c = Math.abs(1 + numerator / c) < 1e-300 ? 1e-300 : 1 + numerator / c
    fraction *= c * d
    if (Math.abs(1 - c * d) < 1e-14) break
  }
  return front * (fraction - 1)
}

/** P(|T| > t) for Student's t with `df` degrees of freedom. */
export const studentTail = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5)

/** The 97.5 % point of Student's t: the half-width of a 95 % interval in standard errors. Bisection on the tail. */
export const studentT975 = (df: number): number => {
  let [low, high] = [1.9, 13]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (studentTail(middle, df) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const known = new Map<number, number>()

/** The same, kept by degrees of freedom; beyond a thousand the normal's, which is as wide to three digits. */
export const halfWidth = (df: number): number => {
  if (df > 1000) return Z95
  const width = known.get(df) ?? studentT975(df)
  known.set(df, width)
  return width
}
