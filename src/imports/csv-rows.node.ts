import { isUtf8 } from 'node:buffer'
import { Refused } from '../kernel/index.ts'
import { after, type ByteSource, fingerprintOf } from './byte-source.node.ts'
import { type CsvDialect, CsvSplitter } from './csv-splitter.ts'
import { columnNames, detectDialect } from './dialect.ts'
import { detectEncoding, inUtf8, sampleInUtf8 } from './encoding.node.ts'
import { refuseRows } from './invalid-text.node.ts'
import type { RowReader } from './reader.ts'
import { Rolling } from './rolling.ts'
import { type ReaderPoint, type Rejected, RowBlock } from './row-block.ts'

/** A row longer than this is refused: a missing quote, or no file of rows. Memory stays bounded by it. */
export const LONGEST_ROW = 1 << 20
/** Rows are split when this many bytes are at hand, so that small chunks make no small batches. */
const ENOUGH = 1 << 18
const MOST_COLUMNS = 16_384

export interface CsvChoices {
  readonly encoding?: string
  readonly delimiter?: string
}

/** No column is named by a date and an hour: such a first line is a row. */
const DATED = /^(?:\d{4}-\d{2}-\d{2}[T ]|\d{1,2}\/\d{1,2}\/\d{4} )\d{1,2}:\d{2}/

const noHeader = (file: string) =>
  new Refused({
    code: 'no-header',
    what: { fr: 'Ce fichier n’a pas de ligne d’en-tête.', en: 'This file has no header line.' },
    remedy: { fr: 'Sa première ligne doit nommer les colonnes.', en: 'Its first line must name the columns.' },
    at: { file, line: 1 },
  })

/** The names of the columns, and where the first row starts. */
const headerOf = (sample: Buffer, whole: boolean, dialect: CsvDialect, file: string) => {
  const bom = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0
  const said = /^sep=.\r?\n/.exec(sample.toString('latin1', bom, bom + 8))?.[0].length ?? 0
  const splitter = new CsvSplitter(dialect, said > 0 ? 2 : 1, 0, true)
  const block = new RowBlock(new Array<string>(MOST_COLUMNS).fill(''), 1)
  const next = splitter.split(Buffer.from(sample), bom + said, sample.length, whole, block)
  splitter.unquote(block)
  if (block.count === 0) throw noHeader(file)
  const cells = Array.from({ length: splitter.cells }, (_, column) => block.text(0, column) ?? '')
  if (cells.some((cell) => DATED.test(cell))) throw noHeader(file)
  const point: ReaderPoint = { offset: next, line: splitter.line, position: 0 }
  return { names: columnNames(cells), point }
}

const invalidRows = (block: RowBlock): Set<number> => {
  const rows = new Set<number>()
  for (let row = 0; row < block.count; row++) {
    const end = block.ends[(row + 1) * block.width - 1] ?? 0
    if (!isUtf8(block.bytes.subarray(block.begins[row] ?? 0, end))) rows.add(row)
  }
  return rows
}

interface Layout {
  readonly names: readonly string[]
  readonly dialect: CsvDialect
  /** Whether the bytes are the file's own, and may hold what is no UTF-8. */
  readonly unchecked: boolean
  readonly damaged: () => boolean
}

/** Splits a stream of UTF-8 bytes that starts at `from` into blocks of rows. */
async function* split(chunks: AsyncIterable<Buffer>, layout: Layout, from: ReaderPoint): AsyncGenerator<RowBlock> {
  const splitter = new CsvSplitter(layout.dialect, from.line, from.position)
  const block = new RowBlock(layout.names)
  const rolling = new Rolling(from.offset)
  let pending: Rejected[] = []
  let skipping = false

  const refuseLong = () => {
    pending.push({ line: splitter.line, reason: splitter.quoteOpen ? 'unclosed-quote' : 'line-too-long' })
    splitter.position++
    const next = splitter.skipLine(rolling.bytes, rolling.begin, rolling.end)
    skipping = next < 0
    rolling.use(skipping ? rolling.end : next)
  }
  const fill = (final: boolean): boolean => {
    block.clear()
    const at = rolling.begin
    const next = splitter.split(rolling.bytes, at, rolling.end, final, block)
    if (next === at && pending.length === 0) return false
    const invalid =
      layout.unchecked && !isUtf8(rolling.bytes.subarray(at, next)) ? invalidRows(block) : new Set<number>()
    splitter.unquote(block)
    refuseRows(block, invalid)
    block.rejected.unshift(...pending)
    pending = []
    rolling.use(next)
    block.point = { offset: rolling.offset, line: splitter.line, position: splitter.position }
    return true
  }

  for await (const chunk of chunks) {
    rolling.push(chunk)
    if (skipping) {
      const next = splitter.skipLine(rolling.bytes, rolling.begin, rolling.end)
      skipping = next < 0
      rolling.use(skipping ? rolling.end : next)
    }
    if (rolling.length < ENOUGH) continue
    while (fill(false)) yield block
    if (rolling.length > LONGEST_ROW) refuseLong()
  }
  const cut = layout.damaged()
  while (fill(!cut)) yield block
  if (cut && rolling.length > 0) {
    pending.push({ line: splitter.line, reason: 'cut-short' })
    splitter.position++
    rolling.use(rolling.end)
    if (fill(false)) yield block
  }
}

/** A file of separated values: Excel's, a database's, a data team's. */
export const openCsv = (source: ByteSource, choices: CsvChoices): RowReader => {
  const encoding = choices.encoding ?? detectEncoding(source.head)
  const sample = sampleInUtf8(source.head, encoding)
  const whole = source.headIsAll
  const dialect = detectDialect(sample.toString('utf8').replace(/^\uFEFF/, ''), whole, choices.delimiter)
  const { names, point } = headerOf(sample, whole, dialect, source.file)
  const layout: Layout = {
    names,
    dialect,
    unchecked: encoding === 'utf-8',
    damaged: () => source.damage !== undefined,
  }
  const delimiter = dialect.delimiter === 9 ? 'tab' : String.fromCharCode(dialect.delimiter)
  return {
    file: source.file,
    described: `CSV "${delimiter}" ${encoding}${source.gzip ? ' gzip' : ''}`,
    size: source.size,
    names: () => names,
    consumed: () => source.consumed,
    untyped: true,
    neverGuessed: [],
    fingerprint: fingerprintOf(source),
    blocks: (from = point) =>
      split(
        encoding === 'utf-8' ? source.chunks(from.offset) : after(inUtf8(source.chunks(), encoding), from.offset),
        layout,
        from,
      ),
    damage: () => source.damage,
    close: () => source.close(),
  }
}
