import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationMs, languageOf, normalTail, quantile, rate, tell, twoProportionZ, wilson } from './index.ts'

describe('intervals', () => {
  it('give the Wilson interval of 82 satisfied of 100', () => {
    const interval = wilson(82, 100)
    expect(interval?.low).toBeCloseTo(0.7333264, 6)
    expect(interval?.high).toBeCloseTo(0.8829977, 6)
  })
  it('start at exactly 0 where nobody did, and end at exactly 1 where everybody did', () => {
    for (const n of [3, 6, 7, 49, 1434]) {
      expect(rate(0, n).low).toBe(0)
      expect(rate(n, n).high).toBe(1)
    }
  })
  it('withhold a rate under the minimum n, and one of nothing', () => {
    expect(rate(3, 9, 10)).toEqual({ value: null, num: 3, den: 9, n: 9, low: null, high: null })
    expect(rate(0, 0).value).toBeNull()
  })
  it('always hold the estimate between 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const [num, den] = [Math.min(a, b), Math.max(a, b, 1)]
        const { value, low, high } = rate(num, den)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(value).toBeGreaterThanOrEqual((low ?? 1) - 1e-12)
        expect(value).toBeLessThanOrEqual((high ?? 0) + 1e-12)
      }),
    )
  })
})

describe('two proportions', () => {
  it('180 of 600 beside 120 of 600 are four standard errors apart', () => {
    expect(twoProportionZ(180, 600, 120, 600)).toBeCloseTo(4, 9)
  })
  it('are as rare as the normal says: 5 % beyond 1.96, one in 15,787 beyond 4', () => {
    expect(normalTail(1.959964)).toBeCloseTo(0.05, 6)
    expect(normalTail(-4)).toBeCloseTo(6.3342e-5, 8)
    expect(normalTail(0)).toBeCloseTo(1, 6)
  })
  it('say nothing where one side is of nobody', () => {
    expect(twoProportionZ(1, 2, 0, 0)).toBe(0)
  })
})

describe('durations', () => {
  it('read the ISO 8601 forms that maps use', () => {
    expect(durationMs('P10D')).toBe(864_000_000)
    expect(durationMs('PT1H')).toBe(3_600_000)
    expect(durationMs('P1DT12H')).toBe(129_600_000)
    expect(durationMs('PT0.5S')).toBe(500)
  })
  it('refuse what is not a duration', () => {
    for (const text of ['', 'P', 'PT', '10D', 'P10', 'P-1D']) expect(durationMs(text)).toBeUndefined()
  })
})

describe('quantiles', () => {
  it('interpolate linearly between ranks (type 7)', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7)
    expect(quantile([], 0.5)).toBeNull()
  })
})

describe('words', () => {
  it('come in the language asked for, else of the machine, else English', () => {
    expect(languageOf('fr', undefined)).toBe('fr')
    expect(languageOf(undefined, 'fr_FR.UTF-8')).toBe('fr')
    expect(languageOf(undefined, 'C')).toBe('en')
  })
  it('fall back from a missing language to one that is there', () => {
    expect(tell({ en: 'Buy' }, 'fr')).toBe('Buy')
    expect(tell({ fr: 'Acheter', en: 'Buy' }, 'en')).toBe('Buy')
  })
})
