import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../shared-data.ts'
import { guessRoles, type Matched, match, type Records, recordsBuilder } from './index.ts'

type Row = Readonly<Record<string, string>>

const rowsOf = (file: string): Row[] =>
  parse(readFileSync(file, 'utf8'), { columns: (header: string[]) => header.map((name) => name.trim()), trim: true })

/** Rows of one file, or of two, as records, with the columns guessed as a user would get them. */
const recordsOf = (id: string, first: readonly Row[], second?: readonly Row[]): Records => {
  const rows = [...first, ...(second ?? [])]
  const columns = guessRoles(
    Object.keys(rows[0] ?? {})
      .filter((name) => name !== id)
      .map((name) => ({ name, sample: rows.slice(0, 500).map((row) => row[name] ?? '') })),
  )
  const builder = recordsBuilder(columns)
  for (const row of rows)
    builder.add(
      row[id] ?? '',
      columns.map(({ name }) => row[name] ?? ''),
    )
  return builder.build(second && first.length)
}

/** Pairwise F1 of the pairs found against the truth, of which `person` names each record's. */
const f1 = ({ ids, split }: Records, { pairs }: Matched, person: (id: string) => string): number => {
  const groups = new Map<string, number[]>()
  for (const [i, id] of ids.entries()) groups.set(person(id), [...(groups.get(person(id)) ?? []), i])
  let all = 0
  for (const group of groups.values())
    for (const [at, i] of group.entries())
      for (const j of group.slice(at + 1)) if (split === undefined || i < split !== j < split) all++
  const right = pairs.filter(({ i, j }) => person(ids[i] ?? '') === person(ids[j] ?? '')).length
  return (2 * right) / (pairs.length + all)
}

const febrl = (id: string) => id.split('-')[1] ?? ''
const path = (file: string) => sharedData(`identity/${file}`) ?? ''
const here = sharedData('identity/febrl1.csv') !== undefined

/** The figure, printed where the tests run so that it is read beside its floor. */
const told = (name: string, figure: number, matched: Matched): number => {
  const { precision, recall } = matched.expected
  console.log(
    `${name}: F1 ${figure.toFixed(4)} (expected precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`,
  )
  return figure
}

describe.skipIf(!here)('real and published sets (skipped where the shared data is not on this machine)', () => {
  it('finds the 500 duplicates of febrl1: F1 at least .99', () => {
    const records = recordsOf('rec_id', rowsOf(path('febrl1.csv')))
    const matched = match(records, { threshold: 0.5 })
    expect(told('febrl1', f1(records, matched, febrl), matched)).toBeGreaterThanOrEqual(0.99)
  })
  it.skipIf(sharedData('identity/febrl3.csv') === undefined)('groups the people of febrl3: F1 at least .999', () => {
    const records = recordsOf('rec_id', rowsOf(path('febrl3.csv')))
    const matched = match(records, { threshold: 0.5 })
    expect(told('febrl3', f1(records, matched, febrl), matched)).toBeGreaterThanOrEqual(0.999)
  })
  it('links the 5,000 people of febrl4, each once: F1 at least .999', () => {
    const records = recordsOf('rec_id', rowsOf(path('febrl4a.csv')), rowsOf(path('febrl4b.csv')))
    const matched = match(records, { threshold: 0.5 })
    expect(matched.oneToOne).toBe(true)
    expect(told('febrl4', f1(records, matched, febrl), matched)).toBeGreaterThanOrEqual(0.999)
  })
  it('groups the 251 people of fake_1000: F1 at least .94, the same on every run', () => {
    const rows = rowsOf(path('fake_1000.csv'))
    const truth = new Map(rows.map((row) => [row.unique_id ?? '', row.cluster ?? '']))
    const records = recordsOf('unique_id', rows)
    const matched = match(records, { threshold: 0.5 })
    expect(records.columns.map(({ name }) => name)).not.toContain('cluster')
    expect(
      told(
        'fake_1000',
        f1(records, matched, (id) => truth.get(id) ?? ''),
        matched,
      ),
    ).toBeGreaterThanOrEqual(0.94)
    expect(match(records, { threshold: 0.5 }).pairs).toEqual(matched.pairs)
  })
  it.skipIf(sharedData('identity/historical_50k.csv') === undefined)('groups historical_50k: F1 at least .87', () => {
    const rows = rowsOf(path('historical_50k.csv'))
    const truth = new Map(rows.map((row) => [row.unique_id ?? '', row.cluster ?? '']))
    const records = recordsOf('unique_id', rows)
    const matched = match(records, { threshold: 0.5 })
    expect(
      told(
        'historical_50k',
        f1(records, matched, (id) => truth.get(id) ?? ''),
        matched,
      ),
    ).toBeGreaterThan(0.87)
  })
})

describe('a few records', () => {
  const people = [
    ['Claire', 'Martin', '12/03/1980', 'claire.martin@example.org'],
    ['Karim', 'Benali', '01/07/1975', 'k.benali@example.org'],
    ['Léa', 'Petit', '30/11/1991', 'lea.petit@example.org'],
    ['Hugo', 'Moreau', '05/05/1966', 'hugo66@example.org'],
    ['Nadia', 'Roche', '19/08/1988', 'nadia.r@example.org'],
    ['Louis', 'Garnier', '23/02/1959', 'lgarnier@example.org'],
  ] as const
  const columns = [
    { name: 'prenom', role: 'given-name' },
    { name: 'nom', role: 'surname' },
    { name: 'naissance', role: 'birth-date' },
    { name: 'courriel', role: 'email' },
  ] as const
  const records = (rows: readonly (readonly string[])[]) => {
    const builder = recordsBuilder(columns)
    for (const [index, row] of rows.entries()) builder.add(`r${index}`, row)
    return builder.build()
  }

  it('finds Claire again with a slip and her names exchanged, and nobody else', () => {
    const rows = [...people, ['Martin', 'Clairre', '12/03/1980', 'claire.martin@example.org']]
    expect(match(records(rows), { threshold: 0.5 }).pairs.map(({ i, j }) => [i, j])).toEqual([[0, 6]])
  })
  it('says nothing of no record and of one', () => {
    expect(match(records([]), { threshold: 0.5 }).pairs).toEqual([])
    expect(match(records([people[0]]), { threshold: 0.5 }).pairs).toEqual([])
  })
  it('says nothing of records that say nothing', () => {
    expect(
      match(
        records([
          ['', '', '', ''],
          ['', '', '', ''],
        ]),
        { threshold: 0.5 },
      ).pairs,
    ).toEqual([])
  })
})
