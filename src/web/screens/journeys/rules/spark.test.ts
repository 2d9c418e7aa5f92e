import { expect, it } from 'vitest'
import { sparkOf } from './spark.ts'

it('gathers the days of a span in equal parts, and loses no event', () => {
  const days = [
    { name: '2026-01-01', events: 3 },
    { name: '2026-01-05', events: 2 },
    { name: '2026-01-10', events: 4 },
  ]
  expect(sparkOf(days, { from: '2026-01-01', to: '2026-01-10' }, 2)).toEqual([5, 4])
  expect(sparkOf(days, { from: '2026-01-01', to: '2026-01-10' }, 48)).toHaveLength(10)
})
it('is empty where there are no events at all', () => {
  expect(sparkOf([], null, 48)).toEqual([])
})
