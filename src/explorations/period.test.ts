import { expect, it } from 'vitest'
import { boundsOf, type PeriodName } from './period.ts'

const asOf = Date.parse('2026-04-02T09:30:00Z')
const bounds = (name: PeriodName, before = false) => {
  const { from = 0, to = 0 } = boundsOf({ name, by: 'entered', before }, asOf, 'Europe/Paris')
  return [new Date(from).toISOString(), new Date(to).toISOString()]
}

it('counts days back from the as-of day, whole, across the change of clocks', () => {
  // The clocks of Paris went forward on 29 March 2026.
  expect(bounds('7d')).toEqual(['2026-03-26T23:00:00.000Z', '2026-04-02T22:00:00.000Z'])
  expect(bounds('7d', true)).toEqual(['2026-03-19T23:00:00.000Z', '2026-03-26T23:00:00.000Z'])
})

it('knows the units of the calendar and those before them', () => {
  expect(bounds('month')).toEqual(['2026-03-31T22:00:00.000Z', '2026-04-30T22:00:00.000Z'])
  expect(bounds('last-month')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'])
  expect(bounds('last-month', true)).toEqual(['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z'])
  expect(bounds('quarter')).toEqual(['2026-03-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z'])
  expect(bounds('quarter', true)).toEqual(['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z'])
  expect(bounds('year')).toEqual(['2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'])
})

it('takes as long a period before one’s own, and none before a period without a beginning', () => {
  expect(boundsOf({ by: 'entered', from: 100, to: 300, before: true }, 1000, 'UTC')).toEqual({ from: -100, to: 100 })
  expect(boundsOf({ by: 'entered', from: 600, before: true }, 1000, 'UTC')).toEqual({ from: 200, to: 600 })
  expect(boundsOf({ by: 'entered', to: 300, before: true }, 1000, 'UTC')).toEqual({ to: -Infinity })
})
