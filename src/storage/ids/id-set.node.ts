import { closeSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFull, saysFull } from '../bus/refusals.ts'
import type { IdSet, Ids } from './id-set.ts'
import { before, IdTable } from './id-table.ts'
import {
  type BeforeChange,
  BlockCache,
  openRun,
  type Run,
  RunCursor,
  type RunEntry,
  RunWriter,
  tagIn,
} from './run-file.node.ts'

export interface IdSetOptions {
  readonly folder: string
  /** How many ids are held in memory before they are written as a run. */
  readonly mostInMemory?: number
  readonly cacheBytes?: number
  /** Tags whose ids are no longer asked for: merging drops them. */
  readonly retired?: (tag: number) => boolean
  readonly beforeChange?: BeforeChange
}

interface Manifest {
  readonly covered: number
  readonly next: number
  readonly runs: readonly RunEntry[]
}

/** As many runs of like size are merged into one. */
const FAN_IN = 4

const runName = (number: number): string => `${String(number).padStart(8, '0')}.run`

/** Opens a set on disk as its last manifest describes it; what a crash left beside is removed. */
export const openIdSet = async (options: IdSetOptions): Promise<IdSet> => {
  const { folder } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const manifest = await readManifest(folder)
  const known = new Set(['manifest.json', ...manifest.runs.map(({ number }) => runName(number))])
  for (const name of await readdir(folder)) if (!known.has(name)) await rm(join(folder, name))
  return new LayeredIdSet(
    options,
    manifest,
    manifest.runs.map((entry) => openRun(join(folder, runName(entry.number)), entry)),
  )
}

const readManifest = async (folder: string): Promise<Manifest> => {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return { covered: 0, next: 1, runs: [] }
    throw problem
  }
}

/** Replaces a file whole, durably: a crash leaves the old one or the new one. */
export const replaceFile = async (folder: string, name: string, text: string, change: BeforeChange): Promise<void> => {
  change()
  const draft = await open(join(folder, `${name}.new`), 'w', 0o600)
  try {
    await draft.writeFile(text)
    change()
    await draft.sync()
  } finally {
    await draft.close()
  }
  change()
  await rename(join(folder, `${name}.new`), join(folder, name))
  const entry = await open(folder, 'r')
  await entry.sync().finally(() => entry.close())
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A table in memory, one being written, and sorted runs on disk, merged by size so that they stay few. */
class LayeredIdSet implements IdSet {
  readonly #folder: string
  readonly #most: number
  readonly #retired: (tag: number) => boolean
  readonly #change: BeforeChange
  readonly #cache: BlockCache
  #table = new IdTable()
  #frozen: { readonly table: IdTable; readonly covered: number } | undefined
  /** Largest first: that is where a known id most likely is. */
  #runs: Run[]
  #covered: number
  #next: number
  #writing: Promise<void> = Promise.resolve()
  #merging: Promise<void> | undefined
  #publishing: Promise<void> = Promise.resolve()
  /** Writing failed, for want of room; what was being written is still in memory, and there may be room by now. */
  #failed = false
  #closed = false

  constructor(options: IdSetOptions, manifest: Manifest, runs: Run[]) {
    this.#folder = options.folder
    this.#most = options.mostInMemory ?? 600_000
    this.#retired = options.retired ?? (() => false)
    this.#change = options.beforeChange ?? (() => undefined)
    this.#cache = new BlockCache(options.cacheBytes ?? 16 << 20)
    this.#covered = manifest.covered
    this.#next = manifest.next
    this.#runs = runs
    this.#order()
  }

  get covered(): number {
    return this.#covered
  }

  get size(): number {
    const onDisk = this.#runs.reduce((total, { count }) => total + count, 0)
    return this.#table.size + (this.#frozen?.table.size ?? 0) + onDisk
  }

  get crowded(): boolean {
    return this.#table.size >= this.#most
  }

  tagOf(ids: Ids, at: number): number {
    return this.#table.tagOf(ids, at) || this.#tagBelow(ids, at)
  }

  add(ids: Ids, at: number, tag: number): number {
    const known = this.tagOf(ids, at)
    if (known === 0) this.#table.add(ids, at, tag)
    return known
  }

  #tagBelow(ids: Ids, at: number): number {
    const frozen = this.#frozen?.table.tagOf(ids, at) ?? 0
    if (frozen !== 0) return frozen
    for (const run of this.#runs) {
      const tag = tagIn(run, this.#cache, ids, at)
      if (tag !== 0) return tag
    }
    return 0
  }

  async settle(covered: number): Promise<void> {
    await this.settled()
    if (this.#closed) return
    this.#frozen = { table: this.#table, covered }
    this.#table = new IdTable(this.#table.size)
    this.#start()
  }

  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined)
    if (this.#failed) this.#start()
    await this.#writing
  }

  #start(): void {
    this.#failed = false
    this.#writing = this.#write().catch((problem) => {
      this.#failed = true
      throw saysFull(problem) ? diskFull(this.#folder) : problem
    })
    // Told to whoever settles next; nobody waits now.
    this.#writing.catch(() => undefined)
  }

  async #write(): Promise<void> {
    const frozen = this.#frozen
    if (!frozen) return
    const run = frozen.table.size > 0 ? await this.#writeRun(frozen.table) : undefined
    await this.#publish(run ? [run] : [], [], frozen.covered)
    this.#frozen = undefined
    this.#merging ??= this.#merge()
      .catch(() => undefined)
      .finally(() => {
        this.#merging = undefined
      })
  }

  async #writeRun(table: IdTable): Promise<Run> {
    return this.#newRun(table.size, async (writer) => {
      for (const _ of table.inOrder((entry, at) => writer.add(entry, at))) {
        if (writer.full) await writer.flush()
        else await pause()
      }
    })
  }

  async #newRun(most: number, fill: (writer: RunWriter) => Promise<void>): Promise<Run> {
    const number = this.#next++
    const path = join(this.#folder, runName(number))
    const writer = await RunWriter.create(path, most, this.#change)
    try {
      await fill(writer)
      return openRun(path, await writer.finish(number))
    } catch (problem) {
      await writer.abandon()
      throw problem
    }
  }

  /** Makes runs part of the set, and others no longer, in one step that a crash cannot split. */
  #publish(added: readonly Run[], removed: readonly Run[], covered?: number): Promise<void> {
    const publish = async () => {
      const runs = [...this.#runs.filter((run) => !removed.includes(run)), ...added]
      const entries = runs.map(({ number, count, bloomWords, crc }) => ({ number, count, bloomWords, crc }))
      const manifest: Manifest = { covered: covered ?? this.#covered, next: this.#next, runs: entries }
      await replaceFile(this.#folder, 'manifest.json', JSON.stringify(manifest), this.#change)
      this.#runs = runs
      this.#covered = manifest.covered
      this.#order()
      for (const run of removed) {
        closeSync(run.file)
        await rm(run.path, { force: true })
      }
    }
    const published = this.#publishing.catch(() => undefined).then(publish)
    this.#publishing = published
    return published
  }

  #order(): void {
    this.#runs.sort((x, y) => y.count - x.count)
  }

  async #merge(): Promise<void> {
    for (let alike = this.#alike(); alike && !this.#closed; alike = this.#alike()) {
      const runs = alike
      const most = runs.reduce((total, { count }) => total + count, 0)
      const merged = await this.#newRun(most, (writer) => this.#mergeInto(writer, runs))
      await this.#publish(merged.count > 0 ? [merged] : [], runs)
    }
  }

  /** The smallest runs of one size class, where there are enough of them. */
  #alike(): Run[] | undefined {
    const classes = new Map<number, Run[]>()
    for (const run of this.#runs) {
      const size = Math.max(0, Math.floor(Math.log(run.count / this.#most) / Math.log(FAN_IN) + 0.5))
      classes.set(size, [...(classes.get(size) ?? []), run])
    }
    const [, runs] = [...classes].sort(([x], [y]) => x - y).find(([, alike]) => alike.length >= FAN_IN) ?? []
    return runs
  }

  async #mergeInto(writer: RunWriter, runs: readonly Run[]): Promise<void> {
    let cursors = runs.map((run) => new RunCursor(run)).filter((cursor) => cursor.advance())
    for (let first = cursors[0]; first; first = cursors[0]) {
      for (const cursor of cursors) if (before(cursor.words, cursor.at, first.words, first.at)) first = cursor
      if (!this.#retired(first.words[first.at + 4] as number)) writer.add(first.words, first.at)
      const ended = first
      if (!first.advance()) cursors = cursors.filter((cursor) => cursor !== ended)
      if (writer.full) {
        await writer.flush()
        if (this.#closed) throw new Error('Closing: merged another time')
      }
    }
  }

  async clear(covered: number): Promise<void> {
    await this.settled()
    await this.#merging
    this.#table = new IdTable()
    if (this.#runs.length > 0 || covered > this.#covered) await this.#publish([], [...this.#runs], covered)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#writing.catch(() => undefined)
    await this.#merging
    await this.#publishing.catch(() => undefined)
    for (const run of this.#runs) closeSync(run.file)
    this.#runs = []
  }
}
