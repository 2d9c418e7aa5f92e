/** erfc(x) for x >= 0 to a relative error under 1.2e-7. Source: Numerical Recipes, 6.2, `erfcc`. */
const erfc = (x: number): number => {
  const t = 1 / (1 + x / 2)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ]
  return t * Math.exp(-x * x + terms.reduceRight((sum, term) => term + t * sum, 0))
}

/** P(|Z| > |z|) for a standard normal: the two-sided p-value of z. */
export const normalTail = (z: number): number => erfc(Math.abs(z) / Math.SQRT2)
