import type { LogReader, LogRecord, LogWriter } from './log.ts'
import { logTrimmed } from './refusals.ts'

/** The twin of the log on disk: the same promises, in memory. */
export const createMemoryLog = (): { readonly writer: LogWriter; reader(name: string): LogReader } => {
  let records: LogRecord[] = []
  let first = 0
  let end = 0
  const positions = new Map<string, number>()

  const writer: LogWriter = {
    get end() {
      return end
    },
    failures: 0,
    async append(header, payload, trailer = new Uint8Array()) {
      const start = end
      end = start + 1 + payload.length + trailer.length
      records.push({ start, end, header, payload: Uint8Array.from(payload), trailer: Uint8Array.from(trailer) })
      return { start, end }
    },
    async trim(offset) {
      records = records.filter((record) => record.end > offset || record.end === end)
      first = records[0]?.start ?? end
      return first
    },
    async close() {},
  }
  const reader = (name: string): LogReader => ({
    first: async () => first,
    durableEnd: async () => end,
    async *read(from) {
      if (from >= end) return
      if (from < first) throw logTrimmed(from, first)
      for (const record of [...records]) if (record.start >= from) yield record
    },
    async passed(offset) {
      positions.set(name, offset)
    },
    async position(other = name) {
      return positions.get(other) ?? 0
    },
    async close() {},
  })
  return { writer, reader }
}
