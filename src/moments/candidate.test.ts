import { describe, expect, it } from 'vitest'
import { proposed } from './candidate.ts'
import {
  answeredContrast,
  contrast,
  differenceBounds,
  drawnBounds,
  effectContrast,
  effectOf,
  sampleOf,
  sizeOf,
} from './contrast.ts'
import { holding } from './index.ts'

const candidate = (p: number) => ({
  moment: proposed({ kind: 'irritant', sign: 'off_map', statistics: {} }),
  p,
  large: true,
})

describe('what holds at a false discovery rate', () => {
  it('is counted as Benjamini and Hochberg do: the largest p under its line takes all below it', () => {
    const ps = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    expect(holding(ps.map(candidate), 0.05).map(({ p }) => p)).toEqual([0.001, 0.008])
    expect(holding(ps.map(candidate), 0.1).map(({ p }) => p)).toEqual([0.001, 0.008, 0.039, 0.041, 0.042, 0.06])
  })
  it('is nothing of nothing', () => {
    expect(holding([])).toEqual([])
  })
  it('finds anything in at most 5 % of runs where nothing is there', () => {
    // Numerical Recipes' congruential generator: uniform enough here, and the same on every machine.
    let state = 12_345
    const random = Array.from({ length: 40_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    })
    const runs = Array.from({ length: 1000 }, (_, run) => random.slice(run * 40, run * 40 + 40).map(candidate))
    expect(runs.filter((run) => holding(run).length > 0).length).toBeLessThan(50)
  })
})

describe('a contrast', () => {
  it('of two means is told with its z and its interval', () => {
    const [a, b] = [sampleOf([1, 2, 3]), sampleOf([3, 4, 5])]
    const { difference, z } = contrast(a, b)
    expect(difference).toBe(-2)
    expect(z).toBeCloseTo(-2 / Math.sqrt(2 / 3), 9)
    const { low, high } = differenceBounds(a, b)
    // Four degrees of freedom: 2.7764 errors to either side.
    expect(low).toBeCloseTo(-2 - 2.7764451 * Math.sqrt(2 / 3), 6)
    expect(high).toBeCloseTo(-2 + 2.7764451 * Math.sqrt(2 / 3), 6)
  })
  it('of two shares is symmetrical in log-odds', () => {
    const of = (yes: number, no: number) => sampleOf([...Array(yes).fill(1), ...Array(no).fill(0)] as number[])
    const odds = (one: ReturnType<typeof of>, other: ReturnType<typeof of>) =>
      effectContrast(effectOf(one, true), effectOf(other, true))
    expect(odds(of(10, 90), of(50, 50)).difference).toBeCloseTo(-odds(of(90, 10), of(50, 50)).difference, 9)
    expect(odds(of(0, 50), of(0, 50))).toEqual({ difference: 0, z: 0 })
  })
  it('of answers takes several of one person for less than those of several people', () => {
    const columns = (sums: number[], numbers: number[]) => ({
      sums: Float64Array.from(sums),
      numbers: Float64Array.from(numbers),
    })
    const [once, others] = [
      columns([0, 1, 0, 1, 0, 0], [1, 1, 1, 1, 0, 0]),
      columns([0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1]),
    ]
    const often = columns([0, 9, 0, 9, 0, 0], [9, 9, 9, 9, 0, 0])
    expect(answeredContrast(often, others)).toEqual(answeredContrast(once, others))
  })
  it('in standard deviations has an interval around it', () => {
    const [a, b] = [sampleOf([1, 2, 3]), sampleOf([3, 4, 5])]
    const { d, low, high } = sizeOf({ difference: -2, ...differenceBounds(a, b) }, a, b)
    expect(d).toBe(-2)
    expect(low).toBeLessThan(-2)
    expect(high).toBeGreaterThan(-2)
  })
  it('drawn again has the interval of the normal where it is normal', () => {
    const { low, high } = drawnBounds([{ value: 3, error: 2 }], ([value = 0]) => value)
    expect(low).toBeCloseTo(3 - 2 * 1.96, 0)
    expect(high).toBeCloseTo(3 + 2 * 1.96, 0)
  })
})
