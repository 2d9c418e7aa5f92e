import type { ResumePoint, RowBatch } from './event-sink.ts'

/**
 * A batch on the wire, little endian: u32 length of the resume point, u32 number of rows n, the resume point as JSON padded with
 * spaces to a multiple of four, n + 1 line starts as u32, the rows.
 */
const HEAD = 8

/** A batch as bytes in two parts, so that the rows are not copied. */
export const frameBatch = ({ rows, offsets, resume }: RowBatch): readonly [Uint8Array, Uint8Array] => {
  const json = JSON.stringify(resume)
  const point = new TextEncoder().encode(json + ' '.repeat(3))
  const length = point.length - 3 + ((4 - ((point.length - 3) % 4)) % 4)
  const head = new Uint8Array(HEAD + length + offsets.byteLength)
  const view = new DataView(head.buffer)
  view.setUint32(0, length, true)
  view.setUint32(4, offsets.length - 1, true)
  head.set(point.subarray(0, length), HEAD)
  head.set(new Uint8Array(offsets.buffer, offsets.byteOffset, offsets.byteLength), HEAD + length)
  return [head, rows]
}

/** The batch that was framed; undefined where the bytes are none. The rows are a view of `bytes`. */
export const readFrame = (bytes: Uint8Array): RowBatch | undefined => {
  if (bytes.length < HEAD + 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true)
  const count = view.getUint32(4, true)
  const rowsAt = HEAD + length + (count + 1) * 4
  if (rowsAt > bytes.length) return undefined
  const offsets = new Uint32Array(count + 1)
  new Uint8Array(offsets.buffer).set(bytes.subarray(HEAD + length, rowsAt))
  const rows = bytes.subarray(rowsAt)
  for (let i = 0; i < count; i++) if ((offsets[i] as number) > (offsets[i + 1] as number)) return undefined
  if ((offsets[count] as number) > rows.length) return undefined
  try {
    const resume = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + length))) as ResumePoint
    return { rows, offsets, resume }
  } catch {
    return undefined
  }
}
