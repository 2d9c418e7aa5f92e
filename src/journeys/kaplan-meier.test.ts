import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile } from '../kernel/index.ts'
import { kaplanMeier, survivalAt, survivalQuantile } from './kaplan-meier.ts'

/** Weeks in remission under 6-MP; a plus marks who was still in remission (Freireich and others, Blood 21, 1963). */
const SIX_MP = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
  .split(' ')
  .map((text) => ({ time: Number.parseInt(text, 10), ended: !text.endsWith('+') }))

it('estimates the published survival of 6-MP', () => {
  const steps = kaplanMeier(SIX_MP)
  // .8571, .7529 and .4482 in print: the products that they round.
  expect(survivalAt(steps, 6)).toBeCloseTo(18 / 21, 9)
  expect(survivalAt(steps, 10)).toBeCloseTo((18 / 21) * (16 / 17) * (14 / 15), 9)
  expect(survivalAt(steps, 23)).toBeCloseTo(0.4481792717, 9)
  expect(survivalAt(steps, 5)).toBe(1)
})

it('has a median of 23 weeks and no ninth decile, which was never reached', () => {
  const steps = kaplanMeier(SIX_MP)
  expect(survivalQuantile(steps, 0.5)).toBe(23)
  expect(survivalQuantile(steps, 0.9)).toBeNull()
})

it('is the plain share where everything has ended', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.nat(20), (times, time) => {
      const steps = kaplanMeier(times.map((ended) => ({ time: ended, ended: true })))
      expect(survivalAt(steps, time)).toBeCloseTo(times.filter((other) => other > time).length / times.length, 9)
      const median = survivalQuantile(steps, 0.5) ?? Number.NaN
      const sorted = [...times].sort((a, b) => a - b)
      expect(Math.abs(median - (quantile(sorted, 0.5) ?? 0))).toBeLessThanOrEqual(
        (sorted[Math.floor(sorted.length / 2)] ?? 0) - (sorted[Math.ceil(sorted.length / 2) - 1] ?? 0),
      )
    }),
  )
})
