/** The files of rows that commands read: CSV, NDJSON, Parquet, XES, plain or gzipped, whatever room the command is of. */
export { openRows } from '../imports/open-rows.node.ts'
