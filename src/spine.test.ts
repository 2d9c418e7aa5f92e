import { expect, it } from 'vitest'
import { createCount, spine } from './spine.ts'

it('tells the way of an interaction in order', () => {
  expect(spine.map(({ step }) => step)).toEqual(['admit', 'keep', 'load', 'recognise', 'advance', 'notice', 'act'])
})

it('counts what passes a step and why the rest stopped', () => {
  const count = createCount()
  count.passed('keep', 90, 0.5)
  count.passed('keep', 5, 0.25)
  count.stopped('keep', 'duplicate', 3)
  count.stopped('keep', 'duplicate', 2)
  expect(count.tally()).toEqual({ keep: { passed: 95, seconds: 0.75, stopped: { duplicate: 5 } } })
})
