import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { type InventedPerson, inAnotherFile, invented, inventPeople } from './invented.ts'
import { createMemoryLikenessStore } from './likeness-store.memory.ts'
import { SHARING } from './likenesses.ts'
import { learnPeople } from './person-model.ts'
import { cellsFrom, keysOf, type PersonRecord } from './person-record.ts'
import { likelihood } from './waterfall.ts'

const { workspace } = LOCAL_OWNER
const cells = ({ given, surname, birth, email, phone, address, postcode, city }: InventedPerson) =>
  cellsFrom({ firstName: given, lastName: surname, birthday: birth, email, phone, address, postcode, city })

// A third of the town are called Martin: more than are met of any one key.
const people = inventPeople(2_500, 12).map((person) => (person.person % 3 ? person : { ...person, surname: 'Martin' }))
const records = people.map((person): PersonRecord => {
  const identifier = `crm:${person.person}` as const
  return { filed: identifier, identifier, cells: cells(person) }
})

it('a record finds among those who share its keys whom it would find among all, common names or not', async () => {
  const store = createMemoryLikenessStore()
  await store.keep(workspace, records, 1)
  const { model, rules } = learnPeople(records, records.length, 1)
  await store.adopt(workspace, { version: 1, people: records.length, rules, model }, (each) =>
    keysOf(workspace, rules, each),
  )
  const chance = invented(3)
  const asked = people
    .filter(({ person }) => person % 25 === 0)
    .map((person) => cells(inAnotherFile(person, 1, chance)))
  const keys = asked.map((each) => keysOf(workspace, rules, each))
  const sharing = await store.sharing(workspace, 1, keys, SHARING)
  const likeliest = (one: readonly string[], others: readonly PersonRecord[]) =>
    Math.max(0, ...others.map((other) => likelihood(model, one, other.cells, 0.3)))
  const all = asked.map((one) => likeliest(one, records)).map((probability) => probability >= 0.3)
  const found = asked.filter((one, at) => all[at] && likeliest(one, sharing[at] ?? []) >= 0.3)
  console.log(
    `beside an exhaustive comparison: ${found.length} of ${all.filter(Boolean).length}, of ${asked.length} asked`,
  )
  expect(all.filter(Boolean).length).toBeGreaterThan(asked.length * 0.8)
  expect(found.length).toBeGreaterThan(all.filter(Boolean).length * 0.95)
})
