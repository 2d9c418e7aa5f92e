import type { Estimate } from './cluster-ratio.ts'
import { studentT975 } from './student.ts'

/** A mean with Student's t interval. */
export const meanOf = (values: ArrayLike<number>): Estimate => {
  const n = values.length
  if (n === 0) return { value: null, low: null, high: null, n }
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i] ?? 0
  const value = sum / n
  if (n < 2) return { value, low: null, high: null, n }
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((values[i] ?? 0) - value) ** 2
  const spread = studentT975(n - 1) * Math.sqrt(squares / (n - 1) / n)
  return { value, low: value - spread, high: value + spread, n }
}
