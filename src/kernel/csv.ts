/** What a cell of a table may hold; `undefined` is an empty cell. */
export type CsvValue = string | number | boolean | undefined

const FORMULA = /^[=+\-@\t\r]/

/** A cell of CSV (RFC 4180). Text that starts like a formula gets an apostrophe, unless `raw`; numbers stay numbers. */
export const csvCell = (value: CsvValue, raw: boolean): string => {
  const text = value === undefined ? '' : String(value)
  const safe = !raw && typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
