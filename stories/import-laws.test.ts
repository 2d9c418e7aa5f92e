import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parcours } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-story-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const line = (i: number) =>
  `C${i % 40},${['Page Viewed', 'Store Visited', 'Quote Sent', 'Order Completed'][i % 4]},2026-01-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z,${i}\n`
const write = (name: string, from: number, to: number): string => {
  const file = join(folder, name)
  writeFileSync(file, `case,event,time,n\n${Array.from({ length: to - from }, (_, i) => line(from + i)).join('')}`)
  return file
}

describe('Claire brings the export of the Lille store, in two halves and then whole', () => {
  it('and the halves were the whole: it adds nothing, and the log counts each row once', {
    timeout: 300_000,
  }, async () => {
    const data = ['--data', join(folder, 'data'), '--json']
    const halves = await parcours(
      'import',
      write('a.csv', 0, 500),
      write('b.csv', 500, 1200),
      '--source',
      'lille',
      ...data,
    )
    expect(halves.stderr + halves.code).toMatch(/0$/)
    expect(JSON.parse(halves.stdout)).toMatchObject({ read: 1200, kept: 1200, duplicates: 0, rejected: 0 })

    const whole = await parcours('import', write('whole.csv', 0, 1200), '--source', 'lille', ...data)
    expect(JSON.parse(whole.stdout)).toMatchObject({ read: 1200, kept: 0, duplicates: 1200 })

    const log = await parcours('log', '--source', 'lille', ...data)
    expect(JSON.parse(log.stdout)).toMatchObject({ events: 1200, cases: 40, activities: 4, transitions: 1160 })
  })
})

describe('Karim mistypes', () => {
  it('and is told so: 1 for a file that is not there, 2 for a command that is not whole', {
    timeout: 120_000,
  }, async () => {
    const absent = await parcours(
      'import',
      join(folder, 'absent.csv'),
      '--source',
      'lille',
      '--data',
      join(folder, 'none'),
    )
    expect(absent.code).toBe(1)
    expect(absent.stderr).toContain('There is no such file. [no-such-file]')
    expect((await parcours('import', 'a.csv')).code).toBe(2)
  })
})
