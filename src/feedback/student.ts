/** ln Γ(x) by Lanczos (g = 7, n = 9), relative error under 1e-13 for x > 0. */
const lnGamma = (x: number): number => {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const t = x + 6.5
  const sum = coefficients.reduce((total, c, i) => (i === 0 ? c : total + c / (x - 1 + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The regularised incomplete beta function I_x(a, b) by Lentz's continued fraction (Numerical Recipes 6.4). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a
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
const studentTail = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5)

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
