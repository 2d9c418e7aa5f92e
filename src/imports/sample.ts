import { hasDecimalComma } from './decimal-comma.ts'
import type { ColumnSample } from './guess.ts'
import type { RowReader } from './reader.ts'
import type { RowBlock } from './row-block.ts'
import { TimeReader } from './times.ts'
import { Zone } from './zone.ts'

const ROWS = 2000
/** A count of seconds is a time only where its column says so: other numbers are as long. */
const SAYS_TIME = /time|date|heure|horo|stamp|moment|instant|^ts$|_ts$|epoch|^at$|_at$/i

/** What the first rows say of each column. */
export interface Sample {
  readonly columns: readonly ColumnSample[]
  /** Columns whose numbers have a decimal comma. */
  readonly decimalComma: ReadonlySet<string>
  /** Cells of pairs of columns, to see whether one follows from another. */
  readonly cells: ReadonlyMap<string, readonly string[]>
}

const isTime = (reader: TimeReader, text: string, name: string): boolean => {
  const bytes = Buffer.from(text)
  const reading = reader.read(bytes, 0, bytes.length)
  if (/^[\d.,\s-]*$/.test(text) && !/\d[-./]\d+[-./]\d/.test(text)) return reading === 'read' && SAYS_TIME.test(name)
  return reading === 'read' || reading === 'ambiguous' || reading === 'no-such-date'
}

const columnOf = (name: string, cells: readonly string[], times: TimeReader): ColumnSample => {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return {
    name,
    filled: filled.length,
    distinct: new Set(filled).size,
    times: filled.filter((cell) => isTime(times, cell, name)).length,
  }
}

const sampleOf = (block: RowBlock, untyped: boolean, dateFormat: TimeReader): Sample => {
  const rows = Array.from({ length: Math.min(block.count, ROWS) }, (_, row) => row)
  const cells = new Map(
    block.names.map((name, column) => [name, rows.map((row) => block.text(row, column) ?? '')] as const),
  )
  return {
    columns: block.names.map((name) => columnOf(name, cells.get(name) ?? [], dateFormat)),
    decimalComma: new Set(untyped ? block.names.filter((name) => hasDecimalComma(cells.get(name) ?? [])) : []),
    cells,
  }
}

/** Looks at the first rows of a file; one without rows gives its columns alone. */
export const sample = async (reader: RowReader, times = new TimeReader(new Zone('UTC'))): Promise<Sample> => {
  for await (const block of reader.blocks()) if (block.count > 0) return sampleOf(block, reader.untyped, times)
  return {
    columns: reader.names().map((name) => ({ name, filled: 0, distinct: 0, times: 0 })),
    decimalComma: new Set(),
    cells: new Map(),
  }
}

/** Whether each value of one column always comes with one value of another, as a case has one person. */
export const follows = (sample: Sample, from: string, to: string): boolean => {
  const [keys, values] = [sample.cells.get(from) ?? [], sample.cells.get(to) ?? []]
  const seen = new Map<string, string>()
  return keys.every((key, row) => {
    const value = values[row] ?? ''
    const before = seen.get(key)
    seen.set(key, value)
    return before === undefined || before === value
  })
}
