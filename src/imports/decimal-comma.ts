import type { RowWriter } from '../events/index.ts'

/** A number as a French spreadsheet writes it: blanks between thousands, a comma before decimals. */
export const DECIMAL_COMMA = /^-?(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:,\d+)?$/

const plain = (text: string): string => text.replace(/\s/g, '').replace(',', '.')

/** `1 234,5` of a French spreadsheet as `1234.5`; what is no such number stays as it is. */
export const decimalPoint = (text: string): string => (DECIMAL_COMMA.test(text) ? plain(text) : text)

/** The same, from a cell's bytes into a kept row. */
export const writeDecimal = (bytes: Buffer, start: number, end: number, writer: RowWriter): void => {
  const text = bytes.toString('utf8', start, end)
  if (DECIMAL_COMMA.test(text)) writer.ascii(plain(text))
  else writer.quoted(bytes, start, end)
}

/** `1,234` may be an English thousand: one such cell says nothing, where `1234,5`, `0,250` or `12,50` do. */
const tells = (cell: string): boolean => cell.includes(',') && !/^-?[1-9]\d{0,2},\d{3}$/.test(cell)

/** Whether a column's numbers have a decimal comma: all its cells could, and one says so. */
export const hasDecimalComma = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell !== '')
  return filled.some(tells) && filled.every((cell) => DECIMAL_COMMA.test(cell))
}
