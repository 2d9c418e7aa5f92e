import { describe, expect, it } from 'vitest'
import { guessRoles, match, recordsBuilder } from './index.ts'
import { type InventedPerson, inAnotherFile, invented, inventPeople } from './invented.ts'
import { modelOf } from './model.ts'
import { cellsOf } from './records.ts'
import { likelihood, waterfall } from './waterfall.ts'

const FRENCH = { given: 'Prénom', surname: 'Nom', birth: 'Date de naissance', email: 'E-mail', phone: 'Téléphone' }
const WHERE = { address: 'Adresse', postcode: 'CP', city: 'Ville' }
const CRM = {
  given: 'PRE_CLI',
  surname: 'NOM_CLI',
  birth: 'DT_NAIS',
  email: 'MAIL',
  phone: 'TEL1',
  address: 'ADR1',
  postcode: 'COD_POST',
  city: 'LOCALITE',
}
const NAMELESS = {
  given: 'c1',
  surname: 'c2',
  birth: 'c3',
  email: 'c4',
  phone: 'c5',
  address: 'c6',
  postcode: 'c7',
  city: 'c8',
}
type Headers = Partial<Record<Exclude<keyof InventedPerson, 'person'>, string>>

/** Invented people in a file of these columns, which are guessed as a user would get them. */
const recordsOf = (people: readonly InventedPerson[], headers: Headers, split?: number) => {
  const fields = Object.entries(headers) as [keyof Headers, string][]
  const cell = (person: InventedPerson, field: keyof Headers) =>
    field === 'birth' ? person.birth.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1') : person[field]
  const columns = guessRoles(
    fields.map(([field, name]) => ({ name, sample: people.slice(0, 500).map((person) => cell(person, field)) })),
  )
  const builder = recordsBuilder(columns)
  const used = fields.filter(([, name]) => columns.some((column) => column.name === name))
  for (const [at, person] of people.entries())
    builder.add(
      String(at),
      used.map(([field]) => cell(person, field)),
    )
  return builder.build(split)
}

/** Matched with their precision and recall against who they are. */
const measured = (name: string, people: readonly InventedPerson[], headers: Headers, split?: number) => {
  const records = recordsOf(people, headers, split)
  const matched = match(records, { threshold: 0.5 })
  const groups = new Map<number, number[]>()
  for (const [at, { person }] of people.entries()) groups.set(person, [...(groups.get(person) ?? []), at])
  let all = 0
  for (const group of groups.values())
    for (const [at, i] of group.entries())
      for (const j of group.slice(at + 1)) if (split === undefined || i < split !== j < split) all++
  const right = matched.pairs.filter(({ i, j }) => people[i]?.person === people[j]?.person).length
  const precision = matched.pairs.length === 0 ? 1 : right / matched.pairs.length
  const [recall, { expected }] = [right / all, matched]
  console.log(
    `${name}: precision ${precision.toFixed(3)} (expected ${expected.precision.toFixed(3)}), recall ${recall.toFixed(3)} (expected ${expected.recall.toFixed(3)})`,
  )
  return { precision, recall, expected, matched, records }
}

const chance = invented(5)
const people = inventPeople(600, 3)
const twice = people.flatMap((person) => (chance.chance(0.5) ? [person, inAnotherFile(person, 1, chance)] : [person]))

describe('invented French customers: accents, particles, compound names, abbreviations, households, twins, slips, holes', () => {
  it('are found again within one file, whether columns are named by a CRM or not at all', () => {
    for (const [name, headers] of Object.entries({ crm: CRM, nameless: NAMELESS })) {
      const { precision, recall } = measured(name, twice, headers)
      expect(precision, name).toBeGreaterThan(0.97)
      expect(recall, name).toBeGreaterThan(0.93)
    }
  })
  it('are found by little: names and mail, names and birth', () => {
    const mail = measured('names and mail', twice, { given: 'Prénom', surname: 'Nom', email: 'E-mail', city: 'Ville' })
    expect(mail.precision).toBeGreaterThan(0.95)
    expect(mail.recall).toBeGreaterThan(0.8)
    const birth = measured('names and birth', twice, { given: 'Prénom', surname: 'Nom', birth: 'né le' })
    expect(birth.precision).toBeGreaterThan(0.9)
    expect(birth.recall).toBeGreaterThan(0.78)
  })
  it('are not taken for those they live with where only names and the address are known', () => {
    const [again, at] = [inventPeople(1_500, 31), invented(77)]
    const some = again.flatMap((person) => (at.chance(0.5) ? [person, inAnotherFile(person, 1, at)] : [person]))
    const home = measured('names and address', some, { given: 'Prénom', surname: 'Nom', ...WHERE })
    expect(home.precision).toBeGreaterThan(0.92)
    expect(home.recall).toBeGreaterThan(0.82)
  })
  it('are found in a small file of names and addresses, which says little of how people agree', () => {
    const [town, at] = [inventPeople(500, 51), invented(51)]
    const some = town.flatMap((person) => (at.chance(0.25) ? [person, inAnotherFile(person, 1, at)] : [person]))
    const small = measured('six hundred names and addresses', some, { given: 'Prénom', surname: 'Nom', ...WHERE })
    expect(small.precision).toBeGreaterThan(0.9)
    expect(small.recall).toBeGreaterThan(0.8)
  })
  it('are told from those they live with where one column holds the whole name', () => {
    const whole = twice.map((person) => ({ ...person, given: '', surname: `${person.surname} ${person.given}`.trim() }))
    const told = measured('whole names', whole, { surname: 'Nom client', ...WHERE, phone: 'Tél.' })
    expect(told.records.columns[0]?.role).toBe('full-name')
    expect(told.precision).toBeGreaterThan(0.9)
    expect(told.recall).toBeGreaterThan(0.75)
  })
  it('are not found where there are none: neighbours, couples and twins stay apart', () => {
    const { matched } = measured('nobody twice', people, { ...FRENCH, ...WHERE })
    expect(matched.pairs.length).toBeLessThanOrEqual(3)
  })
  it('are linked between two files, and the precision and recall that are told come close to the true ones', () => {
    const elsewhere = people.filter(() => chance.chance(0.6)).map((person) => inAnotherFile(person, 1, chance))
    const { precision, recall, expected } = measured(
      'two files',
      [...people, ...elsewhere],
      { ...FRENCH, ...WHERE },
      people.length,
    )
    expect(precision).toBeGreaterThan(0.98)
    expect(recall).toBeGreaterThan(0.92)
    expect(Math.abs(precision - expected.precision)).toBeLessThan(0.04)
    expect(Math.abs(recall - expected.recall)).toBeLessThan(0.08)
  })
})

it('a waterfall adds up to the probability of the pair, whatever the pair', () => {
  const records = recordsOf(twice.slice(0, 400), { ...FRENCH, ...WHERE })
  const matched = match(records, { threshold: 0.5 })
  const model = modelOf(records, matched.weights)
  expect(matched.pairs.length).toBeGreaterThan(50)
  for (const { i, j, probability } of matched.pairs) {
    const [one, other] = [cellsOf(records, i), cellsOf(records, j)]
    expect(waterfall(model, one, other).probability).toBeCloseTo(probability, 6)
    expect(likelihood(model, one, other)).toBeCloseTo(probability, 6)
    expect(likelihood(model, one, other, 0.3)).toBeCloseTo(probability, 6)
  }
})
