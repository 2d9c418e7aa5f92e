import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { type CsvValue, csvCell } from '../kernel/index.ts'

interface RejectedLine {
  readonly line: number
  readonly reason: string
  readonly message: string
  readonly column?: string
  readonly row?: Readonly<Record<string, string>>
}

/** Columns are those of the first rows; what later rows have besides stands in a last column. */
const LOOKED_AT = 200

const csvLine = (cells: readonly CsvValue[]): string => `${cells.map((cell) => csvCell(cell, false)).join(',')}\r\n`

async function* csvOf(rows: Readable): AsyncGenerator<string> {
  let names: string[] | undefined
  let waiting: RejectedLine[] = []
  const head = function* (): Generator<string> {
    names = [...new Set(waiting.flatMap(({ row = {} }) => Object.keys(row)))]
    // A byte order mark: spreadsheets take a CSV without one for another encoding.
    yield `\uFEFF${csvLine(['line', 'reason', 'message', 'column', ...names, '…'])}`
    for (const one of waiting) yield lineOf(one, names)
    waiting = []
  }
  for await (const text of createInterface({ input: rows, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text === '') continue
    const one = JSON.parse(text) as RejectedLine
    if (names) yield lineOf(one, names)
    else if (waiting.push(one) >= LOOKED_AT) yield* head()
  }
  if (!names) yield* head()
}

const lineOf = ({ line, reason, message, column, row = {} }: RejectedLine, names: readonly string[]): string => {
  const others = Object.entries(row).filter(([name]) => !names.includes(name))
  const rest = others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : ''
  return csvLine([line, reason, message, column, ...names.map((name) => row[name]), rest])
}

/** Rejected rows as a table for a spreadsheet: line, why, and their cells; formulas neutralised. */
export const rejectedCsv = (rows: Readable): Readable => Readable.from(csvOf(rows))
