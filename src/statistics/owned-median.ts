import { quantileOf } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'
import { halfWidth } from './student.ts'

/** Values, and whose each is; those of one person stand behind each other. */
export interface Owned {
  readonly values: Float64Array
  readonly people: Float64Array
}

/** Values as they are found, person by person. */
export const joinOwned = (parts: readonly Owned[]): Owned => {
  const size = parts.reduce((sum, { values }) => sum + values.length, 0)
  const [values, people] = [new Float64Array(size), new Float64Array(size)]
  let [next, person] = [0, 0]
  for (const part of parts)
    for (let i = 0; i < part.values.length; i++, next++) {
      if (i === 0 || part.people[i] !== part.people[i - 1]) person++
      values[next] = part.values[i] ?? 0
      people[next] = person
    }
  return { values, people }
}

/** Fewer people than these have no interval, as fewer values have none. */
const FEWEST = 6

/**
 * The median of values of which one person may have several, between two quantiles that hold it: those by which as many
 * values lie below as the share of values below the median may err by, over people. Source: R. S. Woodruff, JASA 47 (1952).
 */
export const medianOver = ({ values, people }: Owned): Estimate => {
  const n = values.length
  const value = quantileOf(values.slice(), 0.5)
  if (value === null || value === undefined) return { value: null, low: null, high: null, n }
  let [count, squares, own] = [0, 0, 0]
  const close = (): void => {
    count++
    squares += own * own
    own = 0
  }
  for (let i = 0; i < n; i++) {
    if (i > 0 && people[i] !== people[i - 1]) close()
    const each = values[i] ?? 0
    own += each < value ? 0.5 : each > value ? -0.5 : 0
  }
  close()
  if (count < FEWEST) return { value, low: null, high: null, n }
  const variance = Math.max((squares * count) / (count - 1), n / 4)
  const off = (halfWidth(count - 1) * Math.sqrt(variance)) / n
  const at = (p: number) => quantileOf(values.slice(), Math.min(1, Math.max(0, p))) ?? null
  return { value, low: at(0.5 - off), high: at(0.5 + off), n }
}
