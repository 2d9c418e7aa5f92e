import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { Refused } from '../kernel/index.ts'
import { openBytes } from './byte-source.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-bytes-'))
afterAll(() => rmSync(folder, { recursive: true }))
const text = Array.from({ length: 60_000 }, (_, i) => `row ${i} ${(i * 7919) % 10007}\n`).join('')
const zipped = gzipSync(text)

const readAll = async (name: string, bytes: Buffer, from = 0) => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  const source = await openBytes(file)
  const pieces: Buffer[] = []
  for await (const piece of source.chunks(from)) pieces.push(Buffer.from(piece))
  await source.close()
  return { text: Buffer.concat(pieces).toString('utf8'), damage: source.damage?.what, source }
}
const refusal = async (file: string) =>
  openBytes(file).then(
    () => undefined,
    (problem: unknown) => (problem instanceof Refused ? problem.refusal.code : String(problem)),
  )

describe('the bytes of a file', () => {
  it('come plain or inflated, from any offset', async () => {
    expect((await readAll('a.csv', Buffer.from(text))).text).toBe(text)
    expect((await readAll('a.csv.gz', zipped)).text).toBe(text)
    expect((await readAll('a.csv', Buffer.from(text), 600_001)).text).toBe(text.slice(600_001))
    expect((await readAll('a.csv.gz', zipped, 600_001)).text).toBe(text.slice(600_001))
  })

  it('stop where a truncated gzip does, with everything before, and say so', async () => {
    for (const cut of [zipped.length - 4, zipped.length >> 1, 20_000]) {
      const { text: kept, damage } = await readAll('cut.csv.gz', zipped.subarray(0, cut))
      expect(text.startsWith(kept)).toBe(true)
      expect(kept.length).toBeGreaterThan((text.length * cut) / zipped.length - 60_000)
      expect(damage).toMatchObject({ en: expect.stringContaining('truncated') })
    }
  })

  it('stop where a damaged gzip does, with what its last piece still held', async () => {
    const broken = Buffer.from(zipped)
    broken.fill(0xff, 40_000, 40_100)
    const { text: kept, damage } = await readAll('broken.csv.gz', broken)
    expect(damage).toMatchObject({ en: expect.stringContaining('damaged') })
    const sound = gzipSyncPrefix(40_000)
    expect(kept.startsWith(sound)).toBe(true)
  })

  it('tell a small file from the start of a large one', async () => {
    expect((await readAll('small.csv', Buffer.from('a,b\n'))).source.headIsAll).toBe(true)
    expect((await readAll('large.csv', Buffer.from(text))).source.headIsAll).toBe(false)
  })

  it('are refused where there are none', async () => {
    writeFileSync(join(folder, 'empty.csv'), '')
    expect(await refusal(join(folder, 'empty.csv'))).toBe('empty-file')
    expect(await refusal(join(folder, 'absent.csv'))).toBe('no-such-file')
    expect(await refusal(folder)).toBe('not-a-file')
  })
})

/** The text that surely lies before a compressed offset: four fifths of its share. */
const gzipSyncPrefix = (compressed: number) =>
  text.slice(0, Math.floor(((text.length * compressed) / zipped.length) * 0.8))
