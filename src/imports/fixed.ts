import { RowWriter } from '../events/index.ts'

/** Bytes that stand alike in every row, written once. */
export const fixed = (write: (writer: RowWriter) => void): Buffer => {
  const writer = new RowWriter(256)
  write(writer)
  return Buffer.from(writer.bytes.subarray(0, writer.length))
}
