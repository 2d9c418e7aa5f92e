import { type Interval, wilson } from '../kernel/index.ts'

/**
 * The interval of a difference of two independent rates, num1/den1 - num2/den2, from their Wilson intervals.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10. Undefined where one side is of nobody.
 */
export const rateDifference = (
  num1: number,
  den1: number,
  num2: number,
  den2: number,
): (Interval & { readonly value: number }) | undefined => {
  const [one, two] = [wilson(num1, den1), wilson(num2, den2)]
  if (!one || !two) return undefined
  const [p1, p2] = [num1 / den1, num2 / den2]
  const value = p1 - p2
  return {
    value,
    low: value - Math.sqrt((p1 - one.low) ** 2 + (two.high - p2) ** 2),
    high: value + Math.sqrt((one.high - p1) ** 2 + (p2 - two.low) ** 2),
  }
}
