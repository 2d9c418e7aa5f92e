import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Allowance, admit } from './allowance.ts'

const limits = { perSecond: 10, burst: 30 }

it('lets a burst pass after a silence, then says how long to wait', () => {
  const first = admit(limits, undefined, 30, 0)
  expect(first.passes).toBe(true)
  const second = admit(limits, first.left, 10, 500)
  expect([second.passes, second.wait]).toEqual([false, 1])
  expect(admit(limits, second.left, 10, 1_000).passes).toBe(true)
})

it('lets a batch larger than the burst pass when nothing came before it, and makes what follows wait for it', () => {
  const large = admit(limits, undefined, 90, 0)
  expect(large.passes).toBe(true)
  expect(admit(limits, large.left, 1, 6_000).passes).toBe(false)
  expect(admit(limits, large.left, 1, 6_100).passes).toBe(true)
})

it('never lets more pass than the burst and what the time allows, but for one batch', () => {
  const batches = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 400 })), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(batches, (sent) => {
      let [now, passed] = [0, 0]
      let left: Allowance | undefined
      for (const [messages, pause] of sent) {
        now += pause
        const asked = admit(limits, left, messages, now)
        left = asked.left
        if (asked.passes) passed += messages
        else expect(asked.wait).toBeGreaterThan(0)
        expect(passed).toBeLessThanOrEqual(limits.burst + (now / 1000) * limits.perSecond + 40)
      }
    }),
    { numRuns: 50 },
  )
})
