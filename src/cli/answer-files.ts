import type { Command } from 'commander'
import { tableNamed } from '../analyses/ask.ts'
import { tableParquet } from '../analyses/result-parquet.node.ts'
import { type ResultTable, tableCsv } from '../analyses/result-table.ts'
import { writeWhole } from './write-file.ts'

/** Where an answer is written as a file, beside what is printed. */
export interface AnswerFiles {
  readonly csv?: string
  readonly parquet?: string
  readonly table?: string
  readonly raw?: boolean
}

/** Adds what every command with an answer of tables takes. */
export const writing = (command: Command): Command =>
  command
    .option('--table <name>', 'which table of the answer is written (else the first)')
    .option('--csv <file>', 'write it as CSV')
    .option('--raw', 'in the CSV, keep cells that look like formulas as they are')
    .option('--parquet <file>', 'write it as Parquet')

/** Writes the files asked for; `fallback` is the table written where none is named. */
export const writeAnswer = async (
  { csv, parquet, table, raw }: AnswerFiles,
  tables: readonly ResultTable[],
  fallback?: string,
): Promise<void> => {
  const wanted = () => tableNamed(tables, table ?? fallback)
  if (csv !== undefined) await writeWhole(csv, tableCsv(wanted(), raw))
  if (parquet !== undefined) await writeWhole(parquet, tableParquet(wanted()))
}
