import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import type { EventSink } from './event-sink.ts'
import { importing } from './importing.contract.ts'

const { folder, write, bring, refusal, events, rejectedOf, kept, afresh } = importing()

describe('bad input', () => {
  const header = 'case,event,time\n'

  it('is written beside the file, line by line, with the reason and the row, and the rest is kept', async () => {
    const file = write(
      'bad.csv',
      `${header}1,A,2026-01-01\n1,B,\n1,C,2025-02-30\n1,D,soon\n1,E,1989-12-31\n1,F,2026-06-03\n1,,2026-01-01\n,G,2026-01-01\n1,H\n1,I,2026-01-02\n`,
    )
    const { counts, account } = await bring(file)
    expect(counts).toEqual({ read: 10, kept: 2, duplicates: 0, rejected: 8, filtered: 0 })
    expect(account.rejectedFile).toBe(`${file}.rejected.ndjson`)
    const rejected = rejectedOf(file).sort((a, b) => a.line - b.line)
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'no-time'],
      [4, 'no-such-date'],
      [5, 'unreadable-time'],
      [6, 'before-1990'],
      [7, 'in-the-future'],
      [8, 'no-event'],
      [9, 'no-case'],
      [10, 'ragged-row'],
    ])
    expect(rejected[1]).toMatchObject({ column: 'time', row: { case: '1', event: 'C', time: '2025-02-30' } })
  })

  it('takes far dates where they are allowed', async () => {
    const file = write('far.csv', `${header}1,A,1975-01-01\n1,B,2150-01-01\n1,C,1850-01-01\n`)
    expect((await bring(file, { allowDates: true })).counts).toMatchObject({ kept: 2, rejected: 1 })
    expect(new Date(events()[0]?.at ?? 0).toISOString()).toBe('1974-12-31T23:00:00.000Z')
  })

  it('leaves no file of rejected rows where there is none, not even an older one', async () => {
    const file = write('clean.csv', `${header}1,A,x\n`)
    await bring(file)
    expect(existsSync(`${file}.rejected.ndjson`)).toBe(true)
    writeFileSync(file, `${header}1,A,2026-01-01\n`)
    expect((await bring(file)).account.rejectedFile).toBeNull()
    expect(existsSync(`${file}.rejected.ndjson`)).toBe(false)
  })

  it.skipIf(process.getuid?.() === 0)('is written in the data folder where the file’s own is read-only', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { recursive: true })
    writeFileSync(join(closed, 'bad.csv'), `${header}1,A,x\n`)
    chmodSync(closed, 0o500)
    const { account } = await bring(join(closed, 'bad.csv'))
    chmodSync(closed, 0o700)
    expect(account.rejectedFile).toContain(join(folder, 'data', 'rejected', 'bad.csv.'))
  })

  it('of a truncated gzip leaves its complete rows kept and the damage named', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},Step ${(i * 7919) % 1009},2026-01-01 10:00\n`).join('')
    const zipped = gzipSync(header + rows)
    const whole = write('whole.csv.gz', zipped)
    expect((await bring(whole)).counts.kept).toBe(20_000)
    afresh()
    const cut = write('cut.csv.gz', zipped.subarray(0, zipped.length >> 1))
    const { counts, account } = await bring(cut)
    expect(counts.kept).toBeGreaterThan(5000)
    expect(counts.read).toBe(counts.kept + counts.rejected)
    expect(account.refusals).toMatchObject([{ code: 'damaged-gzip', at: { file: cut } }])
    expect(rejectedOf(cut).map(({ reason }) => reason)).toEqual(['cut-short'])
    kept().rows.forEach((row, i) => void (i === 0 && expect(row).toContain('Step 0')))
    writeFileSync(cut, zipped)
    expect((await bring(cut)).counts).toMatchObject({ kept: 20_000 - counts.kept, duplicates: counts.kept })
  })

  it.each([
    ['empty.csv', '', 'empty-file'],
    ['blank.csv', '\n\n', 'no-header'],
    ['headless.csv', 'C1,Visit,2026-01-01 10:00\nC2,Call,2026-01-02 10:00\n', 'no-header'],
    ['book.xlsx', Buffer.from('PK\x03\x04aaaa\0\0\0'), 'spreadsheet'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 0xff, 0]), 'binary-file'],
    ['rows.json', '[{"a":1}]', 'json-array'],
    ['nothing.csv', 'a,b\n1,2\n', 'missing-columns'],
  ])('%s is refused by name', async (name, content, code) => {
    const file = write(name, content)
    expect(await refusal(file)).toMatchObject({ code, at: { file } })
  })

  it('of a header alone brings nothing and is no error', async () => {
    expect((await bring(write('header.csv', header))).counts).toEqual({
      read: 0,
      kept: 0,
      duplicates: 0,
      rejected: 0,
      filtered: 0,
    })
  })

  it('of one file does not stop the others', async () => {
    const good = write('good.csv', `${header}1,A,2026-01-01\n`)
    const { counts, account } = await bring([join(folder, 'absent.csv'), good, folder])
    expect(counts.kept).toBe(1)
    expect(account.refusals.map(({ code }) => code)).toEqual(['no-such-file', 'not-a-file'])
  })

  it('of a full disk is refused by the sink, and what was kept stays kept', async () => {
    const full: EventSink = {
      ...kept(),
      open: async (identity) => ({
        ...(await kept().open(identity)),
        append: async () => {
          throw new Refused({ code: 'disk-full', what: 'The disk is full', remedy: 'Make room' })
        },
      }),
    }
    const file = write('full.csv', `${header}1,A,2026-01-01\n`)
    await expect(bring(file, {}, full)).rejects.toMatchObject({ refusal: { code: 'disk-full' } })
    expect((await bring(file)).counts.kept).toBe(1)
  })
})

describe('an unknown name', () => {
  const file = () => write('names.csv', 'dossier,étape,horodatage\n1,A,2026-01-01\n')

  it('of a column is refused with the nearest that is there', async () => {
    expect(await refusal(file(), { case: 'dosier' })).toMatchObject({
      code: 'unknown-column',
      at: { file: file(), line: 1 },
      remedy: 'Did you mean "dossier"?',
    })
    expect(await refusal(file(), { where: ['canal eq web'] })).toMatchObject({ code: 'unknown-column' })
  })

  it('of a column in a mapping file is refused at its line', async () => {
    const mapping = write('names.yaml', '# how the town hall exports\ncase: dossier\nevent: etape\ntime: horodatage\n')
    expect(await refusal(file(), { mapping })).toMatchObject({
      code: 'unknown-column',
      at: { file: mapping, line: 3 },
      remedy: 'Did you mean "étape"?',
    })
  })

  it('of a key, a broken YAML and a bomb of aliases are refused at their line', async () => {
    const mapping = write('keys.yaml', 'case: dossier\nevnt: étape\n')
    expect(await refusal(file(), { mapping })).toMatchObject({
      code: 'unreadable-mapping',
      at: { line: 2 },
      remedy: 'Did you mean event?',
    })
    writeFileSync(mapping, 'case: [1\n')
    expect((await refusal(file(), { mapping })).at?.file).toBe(mapping)
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
      .join('\n')}\n`
    writeFileSync(mapping, bomb)
    expect((await refusal(file(), { mapping })).code).toBe('unreadable-mapping')
  })

  it.each([
    [{ zone: 'Lille' }, 'unknown-zone'],
    [{ encoding: 'klingon' }, 'unknown-encoding'],
    [{ delimiter: ';;' }, 'unknown-delimiter'],
    [{ dateFormat: 'bonjour' }, 'unknown-date-format'],
    [{ where: ['canal eq'] }, 'unreadable-condition'],
  ])('in %j is refused', async (options, code) => {
    expect((await refusal(file(), options)).code).toBe(code)
  })

  it('of what is missing is said, with the columns that could be it', async () => {
    const lacking = write('lacking.csv', 'ref,libelle,jour\nR1,Visite,2026-01-01\nR1,Visite,2026-01-02\n')
    const { code, what, remedy } = await refusal(lacking)
    expect(code).toBe('missing-columns')
    expect(what).toContain('--event')
    expect(what).toContain('--profile')
    expect(remedy).toMatch(/--event .*"libelle".* --case .*"ref"/)
  })
})
