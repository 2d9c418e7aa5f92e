import { parquetWriteBuffer } from 'hyparquet-writer'
import { flatten, type ResultTable } from './result-table.ts'

/** The table as a Parquet file: texts as strings, whole columns of integers as 64-bit integers, other numbers as doubles. */
export const tableParquet = (table: ResultTable): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: flatten(table).map(({ name, isText, values }) => {
        if (isText) return { name, type: 'STRING', data: [...values] }
        const whole = values.every((value) => value === null || Number.isSafeInteger(value))
        return whole
          ? { name, type: 'INT64', data: values.map((value) => (value === null ? null : BigInt(value))) }
          : { name, type: 'DOUBLE', data: [...values] }
      }),
    }),
  )
