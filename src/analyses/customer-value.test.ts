import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../shared-data.ts'
import { expectedPurchases, expectedSpend, fitBuying, fitSpend, probabilityAlive } from './customer-value.ts'

const file = sharedData('value/cdnow_customers_summary.csv')

describe.skipIf(file === undefined)('CDNOW (skipped where the shared data is not on this machine)', () => {
  const rows: readonly Readonly<Record<string, string>>[] = file
    ? parse(readFileSync(file, 'utf8'), { columns: true })
    : []
  const customers = rows.map((row) => ({ x: Number(row.frequency), tx: Number(row.recency), T: Number(row.T) }))
  const model = file ? fitBuying(customers) : undefined
  it('gives the published parameters of BG/NBD', () => {
    expect(customers).toHaveLength(2357)
    expect(model?.r).toBeCloseTo(0.2426, 3)
    expect(model?.alpha).toBeCloseTo(4.4135, 2)
    expect(model?.a).toBeCloseTo(0.7929, 3)
    expect(model?.b).toBeCloseTo(2.4258, 2)
    expect(model?.logLikelihood).toBeCloseTo(-9582.43, 2)
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
