import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement } from './agreement.ts'

describe('agreement on an ordered scale (van der Eijk’s A)', () => {
  it('is that of the example published with the R package agrmt', () => {
    expect(agreement([30, 40, 210, 130, 530, 50, 10])).toBeCloseTo(0.6113333, 7)
  })
  it('is 1 where everybody agrees, 0 where all answers are as frequent, -1 where two camps stand at the ends', () => {
    expect(agreement([0, 0, 12, 0, 0])).toBe(1)
    expect(agreement([4, 4, 4, 4, 4])).toBeCloseTo(0)
    expect(agreement([7, 0, 0, 0, 7])).toBeCloseTo(-1)
  })
  it('is higher for neighbours than for answers spread as wide over two camps', () => {
    expect(agreement([0, 6, 6, 0, 0]) ?? 0).toBeGreaterThan(agreement([6, 0, 0, 6, 0]) ?? 0)
  })
  it('is unknown where nobody answered', () => {
    expect(agreement([0, 0, 0])).toBeUndefined()
  })
  it('lies in [-1, 1], and reads alike from either end and however many of each kind there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 3, maxLength: 11 }),
        fc.integer({ min: 2, max: 9 }),
        (counts, times) => {
          const a = agreement(counts)
          if (a === undefined) return
          expect(Math.abs(a)).toBeLessThanOrEqual(1 + 1e-9)
          expect(agreement([...counts].reverse())).toBeCloseTo(a, 9)
          expect(agreement(counts.map((count) => count * times))).toBeCloseTo(a, 9)
        },
      ),
    )
  })
})
