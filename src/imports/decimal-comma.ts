import type { RowWriter } from '../events/index.ts'

const POINT = 46

/** A number as a French spreadsheet writes it: blanks between thousands, a comma before decimals. */
export const DECIMAL_COMMA = /^-?(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:,\d+)?$/

/** `1 234,5` of a French spreadsheet as `1234.5`; what is no such number stays as it is. */
export const writeDecimal = (bytes: Buffer, start: number, end: number, writer: RowWriter): void => {
  const text = bytes.toString('utf8', start, end)
  if (!DECIMAL_COMMA.test(text)) writer.quoted(bytes, start, end)
  else for (const letter of text) if (!/\s/.test(letter)) writer.byte(letter === ',' ? POINT : letter.charCodeAt(0))
}
