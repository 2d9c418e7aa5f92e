import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile } from '../kernel/index.ts'
import { drawsOf } from '../statistics/index.ts'
import { durationColumns, kaplanMeier, survivalAt, survivalQuantile, survivalTimes } from './kaplan-meier.ts'

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

const columnsOf = (durations: readonly { readonly time: number; readonly ended: boolean }[]) => {
  const found = durationColumns()
  for (const { time, ended } of durations) found.add(time, ended)
  return found.columns()
}

it('has a median between 13 weeks and no known end (Brookmeyer and Crowley on log-log, as SAS and R have it)', () => {
  const [median, ninth] = survivalTimes(columnsOf(SIX_MP), [0.5, 0.9])
  expect(median).toEqual({ value: 23, low: 13, high: null })
  expect(ninth?.value).toBeNull()
})

/** The interval as it is defined, from every step: the times at which that of survival holds the share. */
const plainly = (durations: readonly { readonly time: number; readonly ended: boolean }[], share: number) => {
  const times = [...new Set(durations.filter(({ ended }) => ended).map(({ time }) => time))].sort((a, b) => a - b)
  let [survival, sum] = [1, 0]
  let [value, low, high] = [null, null, null] as (number | null)[]
  for (const time of times) {
    const atRisk = durations.filter((one) => one.time >= time).length
    const ends = durations.filter((one) => one.ended && one.time === time).length
    survival *= 1 - ends / atRisk
    if (survival <= 1 - share + 1e-12) value ??= time
    if (ends === atRisk) continue
    sum += ends / (atRisk * (atRisk - ends))
    const spread = (1.959963984540054 * Math.sqrt(sum)) / -Math.log(survival)
    if (survival ** Math.exp(spread) <= 1 - share + 1e-12) low ??= time
    if (survival ** Math.exp(-spread) <= 1 - share + 1e-12) high ??= time
  }
  return { value, low, high }
}

it('has the interval that its definition gives, of few and of many, whatever their ties', () => {
  const one = fc.record({ time: fc.nat(30), ended: fc.boolean() })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), fc.constantFrom(0.25, 0.5, 0.9), (some, share) => {
      expect(survivalTimes(columnsOf(some), [share])).toEqual([plainly(some, share)])
    }),
  )
  for (const seed of [1, 2, 3]) {
    const draws = drawsOf(seed)
    const many = Array.from({ length: 3000 }, () => ({ time: Math.floor(draws() * 900), ended: draws() < 0.7 }))
    expect(survivalTimes(columnsOf(many), [0.5, 0.9])).toEqual([plainly(many, 0.5), plainly(many, 0.9)])
  }
})

it('holds the true median in about 95 of 100 samples, a third of them still waiting', () => {
  const draws = drawsOf(7)
  let held = 0
  for (let round = 0; round < 400; round++) {
    const sample = Array.from({ length: 80 }, () => {
      const [end, seen] = [-Math.log(1 - draws()), -Math.log(1 - draws()) * 2]
      return { time: Math.min(end, seen), ended: end <= seen }
    })
    const [median] = survivalTimes(columnsOf(sample), [0.5])
    if ((median?.low ?? Infinity) <= Math.LN2 && (median?.high ?? Infinity) >= Math.LN2) held++
  }
  expect(held / 400).toBeGreaterThan(0.92)
  expect(held / 400).toBeLessThan(0.98)
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
