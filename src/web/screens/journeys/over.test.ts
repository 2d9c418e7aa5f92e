import { expect, it } from 'vitest'
import { areOver } from './over.ts'

const period = (open: number) => ({
  instances: { total: 90, succeeded: 30, abandoned: 60 - open, open, onTrack: open },
})

it('success is set beside that of the period before once nobody of either is on the way', () => {
  expect(areOver(period(0), period(0))).toBe(true)
  expect(areOver(period(12), period(0))).toBe(false)
  expect(areOver(period(0), period(1))).toBe(false)
  expect(areOver(period(0), undefined)).toBe(true)
})
