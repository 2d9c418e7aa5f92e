import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import { bytesInMemory } from './byte-source.memory.ts'
import { type CsvChoices, LONGEST_ROW, openCsv } from './csv-rows.node.ts'
import type { RowReader } from './reader.ts'
import type { ReaderPoint } from './row-block.ts'

const readAll = async (reader: RowReader, from?: ReaderPoint) => {
  const rows: (string | undefined)[][] = []
  const lines: number[] = []
  const positions: number[] = []
  const rejected: { line: number; reason: string }[] = []
  const points: { point: ReaderPoint; rows: number }[] = []
  let names: readonly string[] = []
  for await (const block of reader.blocks(from)) {
    names = block.names
    for (let row = 0; row < block.count; row++) {
      rows.push(names.map((_, column) => block.text(row, column)))
      lines.push(block.lines[row] ?? 0)
      positions.push(block.positions[row] ?? 0)
    }
    rejected.push(...block.rejected.map(({ line, reason }) => ({ line, reason })))
    points.push({ point: block.point, rows: rows.length })
  }
  return { names, rows, lines, positions, rejected, points, described: reader.described }
}
const csv = async (text: string | Buffer, choices: CsvChoices = {}, chunk?: number) =>
  readAll(openCsv(bytesInMemory(text, chunk), choices))

describe('a file of separated values', () => {
  it('gives its cells, with quoted delimiters, quotes and newlines, and the line of each row', async () => {
    const { names, rows, lines } = await csv(
      'who,what\nClaire,"visits, twice"\r\n"Karim","says ""hi""\nand leaves"\n\nAnne,\n',
    )
    expect(names).toEqual(['who', 'what'])
    expect(rows).toEqual([
      ['Claire', 'visits, twice'],
      ['Karim', 'says "hi"\nand leaves'],
      ['Anne', ''],
    ])
    expect(lines).toEqual([2, 3, 6])
  })

  it('is split like csv-parse does, whatever the cells, the delimiter, the line ends and the chunks', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.toWellFormed()),
      fc.constantFrom('', '"', '""', ',', ';', '\n', '\r\n', 'é', '12,5', ' x '),
    )
    const written = (cells: string[], delimiter: string, always: boolean) =>
      cells
        .map((text) =>
          always || /["\r\n\uFEFF]/.test(text) || text.includes(delimiter) || text === ''
            ? `"${text.replaceAll('"', '""')}"`
            : text,
        )
        .join(delimiter)
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 5 })
          .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 })),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (table, delimiter, newline, always, ended, chunk) => {
          const width = table[0]?.length ?? 2
          const header = Array.from({ length: width }, (_, i) => `c${i}`)
          const text =
            [header, ...table].map((row) => written(row, delimiter, always)).join(newline) + (ended ? newline : '')
          const expected = parse(text, { delimiter, relax_quotes: true }) as string[][]
          const { rows, rejected } = await csv(text, { delimiter, encoding: 'utf-8' }, chunk)
          expect(rejected).toEqual([])
          expect(rows).toEqual(expected.slice(1))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('resumes from any point with the same rows, lines and positions', async () => {
    const text = `a;b\n${Array.from({ length: 30_000 }, (_, i) => (i % 7 === 0 ? `"x\n${i}";${i}` : `y;${i}`)).join('\n')}\n`
    const whole = await csv(text, {}, 5000)
    expect(whole.rows.length).toBe(30_000)
    const { point, rows } = whole.points[2] ?? { point: undefined, rows: 0 }
    const rest = await readAll(openCsv(bytesInMemory(text, 777), {}), point)
    expect(rest.rows).toEqual(whole.rows.slice(rows))
    expect(rest.lines).toEqual(whole.lines.slice(rows))
    expect(rest.positions).toEqual(whole.positions.slice(rows))
  })

  it.each([
    ['a;b\n1,5;2,5\n', 'CSV ";" utf-8'],
    ['a,b\n1;5,2;5\n', 'CSV "," utf-8'],
    ['a\tb\n1,1\t2\n', 'CSV "tab" utf-8'],
    ['a|b\n1|2\n', 'CSV "|" utf-8'],
    ['sep=;\na,x;b,y\n1;2\n', 'CSV ";" utf-8'],
    ['a,b\r1,2\r', 'CSV "," utf-8'],
  ])('%j is recognised', async (text, described) => {
    const read = await csv(text)
    expect(read.described).toBe(described)
    expect(read.rows.length).toBe(1)
  })

  it.each(['utf-16le', 'utf-16be', 'windows-1252', 'utf-8'])('is read in %s', async (encoding) => {
    const text = 'étape;canal\nRéception à l’accueil;téléphone\nSignée;Internet\n'
    for (const addBOM of encoding.startsWith('utf') ? [true, false] : [false]) {
      const { rows, names } = await csv(iconv.encode(text, encoding, { addBOM }), {}, 7)
      expect(names).toEqual(['étape', 'canal'])
      expect(rows[0]).toEqual(['Réception à l’accueil', 'téléphone'])
    }
  })

  it('names an empty column by its place and a repeated one by its rank', async () => {
    expect((await csv(',a,a,\n1,2,3,4\n')).names).toEqual(['column_1', 'a', 'a_2', 'column_4'])
  })

  it('refuses ragged rows by their line, and forgives empty cells too many', async () => {
    const { rows, rejected } = await csv('a,b\n1\n1,2,3\n1,2,,\n4,5\n')
    expect(rows).toEqual([
      ['1', '2'],
      ['4', '5'],
    ])
    expect(rejected).toEqual([
      { line: 2, reason: 'ragged-row' },
      { line: 3, reason: 'ragged-row' },
    ])
  })

  it('refuses a row that is not UTF-8 by its line and keeps the rest', async () => {
    const bad = Buffer.concat([
      Buffer.from('a,b\nClaire,1\n'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from(',2\n"x""y",3\n'),
    ])
    const { rows, rejected } = await csv(bad)
    expect(rows).toEqual([
      ['Claire', '1'],
      ['x"y', '3'],
    ])
    expect(rejected).toEqual([{ line: 3, reason: 'invalid-text' }])
  })

  it('names the line of a quote that is never closed and reads on from the next', async () => {
    const { rows, rejected } = await csv('a,b\n1,"open\n2,3\n"x",y\n')
    expect(rejected).toEqual([{ line: 2, reason: 'unclosed-quote' }])
    expect(rows).toEqual([
      ['2', '3'],
      ['x', 'y'],
    ])
  })

  it.each([
    ['without a quote', 'x', 'line-too-long'],
    ['inside a quote', '"', 'unclosed-quote'],
  ])('refuses a line of 50 MB %s without holding it', async (_, first, reason) => {
    const source = bytesInMemory(`a,b\n1,2\n${first}`)
    const long = Buffer.alloc(1 << 20, 'x')
    source.chunks = async function* (from = 0) {
      yield Buffer.from(`a,b\n1,2\n${first}`).subarray(from)
      for (let i = 0; i < 50; i++) yield long
      yield Buffer.from(',9\n3,4\n')
    }
    let largest = 0
    const seen: string[] = []
    for await (const block of openCsv(source, {}).blocks()) {
      largest = Math.max(largest, block.bytes.length)
      seen.push(...block.rejected.map((row) => `${row.line} ${row.reason}`))
      for (let row = 0; row < block.count; row++) seen.push(`${block.lines[row]} ${block.text(row, 0)}`)
    }
    expect(seen).toEqual(['2 1', `3 ${reason}`, '4 3'])
    expect(largest).toBeLessThanOrEqual(4 * LONGEST_ROW)
  })

  it('gives the whole rows before damage, and refuses the row that it cut', async () => {
    const damage = { code: 'damaged-gzip', what: 'x', remedy: 'y' }
    const reader = openCsv(bytesInMemory('a,b\n1,2\n3,4', 5, damage), {})
    const { rows, rejected } = await readAll(reader)
    expect(rows).toEqual([['1', '2']])
    expect(rejected).toEqual([{ line: 3, reason: 'cut-short' }])
    expect(reader.damage()).toEqual(damage)
  })

  it('gives no row of a header alone, and refuses a file without one', async () => {
    expect((await csv('a,b\n')).rows).toEqual([])
    expect((await csv('a,b')).rows).toEqual([])
    await expect(csv('\n\n')).rejects.toBeInstanceOf(Refused)
  })
})
