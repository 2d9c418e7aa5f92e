import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allOf, bytes, header, logContract, textsOf } from './log.contract.ts'
import { createMemoryLog } from './log.memory.ts'
import { createLogReader } from './log-reader.node.ts'
import { type Disk, disk, openLogWriter } from './log-writer.node.ts'

logContract('memory', async () => ({ ...createMemoryLog(), close: async () => {} }))

const onDisk = (segmentBytes: number) => async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-log-'))
  const writer = await openLogWriter({ folder, segmentBytes })
  return {
    writer,
    reader: (name: string) => createLogReader({ folder, name }),
    close: async () => {
      await writer.close()
      rmSync(folder, { recursive: true })
    },
  }
}
logContract('on disk', onDisk(64 << 20))
logContract('on disk, a segment for each record', onDisk(1))

const segments = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.log'))

describe('a log on disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-log-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const reader = () => createLogReader({ folder, name: 'analytics' })

  it('is readable by the machine’s user alone', async () => {
    await (await openLogWriter({ folder: join(folder, 'log') })).close()
    expect(statSync(join(folder, 'log')).mode & 0o077).toBe(0)
  })

  it('goes on where it ended', async () => {
    const first = await openLogWriter({ folder })
    await first.append(header(1), bytes('Claire visits'))
    await first.close()
    const second = await openLogWriter({ folder })
    expect(second.end).toBe(first.end)
    await second.append(header(1), bytes('Karim calls'))
    expect(await textsOf(reader())).toEqual(['Claire visits', 'Karim calls'])
    await second.close()
  })

  it('never shows a reader what is not yet on disk', async () => {
    let release: (() => void) | undefined
    const slow: Disk = {
      ...disk,
      sync: () =>
        new Promise((resolve) => {
          release = resolve
        }),
    }
    const writer = await openLogWriter({ folder, disk: slow })
    const kept = writer.append(header(1), bytes('Claire visits'))
    while (!release) await new Promise(setImmediate)
    expect(await textsOf(reader())).toEqual([])
    release()
    await kept
    expect(await textsOf(reader())).toEqual(['Claire visits'])
    await writer.close()
  })

  it('shares one sync among the appends that a slow disk makes wait', async () => {
    let syncs = 0
    const slow: Disk = {
      ...disk,
      sync: async (file) => {
        syncs++
        await new Promise((resolve) => setTimeout(resolve, 20))
        await disk.sync(file)
      },
    }
    const writer = await openLogWriter({ folder, disk: slow })
    await Promise.all(Array.from({ length: 200 }, (_, i) => writer.append(header(1), bytes(`event ${i}`))))
    expect(await allOf(reader())).toHaveLength(200)
    expect(syncs).toBeLessThanOrEqual(2)
    await writer.close()
  })

  it('after any crash holds every durable record, whole records only, and takes more', async () => {
    const words = fc.string({ minLength: 0, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 200, 1 << 20),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(11),
        async (texts, segmentBytes, where, acknowledgedCount) => {
          rmSync(folder, { recursive: true, force: true })
          const before = await openLogWriter({ folder, segmentBytes })
          const ends: number[] = []
          for (const text of texts) ends.push((await before.append(header(1), bytes(text))).end)
          await before.close()
          // A crash: what was acknowledged is whole; the segment being written is cut at any byte after it.
          const last = join(folder, segments(folder).at(-1) ?? '')
          const base = Number(segments(folder).at(-1)?.slice(0, 20))
          const acknowledged = Math.max(base, ends[Math.min(acknowledgedCount, ends.length - 1)] ?? 0)
          const whole = base + statSync(last).size
          const cut = acknowledged + Math.round((whole - acknowledged) * where)
          truncateSync(last, cut - base)
          const mark = Buffer.alloc(8)
          mark.writeBigUInt64LE(BigInt(acknowledged))
          writeFileSync(join(folder, 'durable'), mark)

          const after = await openLogWriter({ folder, segmentBytes })
          const survived = ends.filter((end) => end <= cut).length
          expect(await textsOf(reader())).toEqual(texts.slice(0, survived))
          await after.append(header(1), bytes('Claire comes back'))
          expect(await textsOf(reader())).toEqual([...texts.slice(0, survived), 'Claire comes back'])
          await after.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('cuts what a crash scribbled after the last record', async () => {
    const writer = await openLogWriter({ folder })
    await writer.append(header(1), bytes('Claire visits'))
    await writer.close()
    const [segment = ''] = segments(folder)
    writeFileSync(join(folder, segment), Buffer.concat([readFileSync(join(folder, segment)), Buffer.alloc(5000, 7)]))
    await (await openLogWriter({ folder })).close()
    expect(await textsOf(reader())).toEqual(['Claire visits'])
  })

  it('refuses, and cuts nothing, where what was acknowledged is damaged', async () => {
    const writer = await openLogWriter({ folder })
    await writer.append(header(1), bytes('Claire visits'))
    await writer.append(header(1), bytes('Karim calls'))
    await writer.close()
    const path = join(folder, segments(folder)[0] ?? '')
    const content = readFileSync(path)
    content[content.indexOf('Claire')] = 99
    writeFileSync(path, content)
    await expect(allOf(reader())).rejects.toMatchObject({ refusal: { code: 'log-damaged' } })
    await expect(openLogWriter({ folder })).rejects.toMatchObject({ refusal: { code: 'log-damaged' } })
    expect(statSync(path).size).toBe(content.length)
  })

  it('forgets whole segments that every reader has passed, and nothing else', async () => {
    const writer = await openLogWriter({ folder, segmentBytes: 300 })
    const ends: number[] = []
    for (let i = 0; i < 10; i++) ends.push((await writer.append(header(1), bytes(`event ${i}`))).end)
    const first = await writer.trim(ends[4] ?? 0)
    expect(first).toBeLessThanOrEqual(ends[4] ?? 0)
    expect(first).toBeGreaterThan(0)
    expect((await textsOf(reader(), first)).slice(-5)).toEqual(['event 5', 'event 6', 'event 7', 'event 8', 'event 9'])
    await writer.close()
    const again = await openLogWriter({ folder })
    expect(again.end).toBe(ends.at(-1))
    await again.close()
  })
})

describe('a full disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-full-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  /** Writes half of what it is given, then has no room left. */
  const halfWritten = (isFull: () => boolean): Disk => ({
    ...disk,
    async write(file, parts, position) {
      if (!isFull()) return disk.write(file, parts, position)
      await file.write(Buffer.concat(parts).subarray(0, 30), 0, 30, position)
      throw full
    },
  })
  const failedSync = (isFull: () => boolean): Disk => ({
    ...disk,
    sync: async (file) => {
      if (isFull()) throw full
      await disk.sync(file)
    },
  })

  it.each([
    ['a write', halfWritten],
    ['a sync', failedSync],
  ])('is refused at %s: what was acknowledged stays, and the log goes on once there is room', async (_, failing) => {
    let isFull = false
    const writer = await openLogWriter({ folder, disk: failing(() => isFull) })
    await writer.append(header(1), bytes('Claire visits'))
    isFull = true
    const refused = await Promise.allSettled([
      writer.append(header(1), bytes('Karim calls')),
      writer.append(header(1), bytes('Karim buys')),
    ])
    for (const answer of refused) expect(answer).toMatchObject({ reason: { refusal: { code: 'disk-full' } } })
    expect(writer.failures).toBe(1)
    const reader = createLogReader({ folder, name: 'analytics' })
    expect(await textsOf(reader)).toEqual(['Claire visits'])
    isFull = false
    await writer.append(header(1), bytes('Karim calls again'))
    expect(await textsOf(reader)).toEqual(['Claire visits', 'Karim calls again'])
    await writer.close()
    await (await openLogWriter({ folder })).close()
    expect(await textsOf(reader)).toEqual(['Claire visits', 'Karim calls again'])
  })

  const mounts = () => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }

  it('is refused by a real one too, where this account may mount one', async (context) => {
    mkdirSync(folder, { recursive: true })
    if (!mounts()) return context.skip('mounting a small file system needs root')
    try {
      const writer = await openLogWriter({ folder, segmentBytes: 128 << 10 })
      const kept: string[] = []
      const fill = async () => {
        for (let i = 0; i < 100; i++) {
          const text = `${kept.length} `.padEnd(40_000, 'x')
          await writer.append(header(1), bytes(text))
          kept.push(text)
        }
      }
      await expect(fill()).rejects.toMatchObject({ refusal: { code: 'disk-full' } })
      const reader = createLogReader({ folder, name: 'analytics' })
      expect(await textsOf(reader)).toEqual(kept)
      await writer.trim(writer.end)
      await writer.append(header(1), bytes('there is room again'))
      expect((await textsOf(reader, await reader.first())).at(-1)).toBe('there is room again')
      await writer.close()
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
