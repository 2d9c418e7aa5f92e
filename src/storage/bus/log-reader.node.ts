import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { durablePath, type Mark, openMark, readersFolder, readMark, segmentsOf } from './folder.node.ts'
import { PREFIX, recordAt, sizeAt } from './frame.node.ts'
import type { LogReader, LogRecord } from './log.ts'
import { logDamaged, logTrimmed } from './refusals.ts'

const CHUNK = 4 << 20

/** The records of one segment's file between two offsets of the log. Views into fresh buffers: they stay valid. */
export async function* recordsIn(path: string, base: number, from: number, to: number): AsyncGenerator<LogRecord> {
  const file = await open(path, 'r')
  try {
    let at = from
    let bytes: Buffer = Buffer.alloc(0)
    let bytesAt = from
    const fill = async (size: number): Promise<void> => {
      const wanted = Math.min(Math.max(CHUNK, size), to - at)
      const fresh = Buffer.allocUnsafeSlow(wanted)
      const { bytesRead } = await file.read(fresh, 0, wanted, at - base)
      bytes = fresh.subarray(0, bytesRead)
      bytesAt = at
    }
    while (at < to) {
      if (at - bytesAt + PREFIX > bytes.length) await fill(PREFIX)
      const size = sizeAt(bytes, at - bytesAt)
      if (size !== undefined && at - bytesAt + size > bytes.length) await fill(size)
      const record = recordAt(bytes, at - bytesAt, at)
      if (!record) throw logDamaged(path, at)
      yield record
      at = record.end
    }
  } finally {
    await file.close()
  }
}

/** Reads the log of `folder`, in whatever process; `name` tells this reader's position from the others'. */
export const createLogReader = ({ folder, name }: { readonly folder: string; readonly name: string }): LogReader => {
  let mark: Mark | undefined
  const durableEnd = async () => readMark(durablePath(folder)) ?? 0

  return {
    async first() {
      return (await segmentsOf(folder))[0]?.base ?? 0
    },
    durableEnd,
    async *read(from) {
      const end = await durableEnd()
      if (from >= end) return
      const segments = await segmentsOf(folder)
      const first = segments[0]?.base ?? end
      if (from < first) throw logTrimmed(from, first)
      for (const [index, { base, path }] of segments.entries()) {
        const segmentEnd = Math.min(segments[index + 1]?.base ?? end, end)
        if (segmentEnd > Math.max(from, base)) yield* recordsIn(path, base, Math.max(from, base), segmentEnd)
      }
    },
    async passed(offset) {
      if (!mark) {
        await mkdir(readersFolder(folder), { recursive: true, mode: 0o700 })
        mark = openMark(join(readersFolder(folder), name))
      }
      mark.write(offset)
    },
    async position(other = name) {
      return readMark(join(readersFolder(folder), other)) ?? 0
    },
    async close() {
      mark?.close()
      mark = undefined
    },
  }
}
