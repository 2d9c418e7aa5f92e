import { describe, expect, it } from 'vitest'
import { proposed } from './candidate.ts'
import { contrast, oddsContrast, sampleOf } from './contrast.ts'
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
  it('of two means is told with its z and its size', () => {
    const { difference, z, d } = contrast(sampleOf([1, 2, 3]), sampleOf([3, 4, 5]))
    expect(difference).toBe(-2)
    expect(d).toBe(-2)
    expect(z).toBeCloseTo(-2 / Math.sqrt(2 / 3), 9)
  })
  it('of two shares is symmetrical in log-odds', () => {
    const of = (yes: number, no: number) => sampleOf([...Array(yes).fill(1), ...Array(no).fill(0)] as number[])
    expect(oddsContrast(of(10, 90), of(50, 50)).difference).toBeCloseTo(
      -oddsContrast(of(90, 10), of(50, 50)).difference,
      9,
    )
    expect(oddsContrast(of(0, 50), of(0, 50))).toEqual({ difference: 0, z: 0 })
  })
})
