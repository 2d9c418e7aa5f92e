import { expect, it } from 'vitest'
import { inAnotherFile, invented, inventPeople } from './invented.ts'
import { match } from './match.ts'
import { matchInThreads } from './match-in-threads.node.ts'
import { PERSON_COLUMNS } from './person-record.ts'
import { recordsBuilder } from './records.ts'

it('a file of customers is answered alike on every run, by one thread and by two', async () => {
  const chance = invented(21)
  const builder = recordsBuilder(PERSON_COLUMNS)
  for (const person of inventPeople(900, 8)) {
    const copies = chance.chance(0.3) ? [person, inAnotherFile(person, 1, chance)] : [person]
    for (const [copy, { given, surname, birth, email, phone, address, postcode, city }] of copies.entries())
      builder.add(`${person.person}-${copy}`, [given, surname, birth, email, phone, address, postcode, city])
  }
  const records = builder.build()
  const alone = match(records, { threshold: 0.5 })
  expect(alone.pairs.length).toBeGreaterThan(200)
  for (const most of [1, 2]) {
    const { pairs, clusters, weights, thresholds } = await matchInThreads(
      records,
      { threshold: 0.5 },
      { most, worth: 0 },
    )
    expect(pairs).toEqual(alone.pairs)
    expect(clusters).toEqual(alone.clusters)
    expect({ weights, thresholds }).toEqual({ weights: alone.weights, thresholds: alone.thresholds })
  }
})
