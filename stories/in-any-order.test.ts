import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANALYSES } from '../src/analyses/analyses.ts'
import { ask } from '../src/analyses/ask.ts'
import { alder, alderInOrder, WHOLE } from './alder.ts'
import { ASKED } from './asked.ts'

/** Orders drawn; a proof takes more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 1)

/** Where a key stands in an order that a seed draws. */
const placed = (seed: number) => (key: string) => {
  let place = seed
  for (let at = 0; at < key.length; at++) place = Math.imul(place ^ key.charCodeAt(at), 16777619)
  return place >>> 0
}

describe.each(fc.sample(fc.integer(), ROUNDS))('in whatever order people stand, such as that of %i', (seed) => {
  const [usual, other] = [alder(), alderInOrder(placed(seed))]
  it.each(ANALYSES.map((one) => [one.name, one] as const))('%s tells the same', async (name, one) => {
    const asked = { ...WHOLE, options: ASKED[name]?.options ?? {} }
    expect((await ask(one, other, asked)).body).toEqual((await ask(one, usual, asked)).body)
  })
})
