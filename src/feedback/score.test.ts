import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentT975 } from '../statistics/index.ts'
import { nps, onScale, satisfaction } from './index.ts'

const answers = (...groups: readonly (readonly [score: number, times: number])[]) =>
  groups.flatMap(([score, times]) => Array.from({ length: times }, () => score))

describe('the net promoter score', () => {
  it('of 60 promoters, 25 passives and 15 detractors is 45, between 29.343 and 58.036', () => {
    const { value, low, high } = nps(60, 25, 15)
    expect(value).toBe(45)
    // What 29.343 and 58.036 round, by the published formula in another program.
    expect(low).toBeCloseTo(29.3431112, 6)
    expect(high).toBeCloseTo(58.0355296, 6)
  })
  it('counts 9 and 10 as promoters, 0 to 6 as detractors', () => {
    const lille = satisfaction('nps', answers([10, 30], [9, 30], [8, 15], [7, 10], [6, 10], [0, 5]))
    expect(lille.value).toBe(45)
    expect(lille.low).toBeCloseTo(29.3431112, 6)
  })
  it('stays between -100 and 100, and so does its interval', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (p, n, d) => {
        fc.pre(p + n + d > 0)
        const { value, low, high } = nps(p, n, d)
        expect(Math.abs(value)).toBeLessThanOrEqual(100)
        expect(low).toBeGreaterThanOrEqual(-100)
        expect(high).toBeLessThanOrEqual(100)
        expect(low).toBeLessThan(high)
      }),
    )
  })
})

describe('satisfaction', () => {
  it('is the share of 4 and 5, with Wilson: 82 of 100 lie between .7333 and .8830', () => {
    const { value, low, high } = satisfaction('csat', answers([5, 50], [4, 32], [3, 10], [1, 8]))
    expect(value).toBe(0.82)
    expect(low).toBeCloseTo(0.7333264, 6)
    expect(high).toBeCloseTo(0.8829977, 6)
  })
  it('is withheld under the minimum number of answers', () => {
    expect(satisfaction('csat', [5, 5, 4], 10)).toEqual({ metric: 'csat', n: 3, value: null, low: null, high: null })
    expect(satisfaction('nps', []).value).toBeNull()
  })
})

describe('effort', () => {
  it('is a mean with the t interval', () => {
    // 5, 6, 7, 6: mean 6, s = .8165, t(3) = 3.1824, half-width 1.2992.
    const { value, low, high } = satisfaction('ces', [5, 6, 7, 6])
    expect(value).toBe(6)
    expect(low).toBeCloseTo(4.7008, 3)
    expect(high).toBeCloseTo(7.2992, 3)
  })
  it('has no interval for one answer', () => {
    expect(satisfaction('ces', [5])).toEqual({ metric: 'ces', n: 1, value: 5, low: null, high: null })
  })
})

it('knows the points of Student: 12.7062 for 1 degree of freedom, 2.2281 for 10, 1.9840 for 100', () => {
  expect(studentT975(1)).toBeCloseTo(12.7062, 4)
  expect(studentT975(10)).toBeCloseTo(2.2281, 4)
  expect(studentT975(100)).toBeCloseTo(1.984, 4)
})

it('counts only answers on their scale', () => {
  expect([onScale('nps', 0), onScale('csat', 0), onScale('ces', 7), onScale('nps', Number.NaN)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})
