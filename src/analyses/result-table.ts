import { type CsvValue, csvCell, type Words } from '../kernel/index.ts'
import type { Estimate } from '../statistics/index.ts'

/** `rate` and `estimate` cells are objects with their interval; `share` is a bare proportion, drawn as a bar too. */
export type ColumnKind = 'text' | 'count' | 'number' | 'rate' | 'estimate' | 'share' | 'seconds' | 'p'

export type Cell = string | number | null | undefined | Estimate

export interface Column {
  /** What a file calls it. */
  readonly key: string
  readonly kind: ColumnKind
  readonly title: Words
  /** What a reader sees instead of its words; files keep those. */
  readonly said?: Readonly<Record<string, Words>>
  /** Of estimates that are times. */
  readonly unit?: 'seconds'
}

/** One table of an answer: for the eye on a terminal, and for CSV and Parquet. */
export interface ResultTable {
  readonly name: string
  readonly title: Words
  readonly note?: Words
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

export const column = (key: string, kind: ColumnKind, fr: string, en: string): Column => ({
  key,
  kind,
  title: { fr, en },
})

/** Times with their intervals. */
export const timesColumn = (key: string, fr: string, en: string): Column => ({
  ...column(key, 'estimate', fr, en),
  unit: 'seconds',
})

const PARTS = {
  rate: ['value', 'num', 'den', 'low', 'high'],
  estimate: ['value', 'low', 'high', 'n'],
} as const

/** A column of a file: one for plain cells, one a part for those that carry their proof. */
export interface FlatColumn {
  readonly name: string
  readonly isText: boolean
  readonly values: readonly (string | number | null)[]
}

const partOf = (cell: Cell, part: string): number | null => {
  if (cell === null || cell === undefined || typeof cell !== 'object') return null
  const value = (cell as unknown as Record<string, number | null | undefined>)[part]
  return value ?? null
}

/** The table in plain columns, numbers as numbers. */
export const flatten = ({ columns, rows }: ResultTable): FlatColumn[] =>
  columns.flatMap(({ key, kind }, at): FlatColumn[] => {
    if (kind === 'rate' || kind === 'estimate')
      return PARTS[kind].map((part) => ({
        name: part === 'value' ? key : `${key}_${part}`,
        isText: false,
        values: rows.map((row) => partOf(row[at], part)),
      }))
    const plain = (cell: Cell) => (cell === undefined || (cell !== null && typeof cell === 'object') ? null : cell)
    return [{ name: key, isText: kind === 'text', values: rows.map((row) => plain(row[at])) }]
  })

/** RFC 4180, LF. Cells that start like a formula are neutralised unless `raw`. */
export const tableCsv = (table: ResultTable, raw = false): string => {
  const flat = flatten(table)
  const line = (cells: readonly CsvValue[]) => cells.map((cell) => csvCell(cell, raw)).join(',')
  const rows = table.rows.map((_, row) => line(flat.map(({ values }) => values[row] ?? undefined)))
  return [line(flat.map(({ name }) => name)), ...rows, ''].join('\n')
}
