import { describe, expect, it } from 'vitest'
import { chance } from './chance.ts'

const draws = (n: number) => Array.from({ length: n }, (_, k) => k)

describe('chance', () => {
  it('gives the same draws for the same seed and stream, others for a neighbour', () => {
    const first = (seed: number, stream: number) => {
      const one = chance(seed, stream)
      return draws(5).map(() => one.next())
    }
    expect(first(1, 2)).toEqual(first(1, 2))
    expect(first(1, 3)).not.toEqual(first(1, 2))
    expect(first(2, 2)).not.toEqual(first(1, 2))
  })

  it('is uniform enough: a chi-square of a hundred cells over a hundred thousand draws stays ordinary', () => {
    const one = chance(42, 1)
    const cells = new Array<number>(100).fill(0)
    for (const _ of draws(100_000)) {
      const cell = Math.floor(one.next() * 100)
      cells[cell] = (cells[cell] ?? 0) + 1
    }
    const chiSquare = cells.reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeGreaterThan(60)
    expect(chiSquare).toBeLessThan(150)
  })

  it('has first draws that do not depend on neighbouring streams', () => {
    const firsts = draws(20_000).map((stream) => chance(2026, stream).next())
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length
    const lag = firsts.slice(1).reduce((sum, x, k) => sum + (x - mean) * ((firsts[k] ?? mean) - mean), 0)
    const variance = firsts.reduce((sum, x) => sum + (x - mean) ** 2, 0)
    expect(mean).toBeGreaterThan(0.49)
    expect(mean).toBeLessThan(0.51)
    expect(Math.abs(lag / variance)).toBeLessThan(0.03)
  })

  it('draws a normal with its mean and deviation, and a median where it is said', () => {
    const one = chance(3, 3)
    const normal = draws(20_000).map(() => one.normal(7, 2))
    const mean = normal.reduce((sum, x) => sum + x, 0) / normal.length
    expect(mean).toBeCloseTo(7, 0)
    expect(Math.sqrt(normal.reduce((sum, x) => sum + (x - mean) ** 2, 0) / normal.length)).toBeCloseTo(2, 0)
    const gaps = draws(9999)
      .map(() => one.around(10, 0.5))
      .sort((a, b) => a - b)
    expect(gaps[5000]).toBeGreaterThan(9.6)
    expect(gaps[5000]).toBeLessThan(10.4)
  })
})
