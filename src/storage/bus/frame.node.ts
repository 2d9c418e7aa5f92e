import { crc32 } from 'node:zlib'
import type { LogHeader, LogRecord } from './log.ts'

/** `PLOG`, little endian. */
const MAGIC = 0x474f4c50
/** [magic, header length, payload length, trailer length, crc32 of the lengths and of all that follows], u32 little endian. */
export const PREFIX = 20
const MOST_HEADER = 1 << 20
const MOST_BODY = 1 << 29

/** Node's crc32 of an empty array is sometimes 0 whatever came before (its memory has no address), so empty parts are skipped. */
const checksum = (prefix: Uint8Array, parts: readonly Uint8Array[]): number =>
  parts.reduce((crc, part) => (part.length > 0 ? crc32(part, crc) : crc), crc32(prefix.subarray(4, 16)))

export interface Frame {
  readonly parts: readonly Uint8Array[]
  readonly size: number
}

/** A record as the bytes that go to disk. */
export const frameOf = (header: LogHeader, payload: Uint8Array, trailer: Uint8Array): Frame => {
  const head = Buffer.from(JSON.stringify(header))
  if (head.length > MOST_HEADER || payload.length + trailer.length > MOST_BODY)
    throw new RangeError('A log record holds at most 1 MiB of header and 512 MiB of rows')
  const prefix = Buffer.allocUnsafe(PREFIX)
  prefix.writeUInt32LE(MAGIC, 0)
  prefix.writeUInt32LE(head.length, 4)
  prefix.writeUInt32LE(payload.length, 8)
  prefix.writeUInt32LE(trailer.length, 12)
  prefix.writeUInt32LE(checksum(prefix, [head, payload, trailer]), 16)
  const parts = [prefix, head, payload, trailer].filter(({ length }) => length > 0)
  return { parts, size: PREFIX + head.length + payload.length + trailer.length }
}

/** How many bytes the record that begins at `at` takes; undefined where none begins there. */
export const sizeAt = (bytes: Buffer, at: number): number | undefined => {
  if (at + PREFIX > bytes.length || bytes.readUInt32LE(at) !== MAGIC) return undefined
  const [head, payload, trailer] = [4, 8, 12].map((shift) => bytes.readUInt32LE(at + shift)) as [number, number, number]
  return head > MOST_HEADER || payload + trailer > MOST_BODY ? undefined : PREFIX + head + payload + trailer
}

/** The record whose bytes lie whole in `bytes` from `at`; undefined where they are not what was written. */
export const recordAt = (bytes: Buffer, at: number, start: number): LogRecord | undefined => {
  const size = sizeAt(bytes, at)
  if (size === undefined || at + size > bytes.length) return undefined
  const prefix = bytes.subarray(at, at + PREFIX)
  const payloadAt = at + PREFIX + prefix.readUInt32LE(4)
  const trailerAt = payloadAt + prefix.readUInt32LE(8)
  if (checksum(prefix, [bytes.subarray(at + PREFIX, at + size)]) !== prefix.readUInt32LE(16)) return undefined
  return {
    start,
    end: start + size,
    header: JSON.parse(bytes.toString('utf8', at + PREFIX, payloadAt)) as LogHeader,
    payload: bytes.subarray(payloadAt, trailerAt),
    trailer: bytes.subarray(trailerAt, at + size),
  }
}
