import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf } from '../../imports/event-sink.contract.ts'
import { DAY } from '../../kernel/index.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { type Disk, disk } from '../../storage/bus/log-writer.node.ts'
import { Ingest } from './ingest.ts'

let folder: string
let now = Date.UTC(2026, 8, 14, 12)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-live-'))
  now = Date.UTC(2026, 8, 14, 12)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (more: { mostInMemory?: number; segmentBytes?: number; disk?: Disk } = {}) =>
  Ingest.open({ folder, now: () => now, ...more })
const linesOf = async (): Promise<number> => {
  let lines = 0
  const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
  for await (const { header } of reader.read(await reader.first())) lines += header.rows
  await reader.passed(await reader.durableEnd())
  return lines
}
const words = (from: number, to: number) =>
  batchOf(
    Array.from({ length: to - from }, (_, i) => `Claire calls ${from + i}`),
    from,
  )

describe('what comes live', () => {
  it('is kept once: in one request, in another, and by a process started again', async () => {
    const ingest = await open()
    expect(await ingest.collect(words(0, 5))).toEqual({ kept: 5, duplicates: 0 })
    expect(await ingest.collect(words(3, 8))).toEqual({ kept: 3, duplicates: 2 })
    await ingest.close()
    const again = await open()
    expect(await again.collect(words(0, 9))).toEqual({ kept: 1, duplicates: 8 })
    await again.close()
    expect(await linesOf()).toBe(9)
  })

  it('is known for seven days by a process with hardly any memory, through a log that was trimmed', async () => {
    const small = { mostInMemory: 2, segmentBytes: 500 }
    for (let day = 0; day <= 7; day++) {
      const ingest = await open(small)
      expect((await ingest.collect(words(10 * day, 10 * day + 10))).kept).toBe(10)
      await linesOf()
      await ingest.trim()
      expect((await ingest.collect(words(0, 10))).kept).toBe(0)
      await ingest.close()
      now += DAY
    }
    const ingest = await open(small)
    expect(await ingest.collect(words(0, 80))).toEqual({ kept: 10, duplicates: 70 })
    await ingest.close()
  })

  it('is confirmed to nobody before it is on disk, not even to who sends it again meanwhile', async () => {
    let full = false
    let waiting: (() => void) | undefined
    const slow: Disk = {
      ...disk,
      sync: async (file) => {
        if (!full) return disk.sync(file)
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      },
    }
    const ingest = await open({ disk: slow })
    full = true
    const both = [ingest.collect(words(0, 5)), ingest.collect(words(0, 5)), ingest.collect(words(0, 6))]
    const settled = Promise.allSettled(both)
    while (!waiting) await new Promise((resolve) => setTimeout(resolve, 5))
    full = false
    waiting()
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await ingest.collect(words(0, 6))).toEqual({ kept: 6, duplicates: 0 })
    await ingest.close()
    expect(await linesOf()).toBe(6)
  })
})
