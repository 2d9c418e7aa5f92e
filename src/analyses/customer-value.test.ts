import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../shared-data.ts'
import { calendarOf } from './calendar.ts'
import {
  buyingLikelihood,
  expectedPurchases,
  expectedSpend,
  fitBuying,
  fitSpend,
  probabilityAlive,
  spendLikelihood,
} from './customer-value.ts'
import { buyersOf, type Purchase } from './purchase-records.ts'
import { worthsOf } from './worth.ts'

const file = sharedData('value/cdnow_customers_summary.csv')
const log = sharedData('value/CDNOW_sample.txt')

/** How far a value is from a published one, as a share of it. */
const off = (value: number | undefined, published: number): number => Math.abs((value ?? 0) / published - 1)

/** Neither a hundredth nor a ten-thousandth more or less of any parameter is likelier. */
const isTop = (likelihood: (...of: number[]) => number, at: readonly number[]): boolean =>
  at.every((_, k) =>
    [0.99, 0.9999, 1.0001, 1.01].every(
      (times) => likelihood(...at.map((value, i) => (i === k ? value * times : value))) <= likelihood(...at),
    ),
  )

describe.skipIf(file === undefined)('CDNOW (skipped where the shared data is not on this machine)', () => {
  const rows: readonly Readonly<Record<string, string>>[] = file
    ? parse(readFileSync(file, 'utf8'), { columns: true })
    : []
  const customers = rows.map((row) => ({ x: Number(row.frequency), tx: Number(row.recency), T: Number(row.T) }))
  const model = file ? fitBuying(customers) : undefined
  const lines = log ? readFileSync(log, 'utf8').trim().split('\n') : []
  const purchases = lines.map((line): Purchase => {
    const [, person = '', day = '', , dollars] = line.trim().split(/\s+/)
    const at = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T12:00:00Z`)
    return { key: `person:${person}`, person, at, revenue: Number(dollars) }
  })
  const end = Date.parse('1997-09-30T12:00:00Z')
  const days = calendarOf('day', 'America/New_York', Date.parse('1997-01-01T12:00:00Z'), end)
  const buyers = buyersOf(purchases, days, end)
  it('gives the published parameters of BG/NBD, each to a thousandth of itself', () => {
    expect(customers).toHaveLength(2357)
    expect(off(model?.r, 0.2426)).toBeLessThan(1e-3)
    expect(off(model?.alpha, 4.4135)).toBeLessThan(1e-3)
    expect(off(model?.a, 0.7929)).toBeLessThan(1e-3)
    expect(off(model?.b, 2.4258)).toBeLessThan(1e-3)
    // -9582.43 in print; of days instead of weeks of two digits it is -9582.4292 (Fader and Hardie's own spreadsheet).
    expect(model?.logLikelihood).toBeCloseTo(-9582.4256, 3)
    expect(off(model?.logLikelihood, -9582.43)).toBeLessThan(1e-6)
  })
  it('attains the maximum: no parameter a little off is likelier, nor are the published ones', () => {
    const likelihood = buyingLikelihood(customers)
    const { r = 0, alpha = 0, a = 0, b = 0 } = model ?? {}
    expect(isTop(likelihood as never, [r, alpha, a, b])).toBe(true)
    expect(likelihood(0.2426, 4.4135, 0.7929, 2.4258)).toBeLessThanOrEqual(model?.logLikelihood ?? 0)
  })
  it('records customers as the published summary does, from their purchases', () => {
    expect(buyers).toHaveLength(2357)
    for (const [k, { x, tx, T }] of buyers.entries()) {
      expect(x, `customer ${k + 1}`).toBe(customers[k]?.x)
      expect(tx, `customer ${k + 1}`).toBeCloseTo(customers[k]?.tx ?? -1, 1)
      expect(T, `customer ${k + 1}`).toBeCloseTo(customers[k]?.T ?? -1, 1)
    }
  })
  it('gives the parameters of BG/NBD that are published of days as exact parts of weeks: .243, 4.414, .793, 2.426', () => {
    const { r, alpha, a, b, logLikelihood } = fitBuying(buyers)
    const digits = [r, alpha, a, b].map((value) => value.toFixed(3))
    expect(digits).toEqual(['0.243', '4.414', '0.793', '2.426'])
    expect(logLikelihood).toBeCloseTo(-9582.4292, 3)
  })
  it('gives Gamma-Gamma as it is published, digit for digit (Fader and Hardie 2013: 6.25, 3.74, 15.44; 946 customers)', () => {
    const spend = fitSpend(buyers)
    const { n, p, q, gamma, logLikelihood } = spend
    expect(n).toBe(946)
    expect([p, q, gamma].map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.44'])
    const likelihood = spendLikelihood(buyers)
    expect(isTop(likelihood as never, [p, q, gamma])).toBe(true)
    expect(likelihood(6.25, 3.74, 15.44)).toBeLessThanOrEqual(logLikelihood)
    // Published to three digits: what they round is nowhere off by more than they do.
    expect(off(p, 6.25)).toBeLessThan(1e-3)
    expect(off(q, 3.74)).toBeLessThan(0.005 / 3.74)
    expect(off(gamma, 15.44)).toBeLessThan(1e-3)
  })
  it('expects 1.2259 purchases of the published customer in 39 weeks', () => {
    const customer = { x: 2, tx: 30.43, T: 38.86 }
    expect(model && expectedPurchases(model, customer, 39)).toBeCloseTo(1.2259, 4)
    expect(model && probabilityAlive(model, customer)).toBeGreaterThan(0.5)
  })
})

it('draws a rare buyer towards the mean of all, and leaves a frequent one where they are', () => {
  const buyers = [10, 20, 30, 40, 50, 60, 70, 80].flatMap((mean) => [1, 3, 8].map((x) => ({ x, mean })))
  const model = fitSpend(buyers)
  const [rare, frequent] = [expectedSpend(model, { x: 1, mean: 80 }), expectedSpend(model, { x: 50, mean: 80 })]
  expect(rare).toBeLessThan(frequent)
  expect(frequent).toBeLessThanOrEqual(80.5)
  expect(rare).toBeGreaterThan(40)
})

it('looks up all along while it fits and while it says how sure it is, so that whoever left is noticed', () => {
  const buyers = [10, 20, 30, 40, 50, 60, 70, 80].flatMap((mean) =>
    [0, 1, 3, 8].map((x, k) => ({ person: `${mean} ${x}`, x, tx: 5 * k, T: 40 - k, mean })),
  )
  let looks = 0
  const { buying, estimate } = worthsOf(buyers, 52, () => looks++)
  const fitting = looks
  expect(fitting).toBeGreaterThan(500)
  estimate(1, ({ r }) => r, 'positive')
  expect(looks).toBeGreaterThan(fitting + 30)
  expect(buying).toEqual(worthsOf(buyers, 52).buying)
  const left = () => {
    if (--looks < fitting) throw new Error('nobody waits')
  }
  expect(() => worthsOf(buyers, 52, left)).toThrow('nobody waits')
})
