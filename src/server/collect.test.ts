import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collect } from './collect.ts'

/** What is known of something that has been there for a while and that nobody needs any more. */
const forgotten = async (): Promise<WeakRef<object>> => {
  const held = [{ people: 'Claire and Karim' }]
  const known = new WeakRef<object>(held[0] ?? {})
  // Twice seen to be of use, it lies where things stay.
  collect('minor')
  collect('minor')
  held.length = 0
  await pause(1)
  return known
}

it('looks everywhere where it is asked to, not only at what was made lately', async () => {
  const known = await forgotten()
  collect('major')
  expect(known.deref()).toBeUndefined()
})
