import { closeSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { bloomAdd, bloomHas, bloomSize } from './bloom.ts'
import type { Ids } from './id-set.ts'
import { before, ENTRY } from './id-table.ts'

/** A block of a run: 204 entries of 20 bytes, the rest unused. */
export const BLOCK = 4096
const BLOCK_WORDS = BLOCK / 4
export const PER_BLOCK = Math.floor(BLOCK_WORDS / ENTRY)
const BLOCKS_AT_ONCE = 64

/** What the manifest says of a run. */
export interface RunEntry {
  readonly number: number
  readonly count: number
  readonly bloomWords: number
  /** Of fences and filter, which are read whole at opening. */
  readonly crc: number
}

export const blocksOf = (count: number): number => Math.ceil(count / PER_BLOCK)

const bytesOf = (words: Int32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength)

/** Called before each change on disk; a test makes it throw, as a crash would. */
export type BeforeChange = () => void

/** Writes a run: entries in order, then one fence a block, then the filter. */
export class RunWriter {
  readonly #path: string
  readonly #change: BeforeChange
  readonly #file: FileHandle
  readonly #bloom: Int32Array
  readonly #fences: Int32Array
  readonly #blocks = new Int32Array(BLOCKS_AT_ONCE * BLOCK_WORDS)
  #count = 0
  #written = 0

  private constructor(path: string, file: FileHandle, most: number, change: BeforeChange) {
    this.#path = path
    this.#file = file
    this.#change = change
    this.#bloom = new Int32Array(bloomSize(most))
    this.#fences = new Int32Array(blocksOf(most))
  }

  static async create(path: string, most: number, change: BeforeChange): Promise<RunWriter> {
    change()
    return new RunWriter(path, await open(path, 'w', 0o600), most, change)
  }

  /** Whether `flush` is due; at most a few thousand entries may be added before. */
  get full(): boolean {
    return this.#count - this.#written * PER_BLOCK >= (BLOCKS_AT_ONCE / 2) * PER_BLOCK
  }

  add(entry: Int32Array, at: number): void {
    const block = Math.floor(this.#count / PER_BLOCK)
    const inBlock = this.#count - block * PER_BLOCK
    if (inBlock === 0) this.#fences[block] = entry[at] as number
    const place = (block - this.#written) * BLOCK_WORDS + inBlock * ENTRY
    for (let w = 0; w < ENTRY; w++) this.#blocks[place + w] = entry[at + w] as number
    bloomAdd(this.#bloom, entry, at)
    this.#count++
  }

  /** Writes the blocks that are complete. */
  flush(): Promise<void> {
    return this.#write(Math.floor(this.#count / PER_BLOCK) - this.#written)
  }

  async #write(blocks: number): Promise<void> {
    if (blocks === 0) return
    this.#change()
    const words = blocks * BLOCK_WORDS
    await writeWhole(this.#file, bytesOf(this.#blocks.subarray(0, words)), this.#written * BLOCK)
    this.#blocks.copyWithin(0, words)
    this.#blocks.fill(0, this.#blocks.length - words)
    this.#written += blocks
  }

  async finish(number: number): Promise<RunEntry> {
    await this.#write(blocksOf(this.#count) - this.#written)
    const fences = bytesOf(this.#fences.subarray(0, this.#written))
    const bloom = bytesOf(this.#bloom)
    this.#change()
    await writeWhole(this.#file, fences, this.#written * BLOCK)
    await writeWhole(this.#file, bloom, this.#written * BLOCK + fences.length)
    this.#change()
    await this.#file.sync()
    await this.#file.close()
    return { number, count: this.#count, bloomWords: this.#bloom.length, crc: crc32(bloom, crc32(fences)) }
  }

  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined)
    await rm(this.#path, { force: true })
  }
}

const writeWhole = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten
}

/** A run open for lookups. */
export interface Run extends RunEntry {
  readonly path: string
  readonly file: number
  readonly fences: Int32Array
  readonly bloom: Int32Array
}

export const openRun = (path: string, entry: RunEntry): Run => {
  const file = openSync(path, 'r')
  const blocks = blocksOf(entry.count)
  const fences = new Int32Array(blocks)
  const bloom = new Int32Array(entry.bloomWords)
  const read = (words: Int32Array, position: number) => {
    const bytes = bytesOf(words)
    for (let done = 0; done < bytes.length; ) {
      const got = readSync(file, bytes, done, bytes.length - done, position + done)
      if (got === 0) break
      done += got
    }
    return bytes
  }
  const crc = crc32(read(bloom, blocks * BLOCK + fences.byteLength), crc32(read(fences, blocks * BLOCK)))
  if (crc !== entry.crc) {
    closeSync(file)
    throw new Error(`The index of kept rows is damaged: ${path}`)
  }
  return { ...entry, path, file, fences, bloom }
}

/** Blocks lately read, by place: one slot each, no order to keep. */
export class BlockCache {
  readonly #slots: number
  readonly #words: Int32Array
  readonly #holds: Float64Array

  constructor(bytes: number) {
    this.#slots = Math.max(1, Math.floor(bytes / BLOCK))
    this.#words = new Int32Array(this.#slots * BLOCK_WORDS)
    this.#holds = new Float64Array(this.#slots)
  }

  /** The words of a block: a view that is good until the next call. */
  block(run: Run, block: number): { readonly words: Int32Array; readonly at: number } {
    const key = run.number * 2 ** 26 + block + 1
    const slot = (Math.imul(run.number, 0x9e3779b1) + block) >>> 0
    const at = slot % this.#slots
    if (this.#holds[at] !== key) {
      this.#holds[at] = 0
      readSync(run.file, bytesOf(this.#words), at * BLOCK, BLOCK, block * BLOCK)
      this.#holds[at] = key
    }
    return { words: this.#words, at: at * BLOCK_WORDS }
  }
}

/** The tag of an id in a run; 0 where it is not there. */
export const tagIn = (run: Run, cache: BlockCache, ids: Ids, at: number): number => {
  if (!bloomHas(run.bloom, ids, at)) return 0
  const a = (ids[at] as number) >>> 0
  let [low, high] = [0, run.fences.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((run.fences[middle] as number) >>> 0 <= a) low = middle + 1
    else high = middle
  }
  // Ids that share their first word may straddle two blocks.
  for (let block = low - 1; block >= 0; block--) {
    const tag = tagInBlock(run, cache, block, ids, at)
    if (tag !== 0) return tag
    if ((run.fences[block] as number) >>> 0 < a) break
  }
  return 0
}

const tagInBlock = (run: Run, cache: BlockCache, block: number, ids: Ids, at: number): number => {
  const { words, at: start } = cache.block(run, block)
  let [low, high] = [0, Math.min(PER_BLOCK, run.count - block * PER_BLOCK)]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(words, start + middle * ENTRY, ids, at)) low = middle + 1
    else high = middle
  }
  const place = start + low * ENTRY
  const inside = low < Math.min(PER_BLOCK, run.count - block * PER_BLOCK)
  return inside && !before(ids, at, words, place) ? (words[place + 4] as number) : 0
}

/** Walks a run's entries in order, reading many blocks at once. */
export class RunCursor {
  readonly #run: Run
  readonly words = new Int32Array(BLOCKS_AT_ONCE * BLOCK_WORDS)
  at = 0
  #next = 0
  #from = 0
  #until = 0

  constructor(run: Run) {
    this.#run = run
  }

  /** Goes to the next entry; false at the end. */
  advance(): boolean {
    if (this.#next >= this.#run.count) return false
    const block = Math.floor(this.#next / PER_BLOCK)
    if (block >= this.#until) {
      const blocks = Math.min(BLOCKS_AT_ONCE, blocksOf(this.#run.count) - block)
      readSync(this.#run.file, bytesOf(this.words), 0, blocks * BLOCK, block * BLOCK)
      this.#from = block
      this.#until = block + blocks
    }
    this.at = (block - this.#from) * BLOCK_WORDS + (this.#next - block * PER_BLOCK) * ENTRY
    this.#next++
    return true
  }
}
