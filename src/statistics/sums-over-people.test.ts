import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Estimate, pairedDifference, ratioOf } from './cluster-ratio.ts'
import { differenceOfSums, pairSums, ratioOfSums } from './sums-over-people.ts'

/** What one person has on each side; nothing where they are not there. */
const side = fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: 0, max: 3 }))
const people = fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 30 })

const close = (one: Estimate, other: Estimate) => {
  expect(one.n).toBe(other.n)
  for (const of of ['value', 'low', 'high'] as const) {
    if (other[of] === null) expect(one[of]).toBeNull()
    // A spread that is nothing is the root of what rounding leaves of its sums.
    else expect(one[of]).toBeCloseTo(other[of], 4)
  }
}

const there = (den: number, num: number): [number, number] => (den === 0 ? [0, 0] : [num, den])

it('tells from sums what is told person by person, in however many parts', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 1, max: 29 }), (all, cut) => {
      const rows = all.map(([[num, den], [num2, den2]]) => [there(den, num), there(den2, num2)] as const)
      const met = rows.filter(([a, b]) => a[1] > 0 || b[1] > 0)
      const whole = pairSums()
      for (const part of [met.slice(0, cut), met.slice(cut)]) {
        const sums = pairSums()
        for (const [a, b] of part) sums.add(...a, ...b)
        whole.join(sums.told())
      }
      const told = whole.told()
      const column = (of: (row: (typeof met)[number]) => number) => met.map(of)
      const a = { num: column(([one]) => one[0]), den: column(([one]) => one[1]) }
      const b = { num: column(([, one]) => one[0]), den: column(([, one]) => one[1]) }
      close(differenceOfSums(told), pairedDifference(a, b))
      const mine = met.filter(([one]) => one[1] > 0)
      close(
        ratioOfSums(told.a),
        ratioOf(
          mine.map(([one]) => one[0]),
          mine.map(([one]) => one[1]),
        ),
      )
    }),
  )
})
