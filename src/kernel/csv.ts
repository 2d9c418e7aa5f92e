/** What a cell of a table may hold; `undefined` is an empty cell. */
export type CsvValue = string | number | boolean | undefined

const FORMULA = /^[=+\-@\t\r]/

/** A text that a spreadsheet does not run: where it starts like a formula it gets an apostrophe. */
export const disarmed = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** A cell of CSV (RFC 4180). Text that starts like a formula gets an apostrophe, unless `raw`; numbers stay numbers. */
export const csvCell = (value: CsvValue, raw: boolean): string => {
  const text = value === undefined ? '' : String(value)
  const safe = !raw && typeof value === 'string' ? disarmed(text) : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
