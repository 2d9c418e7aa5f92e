import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile, quantileOf } from './quantile.ts'
import { sortedTimes } from './sorted-times.ts'

const drawn = fc.array(fc.oneof(fc.nat(5), fc.double({ min: 0, max: 1e12, noNaN: true })), { maxLength: 60 })

it('is the same whether the values were sorted or not', () => {
  fc.assert(
    fc.property(drawn, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
      expect(quantileOf(Float64Array.from(values), p)).toBe(quantile(Float64Array.from(values).sort(), p))
    }),
  )
})

it('sorts many times as few', () => {
  let seed = 1
  const values = Float64Array.from({ length: 9_000 }, (_, i) => {
    seed = (seed * 48_271) % 2_147_483_647
    return i % 7 === 0 ? 0 : i % 5 === 0 ? seed : seed / 1024 + (i % 3) * 1e9
  })
  expect(sortedTimes(values)).toEqual(values.slice().sort())
  // Whole seconds, few and many of them; whole milliseconds; and thousandths of those.
  for (const [most, unit] of [
    [3, 1],
    [9_000, 1],
    [40_000_000, 1],
    [40_000_000_000, 1000],
    [900_000_000, 1_000_000],
  ] as const) {
    const whole = values.map((value) => Math.floor(value % most) / unit)
    const before = whole.slice()
    expect(sortedTimes(whole)).toEqual(whole.slice().sort())
    expect(whole).toEqual(before)
  }
})
