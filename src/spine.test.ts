import { expect, expectTypeOf, it } from 'vitest'
import type { PushBack, StopReason, TurnedAway } from './collection/index.ts'
import type { RejectReason } from './imports/row-block.ts'
import { createCount, spine } from './spine.ts'

it('tells the way of an interaction in order', () => {
  expect(spine.map(({ step }) => step)).toEqual([
    'admit',
    'receive',
    'keep',
    'load',
    'unify',
    'recognise',
    'advance',
    'notice',
    'act',
  ])
})

it('counts what passes a step and why the rest stopped', () => {
  const count = createCount()
  count.passed('keep', 90, 0.5)
  count.passed('keep', 5, 0.25)
  count.stopped('keep', 'duplicate', 3)
  count.stopped('keep', 'duplicate', 2)
  expect(count.tally()).toEqual({ keep: { passed: 95, seconds: 0.75, stopped: { duplicate: 5 } } })
})

it('knows every reason for which a file’s row is refused, and no other', () => {
  expectTypeOf<(typeof spine)[0]['stops'][number]>().toEqualTypeOf<RejectReason>()
})

it('knows every reason for which a live message is set aside, sent back or turned away, and no other', () => {
  expectTypeOf<(typeof spine)[1]['stops'][number]>().toEqualTypeOf<StopReason | PushBack | TurnedAway>()
})
