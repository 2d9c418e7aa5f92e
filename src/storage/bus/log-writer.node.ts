import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { Refused } from '../../kernel/index.ts'
import { durablePath, type Mark, openMark, readMark, segmentPath, segmentsOf } from './folder.node.ts'
import { type Frame, frameOf } from './frame.node.ts'
import type { LogWriter, Range } from './log.ts'
import { recordsIn } from './log-reader.node.ts'
import { diskFull, logDamaged, saysFull } from './refusals.ts'

/** Port: the two calls that a disk can refuse or delay. */
export interface Disk {
  write(file: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void>
  sync(file: FileHandle): Promise<void>
}

export const disk: Disk = {
  async write(file, parts, position) {
    let left = [...parts]
    for (let at = position; left.length > 0; ) {
      const { bytesWritten } = await file.writev(left, at)
      at += bytesWritten
      left = after(left, bytesWritten)
    }
  },
  sync: (file) => file.datasync(),
}

const after = (parts: readonly Uint8Array[], written: number): Uint8Array[] => {
  let skip = written
  return parts.flatMap((part) => {
    const skipped = Math.min(skip, part.length)
    skip -= skipped
    return skipped === part.length ? [] : [part.subarray(skipped)]
  })
}

interface Waiting {
  readonly frame: Frame
  readonly resolve: (range: Range) => void
  readonly reject: (problem: unknown) => void
}

export interface WriterOptions {
  readonly folder: string
  /** A segment that has reached this size is closed; the log is forgotten by whole segments. */
  readonly segmentBytes?: number
  readonly disk?: Disk
}

/** Opens the log of `folder` for its only writer: cuts what a crash left unfinished at the end, and makes the rest durable. */
export const openLogWriter = async (options: WriterOptions): Promise<LogWriter> => {
  const { folder } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const durable = readMark(durablePath(folder)) ?? 0
  const last = (await segmentsOf(folder)).at(-1)
  const base = last?.base ?? durable
  const end = last ? await lastWhole(last.path, base, durable) : durable
  const file = await openSegment(folder, base)
  await file.truncate(end - base)
  await file.datasync()
  return new SegmentedLog(options, { base, file, end })
}

/** The end of the last whole record. What is missing before the durable end is damage, after it the trace of a crash. */
const lastWhole = async (path: string, base: number, durable: number): Promise<number> => {
  let end = base
  const file = await open(path, 'r')
  const { size } = await file.stat().finally(() => file.close())
  try {
    for await (const record of recordsIn(path, base, base, base + size)) end = record.end
  } catch (problem) {
    if (!(problem instanceof Refused && problem.refusal.code === 'log-damaged')) throw problem
  }
  if (end < durable) throw logDamaged(path, end)
  return end
}

const openSegment = async (folder: string, base: number): Promise<FileHandle> => {
  const file = await open(segmentPath(folder, base), 'a+', 0o600)
  await file.close()
  await syncFolder(folder)
  return open(segmentPath(folder, base), 'r+')
}

/** A new name in a folder survives a power cut once the folder is synced. */
const syncFolder = async (folder: string): Promise<void> => {
  const entry = await open(folder, 'r')
  await entry.sync().finally(() => entry.close())
}

class SegmentedLog implements LogWriter {
  readonly #folder: string
  readonly #disk: Disk
  readonly #segmentBytes: number
  readonly #mark: Mark
  readonly #queue: Waiting[] = []
  #segment: { readonly base: number; readonly file: FileHandle }
  #end: number
  #failures = 0
  #work: Promise<void> | undefined
  #closed = false

  constructor(options: WriterOptions, tail: { base: number; file: FileHandle; end: number }) {
    this.#folder = options.folder
    this.#disk = options.disk ?? disk
    this.#segmentBytes = options.segmentBytes ?? 64 << 20
    this.#segment = tail
    this.#end = tail.end
    this.#mark = openMark(durablePath(options.folder))
    this.#mark.write(tail.end)
  }

  get end(): number {
    return this.#end
  }

  get failures(): number {
    return this.#failures
  }

  append: LogWriter['append'] = (header, payload, trailer = new Uint8Array()) => {
    if (this.#closed) return Promise.reject(new Error('The log is closed'))
    const frame = frameOf(header, payload, trailer)
    const kept = new Promise<Range>((resolve, reject) => this.#queue.push({ frame, resolve, reject }))
    this.#work ??= this.#drain()
    return kept
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0)
      try {
        const starts = await this.#keep(group)
        group.forEach(({ resolve, frame }, index) => {
          const start = starts[index] ?? 0
          resolve({ start, end: start + frame.size })
        })
      } catch (problem) {
        // Those that queued meanwhile came after what is lost: keeping them would break the order.
        const refused = [...group, ...this.#queue.splice(0)]
        this.#failures++
        const told = saysFull(problem) ? diskFull(this.#folder) : problem
        await this.#cut().catch(() => undefined)
        for (const { reject } of [...refused, ...this.#queue.splice(0)]) reject(told)
      }
    }
    // In the same turn as the empty queue was seen: a later append starts anew.
    this.#work = undefined
  }

  /** Writes a group with as few syncs as there are segments touched: one, mostly. */
  async #keep(group: readonly Waiting[]): Promise<number[]> {
    const starts: number[] = []
    let at = this.#end
    let from = at
    let parts: Uint8Array[] = []
    const flush = async (): Promise<void> => {
      if (parts.length === 0) return
      await this.#disk.write(this.#segment.file, parts, from - this.#segment.base)
      await this.#disk.sync(this.#segment.file)
      parts = []
      from = at
    }
    for (const { frame } of group) {
      if (at - this.#segment.base >= this.#segmentBytes) {
        await flush()
        await this.#roll(at)
      }
      starts.push(at)
      parts.push(...frame.parts)
      at += frame.size
    }
    await flush()
    this.#end = at
    this.#mark.write(at)
    return starts
  }

  async #roll(base: number): Promise<void> {
    const file = await openSegment(this.#folder, base)
    await this.#segment.file.close()
    this.#segment = { base, file }
  }

  /**
   * Takes the log back to its durable end after a failed write or sync. What a failed sync left in the cache is unknown,
   * so the next record goes to a segment of its own rather than beside it.
   */
  async #cut(): Promise<void> {
    for (const { base, path } of await segmentsOf(this.#folder)) if (base > this.#end) await rm(path)
    const current = (await segmentsOf(this.#folder)).at(-1)?.base ?? this.#end
    await this.#segment.file.close().catch(() => undefined)
    const file = await openSegment(this.#folder, current)
    this.#segment = { base: current, file }
    await file.truncate(this.#end - current)
    if (current < this.#end) await this.#roll(this.#end)
  }

  async trim(offset: number): Promise<number> {
    const segments = await segmentsOf(this.#folder)
    const gone = segments.filter((_, index) => (segments[index + 1]?.base ?? Number.POSITIVE_INFINITY) <= offset)
    for (const { path } of gone) await rm(path)
    return segments[gone.length]?.base ?? this.#end
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#work
    await this.#segment.file.close()
    this.#mark.close()
  }
}
