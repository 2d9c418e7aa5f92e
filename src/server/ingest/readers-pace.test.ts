import { expect, it } from 'vitest'
import { createReadersPace } from './readers-pace.ts'

it('says when readers will have caught up, by how fast they lately went', () => {
  const pace = createReadersPace()
  expect(pace.secondsFor(1_000_000)).toBe(1)
  pace.saw(0, 0)
  pace.saw(10, 100)
  expect(pace.secondsFor(1_000_000)).toBe(1)
  pace.saw(100_000, 1_000)
  expect(pace.secondsFor(1_000_000)).toBe(10)
  // Twice as fast of late: what was seen long ago no longer counts.
  for (let at = 6_000; at <= 9_000; at += 1_000) pace.saw(100_000 + (at - 6_000) * 200, at)
  expect(pace.secondsFor(1_000_000)).toBe(5)
})

it('says a minute, and no more, of readers that stand still', () => {
  const pace = createReadersPace()
  pace.saw(5, 0)
  pace.saw(5, 2_000)
  expect(pace.secondsFor(1)).toBe(60)
})
