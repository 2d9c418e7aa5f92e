import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../shared-data.ts'
import { calendarOf } from './calendar.ts'
import { expectedPurchases, expectedSpend, fitBuying, fitSpend, probabilityAlive } from './customer-value.ts'
import { buyersOf, type Purchase } from './purchase-records.ts'

const file = sharedData('value/cdnow_customers_summary.csv')
const log = sharedData('value/CDNOW_sample.txt')

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
  it('gives the published parameters of BG/NBD', () => {
    expect(customers).toHaveLength(2357)
    expect(model?.r).toBeCloseTo(0.2426, 3)
    expect(model?.alpha).toBeCloseTo(4.4135, 2)
    expect(model?.a).toBeCloseTo(0.7929, 3)
    expect(model?.b).toBeCloseTo(2.4258, 2)
    expect(model?.logLikelihood).toBeCloseTo(-9582.43, 2)
  })
  it('records customers as the published summary does, from their purchases', () => {
    expect(buyers).toHaveLength(2357)
    for (const [k, { x, tx, T }] of buyers.entries()) {
      expect(x, `customer ${k + 1}`).toBe(customers[k]?.x)
      expect(tx, `customer ${k + 1}`).toBeCloseTo(customers[k]?.tx ?? -1, 1)
      expect(T, `customer ${k + 1}`).toBeCloseTo(customers[k]?.T ?? -1, 1)
    }
  })
  it('gives the published parameters of Gamma-Gamma (Fader and Hardie 2013: 946 customers)', () => {
    const spend = fitSpend(buyers)
    expect(spend.n).toBe(946)
    expect(spend.p).toBeCloseTo(6.25, 2)
    expect(spend.q).toBeCloseTo(3.74, 2)
    expect(spend.gamma).toBeCloseTo(15.44, 1)
  })
  it('expects 1.2259 purchases of the published customer in 39 weeks', () => {
    const customer = { x: 2, tx: 30.43, T: 38.86 }
    expect(model && expectedPurchases(model, customer, 39)).toBeCloseTo(1.2259, 3)
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
