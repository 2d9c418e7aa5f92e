import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Event, readEvent } from '../events/index.ts'
import { Refused, type Words } from '../kernel/index.ts'
import { sharedData } from '../shared-data.ts'
import { choicesOf, type ImportOptions } from './choices.node.ts'
import { createMemoryEventSink, type MemoryEventSink } from './event-sink.memory.ts'
import type { EventSink } from './event-sink.ts'
import { type ImportMode, importFiles } from './import-files.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const now = Date.UTC(2026, 5, 1)
let sink: MemoryEventSink
beforeEach(() => {
  sink = createMemoryEventSink()
})

const write = (name: string, content: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const bring = async (
  files: string | readonly string[],
  options: ImportOptions = {},
  into: EventSink = sink,
  mode: ImportMode = {},
) => {
  const account = await importFiles(
    typeof files === 'string' ? [files] : files,
    async () => into,
    {
      workspace: 'default',
      source: 'lille',
      choices: choicesOf(options),
      dataFolder: join(folder, 'data'),
      language: 'en',
      now: () => now,
      progress: () => {},
    },
    { planned: () => {}, brought: () => {}, refused: () => {} },
    mode,
  )
  const { read, kept, duplicates, rejected, filtered } = account
  return { counts: { read, kept, duplicates, rejected, filtered }, account, file: account.files[0] }
}
const refusal = async (files: string | readonly string[], options: ImportOptions = {}) => {
  try {
    await bring(files, options)
  } catch (problem) {
    if (problem instanceof Refused) {
      const { code, at, what, remedy } = problem.refusal
      return { code, at, what: (what as Words).en, remedy: (remedy as Words).en }
    }
    throw problem
  }
  throw new Error('It was not refused')
}
const events = (): Event[] => sink.rows.map(readEvent)
const rejectedOf = (file: string) =>
  readFileSync(`${file}.rejected.ndjson`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reason: string; column?: string; row?: Record<string, string> })

describe('rows of a file', () => {
  it('become events: who, when, what, on which channel, and the rest as properties', async () => {
    const file = write(
      'visits.csv',
      'case_id,event,timestamp,channel,store,amount,note\nC1,Store Visited,2026-03-03 10:00:00,store,Lille,12.5,"says ""hi"""\n',
    )
    await bring(file)
    expect(events()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        workspace: 'default',
        source: 'lille',
        at: Date.UTC(2026, 2, 3, 9),
        receivedAt: now,
        rank: 0,
        seq: 0,
        identifier: 'case:lille:C1',
        caseId: 'C1',
        event: 'Store Visited',
        channel: 'store',
        channelInferred: false,
        party: 'own',
        store: 'Lille',
        adviser: '',
        properties: { amount: '12.5', note: 'says "hi"' },
      },
    ])
  })

  it('are read as a French spreadsheet writes them: semicolons, decimal commas, days first, Windows letters', async () => {
    const text =
      'N° dossier;Étape;Date et heure;Canal;Montant\nD1;Réception;13/02/2026 10:00;Téléphone;1234,50\nD1;Signée;03/04/2026 09:30;Accueil;12\n'
    const file = write('export.csv', Buffer.from(text, 'latin1'))
    const { file: account } = await bring(file)
    expect(account?.format).toBe('CSV ";" windows-1252')
    expect(account?.mapping).toEqual({ case: 'N° dossier', event: 'Étape', time: 'Date et heure', channel: 'Canal' })
    expect(
      events().map(({ at, event, channel, properties }) => [
        new Date(at).toISOString(),
        event,
        channel,
        properties.Montant,
      ]),
    ).toEqual([
      ['2026-02-13T09:00:00.000Z', 'Réception', 'Téléphone', '1234.50'],
      ['2026-04-03T07:30:00.000Z', 'Signée', 'Accueil', '12'],
    ])
  })

  it('are the person of their column, else of their case, and never merge', async () => {
    const file = write('people.csv', 'ticket,client_id,action,date\nT1,42,Call,2026-01-01\nT2,,Call,2026-01-02\n')
    await bring(file, { case: 'ticket', profile: 'client_id' })
    expect(events().map(({ identifier, caseId }) => [identifier, caseId])).toEqual([
      ['user:42', 'T1'],
      ['case:lille:T2', 'T2'],
    ])
  })

  it('take a literal NA or null in a case column for a value', async () => {
    const file = write('na.csv', 'case,event,time\nNA,Call,2026-01-01\nnull,Call,2026-01-01\n')
    await bring(file)
    expect(events().map(({ caseId }) => caseId)).toEqual(['NA', 'null'])
  })

  it('take values for a whole file, translations of channels and third parties from a mapping file', async () => {
    const mapping = write('map.yaml', 'case: ref\ntime: {value: ignored}\n')
    expect((await refusal(write('m.csv', 'ref,quand,canal\nR1,2026-01-01,Desk\n'), { mapping })).code).toBe(
      'missing-columns',
    )
    writeFileSync(
      mapping,
      'case: ref\ntime: quand\nevent: {value: Review Posted}\nchannel: canal\nchannels: {Desk: store}\nparty: third\n',
    )
    await bring(join(folder, 'm.csv'), { mapping })
    expect(events().map(({ event, channel, party }) => [event, channel, party])).toEqual([
      ['Review Posted', 'store', 'third'],
    ])
  })

  it('are filtered by their amounts as a French spreadsheet writes them', async () => {
    const file = write(
      'montants.csv',
      'dossier;étape;date;montant\nD1;Devis;13/02/2026;1234,50\nD2;Devis;14/02/2026;2 000,00\nD3;Devis;15/02/2026;90,00\n',
    )
    await bring(file, { where: ['montant gte 1234.5'] })
    expect(events().map(({ caseId }) => caseId)).toEqual(['D1', 'D2'])
  })

  it('keep 1,234 as it stands where nothing tells a thousand from a decimal', async () => {
    await bring(
      write(
        'amounts.csv',
        'case,event,time,amount,weight\n1,A,2026-01-01,"1,234","0,250"\n1,B,2026-01-02,567,"1,250"\n',
      ),
    )
    expect(events().map(({ properties }) => [properties.amount, properties.weight])).toEqual([
      ['1,234', '0.250'],
      ['567', '1.250'],
    ])
  })

  it('keep only those that --where keeps', async () => {
    const file = write(
      'where.csv',
      'case,event,time,canal\n1,A,2026-01-01,web\n2,A,2026-01-01,store\n3,A,2026-01-01,\n',
    )
    expect((await bring(file, { where: ['canal eq web'] })).counts).toMatchObject({ read: 3, kept: 1, filtered: 2 })
    expect((await bring(file, { where: ['canal in web, store', 'case gt 1'] })).counts).toMatchObject({
      kept: 1,
      filtered: 2,
    })
  })

  it('are ordered within an instant by --order, else by their place', async () => {
    const file = write('order.csv', 'case,event,time,n\n1,A,2026-01-01,7\n1,B,2026-01-01,2\n1,C,2026-01-01,x\n')
    expect((await bring(file, { order: 'n' })).counts).toMatchObject({ kept: 2, rejected: 1 })
    expect(events().map(({ rank, seq, properties }) => [rank, seq, properties])).toEqual([
      [7, 0, {}],
      [2, 1, {}],
    ])
  })
})

describe('the same rows again', () => {
  const text = 'case,event,time\n1,A,2026-01-01\n1,A,2026-01-01\n2,B,2026-01-02\n'

  it('add nothing, though two identical rows are two events', async () => {
    const file = write('same.csv', text)
    expect((await bring(file)).counts).toMatchObject({ read: 3, kept: 3, duplicates: 0 })
    expect((await bring(file)).counts).toMatchObject({ read: 3, kept: 0, duplicates: 3 })
  })

  it('add nothing in another encoding, with other quotes, columns in another order and an empty one more', async () => {
    await bring(write('same.csv', text))
    const other = write(
      'other.csv',
      '\uFEFFtime;event;case;note\n"2026-01-01";A;1;\n2026-01-01;A;1;\n2026-01-02;B;"2";\n',
    )
    expect((await bring(other)).counts).toMatchObject({ kept: 0, duplicates: 3 })
  })

  it('are told apart by --id where the source has ids', async () => {
    const file = write('ids.csv', 'event_id,case,event,time\ne1,1,A,2026-01-01\ne1,1,A,2026-01-02\n,1,A,2026-01-02\n')
    expect((await bring(file, { id: 'event_id' })).counts).toMatchObject({
      read: 3,
      kept: 1,
      duplicates: 1,
      rejected: 1,
    })
  })
})

describe('an interrupted import', () => {
  it('goes on where it stood, with the same account as one never interrupted', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${i % 500},Step ${i % 7},2026-01-${i % 100 === 0 ? '32' : '03'} 10:00:0${i % 10},${'x'.repeat(80)}`,
    )
    const file = write('long.csv', `case,event,time,note\n${rows.join('\n')}\n`)
    const whole = await bring(file)
    const expected = { rows: [...sink.rows], rejected: rejectedOf(file), counts: whole.counts }

    sink = createMemoryEventSink()
    let batches = 0
    const failing: EventSink = {
      ...sink,
      open: async (identity) => {
        const open = await sink.open(identity)
        return {
          ...open,
          append: async (batch) => {
            if (++batches > 2) throw new Error('The machine stopped')
            return open.append(batch)
          },
        }
      },
    }
    await expect(bring(file, {}, failing)).rejects.toThrow('The machine stopped')
    expect(sink.rows.length).toBeGreaterThan(0)
    expect(sink.rows.length).toBeLessThan(29_700)
    const resumed = await bring(file)
    expect(resumed.file?.resumedAfter).toBeGreaterThan(0)
    expect(resumed.counts).toEqual(expected.counts)
    expect(sink.rows).toEqual(expected.rows)
    expect(rejectedOf(file)).toEqual(expected.rejected)
  })
})

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
    sink = createMemoryEventSink()
    const cut = write('cut.csv.gz', zipped.subarray(0, zipped.length >> 1))
    const { counts, account } = await bring(cut)
    expect(counts.kept).toBeGreaterThan(5000)
    expect(counts.read).toBe(counts.kept + counts.rejected)
    expect(account.refusals).toMatchObject([{ code: 'damaged-gzip', at: { file: cut } }])
    expect(rejectedOf(cut).map(({ reason }) => reason)).toEqual(['cut-short'])
    sink.rows.forEach((row, i) => void (i === 0 && expect(row).toContain('Step 0')))
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
      ...sink,
      open: async (identity) => ({
        ...(await sink.open(identity)),
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

describe('counts without persons', () => {
  const counts = 'canal;magasin;début;fin;nombre;médiane;réponses;satisfaction\n'
  const bringCounts = (file: string, options: ImportOptions = {}) => bring(file, options, sink, { aggregate: true })

  it('are kept apart from events, with their span, their median and what people said', async () => {
    const file = write(
      'counts.csv',
      `${counts}store;Lille;2026-03-03 10:00;2026-03-03 11:00;120;95,5;10;4,2\nphone;;2026-03-03 10:00;2026-03-03 11:00;8;;;\n`,
    )
    expect((await bringCounts(file)).counts).toMatchObject({ read: 2, kept: 2 })
    expect(sink.rows).toEqual([])
    expect(sink.rowsOf('aggregates').map((row) => row.split('\t').slice(1))).toEqual([
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

describe('times without a zone', () => {
  const times = (...texts: string[]) =>
    write('times.csv', `case,event,time\n${texts.map((text) => `1,A,${text}\n`).join('')}`)

  it('take --zone, else Paris; repeated and skipped hours are counted', async () => {
    const { file } = await bring(times('2025-10-26 02:30', '2025-03-30 02:30', '2025-07-01 12:00'))
    expect(file?.zone).toEqual({ name: 'Europe/Paris', repeatedHours: 1, skippedHours: 1 })
    expect(events().map(({ at }) => new Date(at).toISOString())).toEqual([
      '2025-10-26T00:30:00.000Z',
      '2025-03-30T01:30:00.000Z',
      '2025-07-01T10:00:00.000Z',
    ])
    sink = createMemoryEventSink()
    await bring(times('2025-07-01 12:00'), { zone: 'America/Montreal' })
    expect(new Date(events()[0]?.at ?? 0).toISOString()).toBe('2025-07-01T16:00:00.000Z')
  })

  it('have the order of day and month of the whole column', async () => {
    const late = [...Array.from({ length: 6000 }, () => '03/04/2025 10:00'), '25/04/2025 10:00']
    await bring(times(...late))
    expect(new Set(events().map(({ at }) => new Date(at).toISOString().slice(0, 10)))).toEqual(
      new Set(['2025-04-03', '2025-04-25']),
    )
  })

  it('are refused where nothing tells the day from the month, or where both orders are met', async () => {
    expect(await refusal(times('03/04/2025', '05/06/2025'))).toMatchObject({ code: 'ambiguous-dates', at: { line: 2 } })
    expect(await refusal(times('13/04/2025', '04/13/2025'))).toMatchObject({ code: 'ambiguous-dates' })
    await bring(times('03/04/2025'), { dateFormat: 'mdy' })
    expect(new Date(events()[0]?.at ?? 0).toISOString()).toBe('2025-03-03T23:00:00.000Z')
  })
})

describe('real logs', () => {
  const receipt = sharedData('logs/receipt.csv')
  it.skipIf(!receipt)('the permit requests: 8577 events of 1434 cases (needs the shared data)', async () => {
    const copy = write('receipt.csv', readFileSync(receipt ?? ''))
    const { counts, file } = await bring(copy)
    expect(counts).toEqual({ read: 8577, kept: 8577, duplicates: 0, rejected: 0, filtered: 0 })
    expect(file?.mapping).toEqual({
      case: 'case:concept:name',
      event: 'concept:name',
      time: 'time:timestamp',
      channel: 'case:channel',
    })
    expect(new Set(events().map(({ caseId }) => caseId)).size).toBe(1434)
    expect((await bring(copy)).counts).toMatchObject({ kept: 0, duplicates: 8577 })
  })

  const example = sharedData('logs/running-example.csv')
  it.skipIf(!example)('the running example: 42 events of 6 cases (needs the shared data)', async () => {
    const { counts } = await bring(write('example.csv', readFileSync(example ?? '')))
    expect(counts).toMatchObject({ read: 42, kept: 42 })
    expect(events()[0]).toMatchObject({ caseId: '3', event: 'register request', at: Date.UTC(2010, 11, 30, 13, 32) })
  })
})
