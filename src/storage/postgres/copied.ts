import type { Cell, Database } from './database.ts'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const cell = (value: Cell): string => {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter) : value
}

/** The statement that rows are copied by. */
export const copyStatement = (table: string, columns: readonly string[]): string =>
  `COPY ${table} (${columns.join(', ')}) FROM STDIN`

/** Rows in the text form of COPY. */
export const copied = (rows: readonly (readonly Cell[])[]): string => {
  let text = ''
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) text += i === 0 ? cell(row[i] ?? null) : `\t${cell(row[i] ?? null)}`
    text += '\n'
  }
  return text
}

const THERE_ALREADY = '23505'

/** Copies rows that are most likely new; where one is there after all, all of them are kept the other way. */
export const copyNew = async (
  database: Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  otherwise: (inside: Database) => Promise<void>,
): Promise<void> => {
  if (rows.length === 0) return
  try {
    await database.transaction((inside) => inside.copy(table, columns, rows))
  } catch (problem) {
    if ((problem as { code?: unknown }).code !== THERE_ALREADY) throw problem
    await otherwise(database)
  }
}
