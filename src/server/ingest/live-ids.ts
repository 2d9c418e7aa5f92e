import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY, type Instant } from '../../kernel/index.ts'
import { openIdSet } from '../../storage/ids/id-set.node.ts'
import type { IdSet } from '../../storage/ids/id-set.ts'
import { ID_LENGTH, readId } from './id-text.ts'

const LF = 10
/** A message sent again within this many days is known; each day of arrival has a set of its own, forgotten whole. */
const DAYS = 7
/** Beyond this many ids the oldest day goes early, and the journal says so. */
const MOST_IDS = 500_000_000
const ONLY_TAG = 1

export interface LiveIdsOptions {
  readonly folder: string
  readonly mostInMemory?: number
  readonly mostIds?: number
  readonly tell?: (line: string) => void
}

export interface KeptLive {
  /** The rows never kept before: a view of the bytes given, which are moved together. */
  readonly payload: Uint8Array
  readonly kept: number
  readonly duplicates: number
}

const dayOf = (at: Instant): number => Math.floor(at / DAY)
const id = new Int32Array(4)
const held = (sets: readonly IdSet[]): boolean => {
  for (const set of sets) if (set.tagOf(id, 0) !== 0) return true
  return false
}

/** The ids of live events of the last days, on disk, by the day of their arrival. */
export class LiveIds {
  readonly #options: LiveIdsOptions
  readonly #days: Map<number, IdSet>

  private constructor(options: LiveIdsOptions, days: Map<number, IdSet>) {
    this.#options = options
    this.#days = days
  }

  static async open(options: LiveIdsOptions): Promise<LiveIds> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 })
    const days = new Map<number, IdSet>()
    for (const name of await readdir(options.folder)) {
      const folder = join(options.folder, name)
      const whole = await stat(join(folder, 'manifest.json')).catch(() => undefined)
      // A day that a crash left before its first line was written holds nothing.
      if (whole) days.set(Number(name), await openIdSet(sized(options, folder)))
      else await rm(folder, { recursive: true })
    }
    return new LiveIds(options, days)
  }

  /** The log before this offset is not needed to know these ids again. */
  get covered(): number {
    return Math.min(...[...this.#days.values()].map(({ covered }) => covered))
  }

  get crowded(): boolean {
    return [...this.#days.values()].some(({ crowded }) => crowded)
  }

  /** Begins the day of an instant where it is new, and forgets those too old; `offset` is where the log stands. */
  async turnTo(at: Instant, offset: number): Promise<void> {
    const day = dayOf(at)
    if (this.#days.has(day)) return
    for (const old of [...this.#days.keys()]) if (old < day - DAYS) await this.#forget(old)
    const set = await openIdSet(sized(this.#options, join(this.#options.folder, String(day))))
    await set.clear(offset)
    this.#days.set(day, set)
  }

  /** Keeps each row once, in place, under the day of its arrival: `turnTo` has been there. */
  keep(rows: Uint8Array, offsets: Uint32Array, at: Instant): KeptLive {
    const today = this.#days.get(dayOf(at))
    if (!today) throw new Error('The day of these rows has not begun')
    const others = [...this.#days.values()].filter((set) => set !== today)
    const start = offsets[0] ?? 0
    let target = start
    let kept = 0
    for (let i = 0; i + 1 < offsets.length; i++) {
      const from = offsets[i] as number
      const to = offsets[i + 1] as number
      if (!readId(rows, from, id)) throw new Error('A live row begins with no id')
      if (held(others) || today.add(id, 0, ONLY_TAG) !== 0) continue
      if (target !== from) rows.copyWithin(target, from, to)
      target += to - from
      kept++
    }
    return { payload: rows.subarray(start, target), kept, duplicates: offsets.length - 1 - kept }
  }

  /** Adds what a record of the log holds, as `keep` did when it was written. */
  async replay(payload: Uint8Array, at: Instant, offset: number): Promise<void> {
    await this.turnTo(at, offset)
    const set = this.#days.get(dayOf(at))
    for (let from = 0; from + ID_LENGTH < payload.length; from = payload.indexOf(LF, from) + 1)
      if (readId(payload, from, id)) set?.add(id, 0, ONLY_TAG)
  }

  async settle(covered: number): Promise<void> {
    for (const set of this.#days.values()) await set.settle(covered)
    await this.#bound()
  }

  async settled(): Promise<void> {
    for (const set of this.#days.values()) await set.settled()
  }

  async #bound(): Promise<void> {
    const size = () => [...this.#days.values()].reduce((sum, set) => sum + set.size, 0)
    while (this.#days.size > 1 && size() > (this.#options.mostIds ?? MOST_IDS)) {
      const oldest = Math.min(...this.#days.keys())
      this.#options.tell?.(
        `Messages sent again are now known for ${this.#days.size - 1} days rather than ${this.#days.size}: too many ids.`,
      )
      await this.#forget(oldest)
    }
  }

  async #forget(day: number): Promise<void> {
    await this.#days.get(day)?.close()
    this.#days.delete(day)
    await rm(join(this.#options.folder, String(day)), { recursive: true, force: true })
  }

  async close(): Promise<void> {
    for (const set of this.#days.values()) await set.close()
  }
}

/** Most of the days are asked only about ids that they do not hold, which their filters tell. */
const sized = ({ mostInMemory }: LiveIdsOptions, folder: string) => ({
  folder,
  cacheBytes: 4 << 20,
  ...(mostInMemory !== undefined && { mostInMemory }),
})
