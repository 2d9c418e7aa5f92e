import { beforeEach, expect, it } from 'vitest'
import type { Database } from './database.ts'

/** What every operational database does alike. `database()` gives one; the contract makes its own table in it. */
export const databaseContract = (database: () => Database): void => {
  beforeEach(async () => {
    await database().query('DROP TABLE IF EXISTS visits')
    await database().query(`CREATE TABLE visits (
      id bigint PRIMARY KEY, store text NOT NULL, notes jsonb, day date, price numeric, at timestamptz, tags text[], photo bytea
    )`)
  })
  const stores = async () =>
    (await database().query<{ store: string }>('SELECT store FROM visits ORDER BY id')).map(({ store }) => store)
  const note = (to: Database, id: number, store: string) =>
    to.query('INSERT INTO visits (id, store) VALUES ($1, $2)', [id, store])

  it('gives back values as they were given', async () => {
    const at = new Date('2026-03-29T01:30:00Z')
    await database().query('INSERT INTO visits VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      9_007_199_254_740_991,
      'Lille',
      JSON.stringify({ adviser: 'Karim', rooms: [1, 2] }),
      '2026-03-29',
      '12.50',
      at,
      ['cuisine', 'devis'],
      Buffer.from([0, 255, 7]),
    ])
    const [row] = await database().query<Record<string, unknown>>('SELECT * FROM visits')
    const { photo, ...rest } = row ?? {}
    expect(rest).toEqual({
      id: 9_007_199_254_740_991,
      store: 'Lille',
      notes: { adviser: 'Karim', rooms: [1, 2] },
      day: '2026-03-29',
      price: '12.50',
      at,
      tags: ['cuisine', 'devis'],
    })
    expect([...(photo as Uint8Array)]).toEqual([0, 255, 7])
  })

  it('copies rows as they are given, with what has no cell left to its default', async () => {
    const odd = 'Lille\\N\t"Grand\'Place"\r\nétage 2 🛋'
    await database().copy(
      'visits',
      ['id', 'store', 'notes', 'price', 'tags'],
      [
        [1, odd, '{"adviser":"Karim\\n"}', 12.5, null],
        [2, '', null, null, '{}'],
      ],
    )
    expect(await database().query('SELECT id, store, notes, price, day FROM visits ORDER BY id')).toEqual([
      { id: 1, store: odd, notes: { adviser: 'Karim\n' }, price: '12.5', day: null },
      { id: 2, store: '', notes: null, price: null, day: null },
    ])
  })

  it('copies nothing where one of the rows is there, and goes on within its transaction', async () => {
    await note(database(), 2, 'Nantes')
    const rows = [[1, 'Lille'] as const, [2, 'Lyon'] as const]
    await database().transaction(async (outer) => {
      const copying = outer.transaction((inner) => inner.copy('visits', ['id', 'store'], rows))
      await expect(copying).rejects.toMatchObject({ code: '23505' })
      await outer.copy('visits', ['id', 'store'], [[3, 'Lens']])
    })
    expect(await stores()).toEqual(['Nantes', 'Lens'])
    await expect(database().copy('visits', ['id', 'store'], rows)).rejects.toMatchObject({ code: '23505' })
    expect(await stores()).toEqual(['Nantes', 'Lens'])
  })

  it('counts in numbers', async () => {
    expect(await database().query('SELECT count(*) AS n FROM visits')).toEqual([{ n: 0 }])
  })

  it('keeps a transaction that succeeds, and nothing of one that fails', async () => {
    await database().transaction(async (transaction) => {
      await note(transaction, 1, 'Lille')
    })
    await expect(
      database().transaction(async (transaction) => {
        await note(transaction, 2, 'Nantes')
        throw new Error('the adviser changed her mind')
      }),
    ).rejects.toThrow('changed her mind')
    expect(await stores()).toEqual(['Lille'])
  })

  it('undoes an inner transaction alone', async () => {
    await database().transaction(async (outer) => {
      await note(outer, 1, 'Lille')
      await outer
        .transaction(async (inner) => {
          await note(inner, 2, 'Nantes')
          await note(inner, 1, 'Lille again')
        })
        .catch(() => {})
      await note(outer, 3, 'Lyon')
    })
    expect(await stores()).toEqual(['Lille', 'Lyon'])
  })

  it('says by its code that a row was there already', async () => {
    await note(database(), 1, 'Lille')
    await expect(note(database(), 1, 'Lille')).rejects.toMatchObject({ code: '23505' })
  })
}
