import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogHeader, LogReader, LogRecord, LogWriter } from './log.ts'

export interface OpenedLog {
  readonly writer: LogWriter
  reader(name: string): LogReader
  close(): Promise<void>
}

export const header = (rows: number): LogHeader => ({ stream: 'events', rows, at: Date.UTC(2026, 2, 3) })

export const bytes = (text: string): Uint8Array => Buffer.from(text)

export const allOf = async (reader: LogReader, from = 0): Promise<LogRecord[]> => {
  const found: LogRecord[] = []
  for await (const record of reader.read(from)) found.push(record)
  return found
}

export const textsOf = async (reader: LogReader, from = 0): Promise<string[]> =>
  (await allOf(reader, from)).map(({ payload }) => Buffer.from(payload).toString())

/** What every durable log promises, in memory and on disk. */
export const logContract = (name: string, open: () => Promise<OpenedLog>): void => {
  describe(`a durable log: ${name}`, () => {
    let log: OpenedLog
    let reader: LogReader
    beforeEach(async () => {
      log = await open()
      reader = log.reader('analytics')
    })
    afterEach(async () => {
      await reader.close()
      await log.close()
    })

    it('is empty at first', async () => {
      expect(await textsOf(reader)).toEqual([])
      expect([await reader.first(), await reader.durableEnd(), log.writer.end]).toEqual([0, 0, 0])
    })

    it('gives back what was appended, in order, with its header and what was noted beside it', async () => {
      await log.writer.append(header(1), bytes('Claire visits\n'))
      await log.writer.append(header(2), bytes('Karim calls\nKarim buys\n'), bytes('noted'))
      const records = await allOf(reader)
      expect(records.map(({ payload }) => Buffer.from(payload).toString())).toEqual([
        'Claire visits\n',
        'Karim calls\nKarim buys\n',
      ])
      expect(records.map((record) => record.header.rows)).toEqual([1, 2])
      expect(records.map(({ trailer }) => Buffer.from(trailer).toString())).toEqual(['', 'noted'])
    })

    it('keeps appends made together in the order of the calls, without holes', async () => {
      const ranges = await Promise.all(['a', 'b', 'c', 'd'].map((text) => log.writer.append(header(1), bytes(text))))
      expect(await textsOf(reader)).toEqual(['a', 'b', 'c', 'd'])
      expect(ranges.slice(1).map(({ start }) => start)).toEqual(ranges.slice(0, -1).map(({ end }) => end))
      expect(await reader.durableEnd()).toBe(ranges.at(-1)?.end)
      expect((await allOf(reader)).map(({ start, end }) => ({ start, end }))).toEqual(ranges)
    })

    it('is read from where a reader stood', async () => {
      const { end } = await log.writer.append(header(1), bytes('Claire visits'))
      await log.writer.append(header(1), bytes('Karim calls'))
      expect(await textsOf(reader, end)).toEqual(['Karim calls'])
      expect(await textsOf(reader, await reader.durableEnd())).toEqual([])
    })

    it('remembers how far each reader has come', async () => {
      const worker = log.reader('worker')
      expect(await reader.position()).toBe(0)
      await reader.passed(42)
      await reader.passed(120)
      expect([await reader.position(), await worker.position('analytics'), await worker.position()]).toEqual([
        120, 120, 0,
      ])
      await worker.close()
    })

    it('takes a record without rows', async () => {
      await log.writer.append(header(0), new Uint8Array())
      await log.writer.append(header(0), new Uint8Array(new ArrayBuffer(0)), new Uint8Array(Int32Array.from([]).buffer))
      expect((await allOf(reader)).map((record) => record.header.rows)).toEqual([0, 0])
    })

    it('forgets only what every reader has passed, and says so to one who comes late', async () => {
      const { end } = await log.writer.append(header(1), bytes('Claire visits'))
      for (const text of ['Karim calls', 'Karim buys']) await log.writer.append(header(1), bytes(text))
      const first = await log.writer.trim(end)
      expect(first).toBeLessThanOrEqual(end)
      expect(await reader.first()).toBe(first)
      expect((await textsOf(reader, end)).at(-1)).toBe('Karim buys')
      await log.writer.trim(log.writer.end)
      expect(await textsOf(reader, log.writer.end)).toEqual([])
      if ((await reader.first()) > 0)
        await expect(allOf(reader, 0)).rejects.toMatchObject({ refusal: { code: 'log-trimmed' } })
    })
  })
}
