import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bloomAdd, bloomHas, bloomSize } from './bloom.ts'
import { openIdSet } from './id-set.node.ts'
import type { Ids } from './id-set.ts'
import { IdTable } from './id-table.ts'

/** The id of the n-th interaction: a digest, as ids are. */
const idOf = (n: number): Ids => {
  const digest = createHash('sha256').update(`interaction ${n}`).digest()
  return Int32Array.from({ length: 4 }, (_, w) => digest.readInt32LE(w * 4))
}
const ids = Array.from({ length: 6000 }, (_, n) => idOf(n))
const id = (n: number): Ids => ids[n] ?? idOf(n)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-ids-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('ids in memory', () => {
  it('come out in their order, each once, with their tag', () => {
    const table = new IdTable()
    for (let n = 0; n < 5000; n++) table.add(id(n), 0, n + 1)
    const seen: string[] = []
    const text = (words: Int32Array, at: number) =>
      [0, 1, 2, 3].map((w) => ((words[at + w] ?? 0) >>> 0).toString(16).padStart(8, '0')).join('')
    for (const _ of table.inOrder((entry, at) => seen.push(`${text(entry, at)} ${entry[at + 4]}`)));
    expect(seen).toEqual(Array.from({ length: 5000 }, (_, n) => `${text(id(n), 0)} ${n + 1}`).sort())
  })

  it('are told apart even where they share their first words', () => {
    const table = new IdTable()
    const twin = (d: number) => Int32Array.of(-1, 7, 7, d)
    for (let d = 0; d < 200; d++) table.add(twin(d), 0, d + 1)
    expect(Array.from({ length: 201 }, (_, d) => table.tagOf(twin(d), 0))).toEqual([
      ...Array.from({ length: 200 }, (_, d) => d + 1),
      0,
    ])
  })
})

describe('a filter of ids', () => {
  it('never misses one that it holds, and is rarely wrong about others', () => {
    const bloom = new Int32Array(bloomSize(3000))
    for (let n = 0; n < 3000; n++) bloomAdd(bloom, id(n), 0)
    expect(ids.slice(0, 3000).every((one) => bloomHas(bloom, one, 0))).toBe(true)
    expect(ids.slice(3000).filter((one) => bloomHas(bloom, one, 0)).length).toBeLessThan(150)
  })
})

describe('a set of ids on disk', () => {
  it('gives an id the tag under which it was first added, in memory and from disk', async () => {
    const set = await openIdSet({ folder, mostInMemory: 100 })
    expect(set.add(id(1), 0, 5)).toBe(0)
    expect(set.add(id(1), 0, 6)).toBe(5)
    await set.settle(10)
    expect(set.add(id(1), 0, 7)).toBe(5)
    await set.settled()
    expect([set.add(id(1), 0, 7), set.tagOf(id(1), 0), set.tagOf(id(2), 0)]).toEqual([5, 5, 0])
    await set.close()
    const again = await openIdSet({ folder })
    expect([again.covered, again.tagOf(id(1), 0), again.tagOf(id(2), 0)]).toEqual([10, 5, 0])
    await again.close()
  })

  it('finds ids that share their first word across blocks', async () => {
    const set = await openIdSet({ folder })
    const twin = (d: number) => Int32Array.of(12345, d * 7919, d, d)
    for (let d = 0; d < 1000; d++) set.add(twin(d), 0, 1 + d)
    await set.settle(1)
    await set.settled()
    expect(Array.from({ length: 1000 }, (_, d) => set.tagOf(twin(d), 0))).toEqual(
      Array.from({ length: 1000 }, (_, d) => 1 + d),
    )
    await set.close()
  })

  it('keeps its runs few by merging those of like size', async () => {
    const set = await openIdSet({ folder, mostInMemory: 50 })
    for (let n = 0; n < 5000; n++) {
      set.add(id(n), 0, 1)
      if (set.crowded) await set.settle(n + 1)
    }
    await set.settle(5000)
    await set.settled()
    expect(set.size).toBe(5000)
    expect(readdirSync(folder).filter((name) => name.endsWith('.run')).length).toBeLessThan(25)
    expect(ids.slice(0, 5000).every((one) => set.tagOf(one, 0) === 1)).toBe(true)
    expect(ids.slice(5000).some((one) => set.tagOf(one, 0) !== 0)).toBe(false)
    await set.close()
  })

  it('drops ids whose tag has retired when it merges', async () => {
    let yesterday = 0
    const set = await openIdSet({ folder, mostInMemory: 100, retired: (day) => day <= yesterday })
    for (let n = 0; n < 800; n++) {
      if (n === 400) yesterday = 1
      set.add(id(n), 0, n < 400 ? 1 : 2)
      if (set.crowded) await set.settle(n)
    }
    await set.settle(800)
    await set.close()
    const again = await openIdSet({ folder })
    expect(again.size).toBeLessThan(800)
    expect(ids.slice(400, 800).every((one) => again.tagOf(one, 0) === 2)).toBe(true)
    await again.close()
  })

  it('forgets every id when told to', async () => {
    const set = await openIdSet({ folder })
    set.add(id(1), 0, 1)
    await set.settle(1)
    set.add(id(2), 0, 1)
    await set.clear(7)
    expect([set.size, set.covered, set.tagOf(id(1), 0), set.tagOf(id(2), 0)]).toEqual([0, 7, 0, 0])
    await set.close()
    expect(readdirSync(folder)).toEqual(['manifest.json'])
  })

  it('refuses a full disk, answers from memory meanwhile, and writes once there is room', async () => {
    let full = false
    const beforeChange = () => {
      if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    }
    const set = await openIdSet({ folder, beforeChange })
    set.add(id(1), 0, 1)
    full = true
    await set.settle(1)
    await expect(set.settled()).rejects.toMatchObject({ refusal: { code: 'disk-full' } })
    await expect(set.settle(2)).rejects.toMatchObject({ refusal: { code: 'disk-full' } })
    expect([set.tagOf(id(1), 0), set.covered]).toEqual([1, 0])
    full = false
    await set.settled()
    expect([set.tagOf(id(1), 0), set.covered]).toEqual([1, 1])
    await set.close()
  })

  it('is a set, whatever is added and settled, through a crash at any change of the disk', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ add: fc.nat(400) }) },
      { weight: 1, arbitrary: fc.constant('settle' as const) },
      { weight: 1, arbitrary: fc.constant('wait' as const) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 120 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 6 }),
        async (steps, lives, mostInMemory) => {
          rmSync(folder, { recursive: true, force: true })
          const told: number[] = []
          const truth = new Map<number, number>()
          let left = lives
          const crash = () => {
            if (left-- <= 0) throw new Error('crash')
          }
          const crashing = await openIdSet({ folder, mostInMemory, beforeChange: crash })
          try {
            for (const one of steps) {
              if (one === 'settle') await crashing.settle(told.length)
              else if (one === 'wait') await crashing.settled()
              else {
                told.push(one.add)
                const tag = told.length
                expect(crashing.add(id(one.add), 0, tag)).toBe(truth.get(one.add) ?? 0)
                if (!truth.has(one.add)) truth.set(one.add, tag)
                if (crashing.crowded) await crashing.settle(told.length)
              }
            }
          } catch (problem) {
            if (!(problem instanceof Error && problem.message === 'crash')) throw problem
          }
          left = 0
          await crashing.close()

          const after = await openIdSet({ folder, mostInMemory })
          for (let n = after.covered; n < told.length; n++) after.add(id(told[n] ?? 0), 0, n + 1)
          for (let n = 0; n <= 400; n++) expect(after.tagOf(id(n), 0)).toBe(truth.get(n) ?? 0)
          await after.close()
        },
      ),
      { numRuns: 80 },
    )
  })
})
