import type { LogReader, LogStream } from '../bus/log.ts'

/** Consecutive records of the log, inserted together. */
export interface Block {
  readonly start: number
  readonly end: number
  readonly rows: number
  readonly bytes: number
  readonly payloads: Readonly<Record<LoadedStream, readonly Uint8Array[]>>
}

/** The streams that have a table. */
export type LoadedStream = Exclude<LogStream, 'ledger'>
export const LOADED_STREAMS: readonly LoadedStream[] = ['events', 'aggregates']

export interface BlockLimits {
  readonly rows: number
  readonly bytes: number
}

/** The records from `from` that are durable now, up to the limits, or exactly up to `to` where it is given. At least one, if any. */
export const gather = async (
  reader: LogReader,
  from: number,
  limits: BlockLimits | { readonly to: number },
): Promise<Block | undefined> => {
  const payloads = { events: [] as Uint8Array[], aggregates: [] as Uint8Array[] }
  let [end, rows, bytes] = [from, 0, 0]
  for await (const { start, end: recordEnd, header, payload } of reader.read(from)) {
    if ('to' in limits) {
      if (start >= limits.to) break
    } else if (end > from && (rows + header.rows > limits.rows || bytes + payload.length > limits.bytes)) break
    if (header.stream !== 'ledger') {
      payloads[header.stream].push(payload)
      rows += header.rows
      bytes += payload.length
    }
    end = recordEnd
  }
  return end > from ? { start: from, end, rows, bytes, payloads } : undefined
}

/** Where the rows of a block are put together: one buffer for all blocks, since garbage of their size is collected late. */
export interface BlockRoom {
  /** The parts as one; valid until the next call. */
  joined(parts: readonly Uint8Array[]): Uint8Array
}

export const blockRoom = (): BlockRoom => {
  let room = new Uint8Array(0)
  return {
    joined(parts) {
      if (parts.length === 1 && parts[0]) return parts[0]
      const length = parts.reduce((sum, part) => sum + part.length, 0)
      if (length > room.length) room = new Uint8Array(length)
      let at = 0
      for (const part of parts) {
        room.set(part, at)
        at += part.length
      }
      return room.subarray(0, length)
    },
  }
}

/** Where each line of `bytes` begins, and after the last one its length: n + 1 numbers. */
export const linesIn = (bytes: Uint8Array): number[] => {
  const starts = [0]
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length)
  return starts
}
