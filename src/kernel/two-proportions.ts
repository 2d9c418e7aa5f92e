/** z of two independent proportions with the pooled variance; 0 where it is undefined (a side of nobody, or no variance). */
export const twoProportionZ = (num1: number, den1: number, num2: number, den2: number): number => {
  if (den1 === 0 || den2 === 0) return 0
  const pooled = (num1 + num2) / (den1 + den2)
  const variance = pooled * (1 - pooled) * (1 / den1 + 1 / den2)
  return variance === 0 ? 0 : (num1 / den1 - num2 / den2) / Math.sqrt(variance)
}
