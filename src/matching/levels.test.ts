import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levelsBetween } from './comparisons.ts'
import { inAnotherFile, invented, inventPeople } from './invented.ts'
import { comparisonsOf } from './levels.ts'
import { ROLES, type Role } from './normalise.ts'
import { cellsOf, recordsBuilder } from './records.ts'

const chance = invented(9)
const people = inventPeople(150, 4).flatMap((person) => [person, inAnotherFile(person, 2, chance)])
const FIELDS = ['given', 'surname', 'birth', 'email', 'phone', 'address', 'postcode', 'city'] as const

it('two records agree by their codes as they do by their texts, whatever a column holds', () => {
  // Every role compares every field: a column may hold what its name does not promise.
  const columns = ROLES.flatMap((role: Role) => ({ name: role, role }))
  const some = fc.constantFrom(...people)
  fc.assert(
    fc.property(fc.array(some, { minLength: 2, maxLength: 12 }), fc.nat(7), (chosen, shift) => {
      const builder = recordsBuilder(columns)
      for (const [at, person] of chosen.entries())
        builder.add(
          String(at),
          columns.map((_, c) => person[FIELDS[(c + (c < 2 ? 0 : shift)) % FIELDS.length] ?? 'given']),
        )
      const records = builder.build()
      const compare = comparisonsOf(records)
      const roles = columns.map(({ role }) => role)
      for (const [i] of chosen.entries())
        for (let j = i + 1; j < chosen.length; j++)
          expect(compare.map((each) => each(i, j))).toEqual(
            levelsBetween(roles, cellsOf(records, i), cellsOf(records, j)),
          )
    }),
    { numRuns: 150 },
  )
})
