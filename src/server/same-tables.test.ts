import { expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import { checkTables, TABLES } from './same-tables.ts'

it('a command goes on only with a server of the same tables, and is told to restart any other', () => {
  const refusalOf = (tables: number | undefined) => {
    try {
      checkTables(tables === undefined ? {} : { tables })
      return undefined
    } catch (problem) {
      return problem instanceof Refused ? problem.refusal.code : problem
    }
  }
  expect(refusalOf(TABLES)).toBeUndefined()
  // A server from before it was noted, an older one, a newer one.
  for (const tables of [undefined, TABLES - 1, TABLES + 1]) expect(refusalOf(tables)).toBe('server-of-another-version')
})
