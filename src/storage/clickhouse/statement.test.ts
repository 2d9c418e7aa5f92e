import { describe, expect, it } from 'vitest'
import { asks, formatOf, insertOf, placeholdersOf, refusedBecause } from './statement.ts'

describe('a statement', () => {
  it('may ask, insert and define tables', () => {
    for (const statement of [
      'SELECT count() FROM events',
      '-- How many?\nWITH 1 AS one SELECT one',
      "SELECT 'file(', `a` /* url( */ FROM events -- s3(",
      'INSERT INTO events (id) FORMAT TabSeparated',
      'CREATE TABLE t (a UInt8) ENGINE = ReplacingMergeTree ORDER BY a',
      'ALTER TABLE events DELETE WHERE 1',
      'EXCHANGE TABLES one AND other',
    ])
      expect(refusedBecause(statement), statement).toBeUndefined()
  })

  it('may not leave the engine, by whatever name or case it is called', () => {
    for (const statement of [
      "SELECT * FROM file('/etc/passwd')",
      "SELECT * FROM FILE ('/etc/passwd')",
      "SELECT * FROM `file`('/etc/passwd')",
      'SELECT * FROM "url"(\'http://localhost\')',
      "SELECT * FROM/**/s3('http://x')",
      "INSERT INTO FUNCTION remote('x', t) SELECT 1",
      "SELECT 1 INTO OUTFILE '/tmp/x'",
      "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
      "CREATE TABLE t (a UInt8) ENGINE = URL('http://x')",
      "CREATE TABLE t (a UInt8) ENGINE=File(CSV, '/etc/passwd')",
      'CREATE FUNCTION f AS (x) -> x',
      'CREATE DICTIONARY d (a UInt8) PRIMARY KEY a',
      'SELECT 1; DROP TABLE events',
      "SELECT 1 # '\n FROM file('/etc/passwd')",
      "SELECT $a$ ' $a$, * FROM file('/etc/passwd')",
      'SYSTEM SHUTDOWN',
      'SET allow_ddl = 1',
      "ATTACH TABLE t FROM '/x'",
      "BACKUP TABLE events TO File('x')",
      '',
    ])
      expect(refusedBecause(statement), statement).toBeDefined()
  })

  it('names its parameters, its format and where its rows go', () => {
    expect(placeholdersOf("SELECT {a:String}, {b:Array(UInt8)}, {a:String}, '{c:String}' -- {d:String}")).toEqual([
      'a',
      'b',
    ])
    expect(formatOf('SELECT 1\nFORMAT JSONEachRow ;')).toBe('JSONEachRow')
    expect(formatOf('SELECT 1')).toBeUndefined()
    expect(insertOf('INSERT INTO visits (`who`, n) FORMAT JSONEachRow')).toEqual({
      table: 'visits',
      columns: ['who', 'n'],
      format: 'JSONEachRow',
    })
    expect(insertOf('INSERT INTO visits SELECT 1')).toBeUndefined()
  })

  it('is known for one that asks or one that changes', () => {
    expect(asks('-- why\n WITH 1 AS a SELECT a')).toBe(true)
    expect(asks('INSERT INTO t SELECT 1')).toBe(false)
  })
})
