import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type InventedPerson, inAnotherFile, invented, inventPeople } from '../src/matching/invented.ts'

const FIELDS = ['given', 'surname', 'birth', 'email', 'phone', 'address', 'postcode', 'city'] as const

/** Invented people, one in four of them a second time as another file has them; the id tells who is who. */
export function* repeatedPeople(records: number): Generator<{ readonly id: string; readonly record: InventedPerson }> {
  const chance = invented(5)
  let given = 0
  for (const person of inventPeople(Math.ceil(records * 0.8), 3)) {
    if (given++ < records) yield { id: `${person.person}-a`, record: person }
    if (chance.chance(0.25) && given++ < records)
      yield { id: `${person.person}-b`, record: inAnotherFile(person, 1, chance) }
  }
}

/** The same as a CSV; gives how many there are, and how many pairs are one person. */
export const csvOfPeople = async (file: string, records: number): Promise<{ records: number; pairs: number }> => {
  const out = createWriteStream(file)
  out.write('id,prenom,nom,date_naissance,email,telephone,adresse,code_postal,ville\n')
  let [written, pairs] = [0, 0]
  for (const { id, record } of repeatedPeople(records)) {
    written++
    if (id.endsWith('b')) pairs++
    const line = `${id},${FIELDS.map((field) => `"${record[field]}"`).join(',')}\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return { records: written, pairs }
}
