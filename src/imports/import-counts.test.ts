import { describe, expect, it } from 'vitest'
import type { ImportOptions } from './choices.node.ts'
import { importing } from './importing.contract.ts'

const { write, bring, rejectedOf, kept } = importing()

describe('counts without persons', () => {
  const counts = 'canal;magasin;début;fin;nombre;médiane;réponses;satisfaction\n'
  const bringCounts = (file: string, options: ImportOptions = {}) => bring(file, options, kept(), { aggregate: true })

  it('are kept apart from events, with their span, their median and what people said', async () => {
    const file = write(
      'counts.csv',
      `${counts}store;Lille;2026-03-03 10:00;2026-03-03 11:00;120;95,5;10;4,2\nphone;;2026-03-03 10:00;2026-03-03 11:00;8;;;\n`,
    )
    expect((await bringCounts(file)).counts).toMatchObject({ read: 2, kept: 2 })
    expect(kept().rows).toEqual([])
    expect(
      kept()
        .rowsOf('aggregates')
        .map((row) => row.split('\t').slice(1)),
    ).toEqual([
      [
        'default',
        'lille',
        '1772528400.000000',
        '1772532000.000000',
        '1780272000.000000',
        '',
        'store',
        'Lille',
        '120',
        '95.5',
        '10',
        '4.2',
      ],
      [
        'default',
        'lille',
        '1772528400.000000',
        '1772532000.000000',
        '1780272000.000000',
        '',
        'phone',
        '',
        '8',
        '\\N',
        '0',
        '\\N',
      ],
    ])
    expect((await bringCounts(file)).counts).toMatchObject({ kept: 0, duplicates: 2 })
  })

  it('that are no number, or end before they start, are rejected by their line', async () => {
    const file = write(
      'wrong.csv',
      `${counts}store;Lille;2026-03-03 10:00;2026-03-03 11:00;many;;;\nstore;Lille;2026-03-03 12:00;2026-03-03 11:00;1;;;\n;Lille;2026-03-03 10:00;2026-03-03 11:00;1;;;\n`,
    )
    expect((await bringCounts(file)).counts).toMatchObject({ kept: 0, rejected: 3 })
    expect(rejectedOf(file).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'unreadable-count'],
      [3, 'unreadable-count'],
      [4, 'no-event'],
    ])
  })

  it('without a span or a count are refused by what is missing', async () => {
    await expect(bringCounts(write('span.csv', 'channel,count\nstore,1\n'))).rejects.toMatchObject({
      refusal: { code: 'missing-columns', what: { en: 'No column was found for from, to.' } },
    })
  })
})
