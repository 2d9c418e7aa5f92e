import { describe, expect, it } from 'vitest'
import {
  adjusted,
  adjustedWhateverDepends,
  drawNormal,
  drawsOf,
  hypergeometric,
  inverse,
  logGamma,
  meanOf,
  pairedDifference,
  rateDifference,
  ratioOf,
  shuffle,
  studentTail,
  symmetricEigen,
} from './index.ts'

describe('special functions', () => {
  it('the gamma function is the factorial', () => {
    expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12)
  })
  it('the hypergeometric series has its closed forms', () => {
    expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.log(2), 12)
    expect(hypergeometric(2, 3, 3, 0.3)).toBeCloseTo(0.7 ** -2, 12)
  })
})

describe('intervals', () => {
  it('of a difference of two rates are those that Newcombe published: 56/70 and 48/80', () => {
    const { value, low, high } = rateDifference(56, 70, 48, 80) ?? { value: 0, low: 0, high: 0 }
    expect(value).toBeCloseTo(0.2, 12)
    expect(low).toBeCloseTo(0.0524, 4)
    expect(high).toBeCloseTo(0.3339, 4)
    expect(rateDifference(9, 10, 3, 10)?.low).toBeCloseTo(0.1705, 4)
    expect(rateDifference(10, 10, 0, 10)?.low).toBeCloseTo(0.6075, 4)
    expect(rateDifference(1, 2, 0, 0)).toBeUndefined()
  })
  it('of a mean are Student’s', () => {
    const { value, low } = meanOf([5, 6, 7, 6])
    expect([value, low?.toFixed(4)]).toEqual([6, '4.7008'])
    expect(meanOf([5])).toEqual({ value: 5, low: null, high: null, n: 1 })
    expect(meanOf([]).value).toBeNull()
  })
  it('of a ratio with a denominator of 1 are those of a mean with the normal', () => {
    const { value, low, high } = ratioOf([5, 6, 7, 6], [1, 1, 1, 1])
    expect(value).toBe(6)
    expect(((high ?? 0) - (low ?? 0)) / 2).toBeCloseTo(1.96 * 0.40825, 3)
    expect(ratioOf([1], [0]).value).toBeNull()
  })
  it('of a paired difference are nothing where both sides are the same', () => {
    const side = { num: [1, 0, 1], den: [1, 1, 1] }
    expect(pairedDifference(side, side)).toEqual({ value: 0, low: 0, high: 0, n: 3 })
  })
})

describe('many tests', () => {
  it('are adjusted as in the paper', () => {
    const q = adjusted([0.01, 0.04, 0.03, 0.005])
    expect([...q].map((value) => value.toFixed(4))).toEqual(['0.0200', '0.0400', '0.0400', '0.0200'])
    expect(adjusted([]).length).toBe(0)
    // 1 + 1/2 + 1/3 + 1/4 = 25/12 times as much where nothing is known of how tests depend on each other.
    const any = adjustedWhateverDepends([0.01, 0.04, 0.03, 0.005])
    expect([...any].map((value) => value.toFixed(4))).toEqual(['0.0417', '0.0833', '0.0833', '0.0417'])
    expect([...adjustedWhateverDepends([0.9, 0.8])]).toEqual([1, 1])
  })
  it('find anything in at most 5 % of runs where nothing is there', () => {
    const draws = drawsOf(7)
    const runs = Array.from({ length: 2000 }, () => adjusted(Array.from({ length: 30 }, draws)).some((q) => q <= 0.05))
    expect(runs.filter(Boolean).length / runs.length).toBeLessThan(0.065)
  })
})

describe('distributions', () => {
  it('Student’s tail is 5 % beyond 2.2281 with 10 degrees of freedom', () => {
    expect(studentTail(2.2281389, 10)).toBeCloseTo(0.05, 7)
  })
  it('draws repeat, are uniform enough, and normal where asked', () => {
    expect(drawsOf(1)()).toBe(drawsOf(1)())
    const draws = drawsOf(3)
    const normals = Array.from({ length: 20_000 }, () => drawNormal(draws))
    expect(meanOf(normals).value).toBeCloseTo(0, 1)
    expect(meanOf(normals.map((x) => x * x)).value).toBeCloseTo(1, 1)
    expect([...shuffle(Uint8Array.of(1, 2, 3, 4), draws)].sort()).toEqual([1, 2, 3, 4])
  })
})

it('the eigenvalues of a symmetric matrix are found with their vectors', () => {
  const { values, vectors } = symmetricEigen({ size: 3, cells: Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2) })
  expect([...values].sort((a, b) => a - b).map((value) => value.toFixed(9))).toEqual(
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].map((value) => value.toFixed(9)),
  )
  const first = [0, 1, 2].map((row) => vectors[row * 3] ?? 0)
  expect(2 * (first[0] ?? 0) - (first[1] ?? 0)).toBeCloseTo((values[0] ?? 0) * (first[0] ?? 0), 12)
})

it('a matrix times its inverse is one, rows out of order or not', () => {
  const draws = drawsOf(7)
  for (let size = 1; size <= 12; size++) {
    const cells = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 0 : drawNormal(draws)))
    if (size === 1) cells[0] = 3
    const { cells: back } = inverse({ size, cells })
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        let sum = 0
        for (let k = 0; k < size; k++) sum += (cells[a * size + k] ?? 0) * (back[k * size + b] ?? 0)
        expect(sum).toBeCloseTo(a === b ? 1 : 0, 8)
      }
  }
})
