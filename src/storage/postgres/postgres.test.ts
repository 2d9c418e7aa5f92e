import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseContract } from './database.contract.ts'
import type { Database } from './database.ts'
import { onEveryPostgres } from './every-postgres.contract.ts'
import { type Migration, migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import { openPglite } from './pglite.contract.ts'

onEveryPostgres('the operational database', databaseContract)

const visits: Migration = {
  name: '0001-visits',
  statements: ['CREATE TABLE visits (id int)', 'CREATE INDEX ON visits (id)'],
}
const advisers: Migration = { name: '0002-advisers', statements: ['CREATE TABLE advisers (name text)'] }
const rooms: Migration = { name: '0003-rooms', statements: ['CREATE TABLE rooms (name text)'] }

describe('the steps of a database', () => {
  let database: Database
  beforeEach(() => {
    database = openPglite()
  })
  afterEach(() => database.close())
  const codeOf = async (steps: readonly Migration[]) => {
    const outcome = await migrate(database, steps)
    return outcome.ok ? outcome.value : outcome.refusal.code
  }

  it('are applied once, in order, and only the new ones later', async () => {
    expect(await codeOf([visits, advisers])).toEqual(['0001-visits', '0002-advisers'])
    expect(await codeOf([visits, advisers])).toEqual([])
    expect(await codeOf([visits, advisers, rooms])).toEqual(['0003-rooms'])
  })

  it('are refused where one was edited, is missing, or has moved', async () => {
    await migrate(database, [visits, advisers])
    const edited = { ...visits, statements: ['CREATE TABLE visits (id bigint)'] }
    expect(await codeOf([edited, advisers])).toBe('migration-edited')
    expect(await codeOf([visits])).toBe('migration-missing')
    expect(await codeOf([visits, rooms])).toBe('migration-missing')
    expect(await codeOf([advisers, visits])).toBe('migration-reordered')
    expect(await codeOf([visits, rooms, advisers])).toBe('migration-reordered')
  })

  it('leave nothing where one fails', async () => {
    const broken = {
      name: '0002-broken',
      statements: ['CREATE TABLE rooms (name text)', 'CREATE TABLE visits (id int)'],
    }
    await expect(migrate(database, [visits, broken])).rejects.toThrow()
    expect(await database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
  })
})

it('says which server does not answer, without its password', async () => {
  const opening = openDatabase('postgresql://karim:secret-word@127.0.0.1:1/parcours')
  await expect(opening).rejects.toMatchObject({ refusal: { code: 'postgres-unreachable' } })
  await expect(opening).rejects.not.toThrow('secret-word')
  await expect(opening).rejects.toThrow('karim@127.0.0.1:1')
})
