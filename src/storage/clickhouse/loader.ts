import { setTimeout as sleep } from 'node:timers/promises'
import { count } from '../../spine.ts'
import type { LogReader } from '../bus/log.ts'
import { type Block, blockRoom, gather } from './loader-block.ts'
import { insertBlock, reasonOf, refusesRow, settleBlock, type Tables } from './loader-settle.ts'
import type { LoaderStore } from './loader-state.node.ts'

/** The loader's name among the readers of the log. */
export const LOADER = 'loader'

/** What the loader says of itself (`GET /loader`). */
export interface LoaderStatus {
  /** Everything before this offset of the log can be queried. */
  readonly position: number
  /** The durable end of the log when last looked at. */
  readonly end: number
  readonly rows: number
  readonly blocks: number
  /** Rows that the engine refused, set aside with their reason. */
  readonly setAside: number
  /** Why it does not advance, and how often it tried. */
  readonly trouble?: { readonly reason: string; readonly attempts: number }
}

export interface Loader {
  readonly status: LoaderStatus
  /** Resolves once everything before `offset` can be queried, or after `within` milliseconds. */
  past(offset: number, within: number): Promise<LoaderStatus>
  stop(): Promise<void>
}

export interface LoaderOptions {
  readonly reader: LogReader
  readonly tables: Tables
  readonly store: LoaderStore
  readonly pace?: Partial<Pace>
}

/** How the log becomes blocks. Measured; see the decision record on the analytics engine's memory. */
export interface Pace {
  /** A block of a log that is far ahead holds at most this. */
  readonly rows: number
  readonly bytes: number
  /** Fewer bytes than these wait for others, unread, for `patience` milliseconds. */
  readonly few: number
  readonly patience: number
  /** After a block of `many` rows, for so long: a row among fifteen thousand costs half of one among four thousand. */
  readonly many: number
  readonly inTraffic: number
  /** How often an idle log is looked at. */
  readonly every: number
  /** The first wait after a failure, doubled up to the second. */
  readonly retry: readonly [number, number]
}

const PACE: Pace = {
  rows: 30_000,
  bytes: 8 << 20,
  few: 4 << 20,
  patience: 250,
  many: 1_000,
  inTraffic: 600,
  every: 25,
  retry: [200, 10_000],
}

/** Starts loading the log into the tables: nothing lost, nothing twice, whenever this process dies. */
export const startLoader = ({ reader, tables, store, pace }: LoaderOptions): Loader => {
  const { rows, bytes, few, patience, many, inTraffic, every, retry } = { ...PACE, ...pace }
  const stopping = new AbortController()
  const room = blockRoom()
  const watchers = new Set<() => void>()
  let status: LoaderStatus = { position: 0, end: 0, rows: 0, blocks: 0, setAside: 0 }
  /** Whether the range in the store may be in the tables, or in part. */
  let uncertain = false
  const wait = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** Tries until it succeeds or the loader is stopped: an engine in trouble delays the log and loses nothing. */
  const insist = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    for (let attempts = 1; !stopping.signal.aborted; attempts++) {
      try {
        const result = await work()
        const { trouble: _, ...untroubled } = status
        status = untroubled
        return result
      } catch (problem) {
        status = { ...status, trouble: { reason: reasonOf(problem), attempts } }
        await wait(Math.min(retry[1], retry[0] * 2 ** (attempts - 1)))
      }
    }
    return undefined
  }

  const load = async (block: Block): Promise<void> => {
    if (block.rows === 0) return conclude(block, 0)
    const begun = performance.now()
    await insist(() => store.write({ loaded: block.start, pending: { start: block.start, end: block.end } }))
    uncertain = true
    const inserted = await insist(async () => {
      try {
        await insertBlock(tables, block, room)
        return 'whole'
      } catch (problem) {
        if (refusesRow(problem)) return 'refused'
        throw problem
      }
    })
    const setAside = inserted === 'refused' ? await insist(() => settleBlock(tables, store, block)) : 0
    if (inserted === undefined || setAside === undefined) return
    await conclude(block, setAside)
    count.passed('load', block.rows - setAside, (performance.now() - begun) / 1000)
    count.stopped('load', 'refused-by-engine', setAside)
  }

  const conclude = async (block: Block, setAside: number): Promise<void> => {
    await reader.passed(block.end)
    uncertain = false
    status = {
      ...status,
      position: block.end,
      rows: status.rows + block.rows - setAside,
      blocks: status.blocks + 1,
      setAside: status.setAside + setAside,
    }
    for (const watcher of watchers) watcher()
  }

  /** After a crash: the block that was being inserted, exactly, and each of its rows once. */
  const recover = async (): Promise<number> => {
    const [known, first] = [store.read(), await reader.first()]
    // What was passed may be trimmed before the next block's range is recorded.
    const passed = Math.max(known?.loaded ?? 0, await reader.position(), first)
    const pending = known?.pending
    const done = !pending || passed > pending.start
    status = { ...status, position: passed }
    const block = done ? undefined : await gather(reader, pending.start, { to: pending.end })
    if (!block) return passed
    uncertain = true
    // An insert of the dead process may still be running on a server: the token holds it and this one apart.
    await insertBlock(tables, block, room).catch((problem: unknown) => {
      if (!refusesRow(problem)) throw problem
    })
    await conclude(block, await settleBlock(tables, store, block))
    return block.end
  }

  const next = async (from: number, former: number): Promise<Block | undefined> => {
    const deadline = Date.now() + (former < many ? patience : inTraffic)
    for (;;) {
      const end = await reader.durableEnd()
      status = { ...status, end: Math.max(status.end, end) }
      if (stopping.signal.aborted) return undefined
      if (end > from && (end - from >= few || Date.now() >= deadline)) return gather(reader, from, { rows, bytes })
      if (end === from && Date.now() >= deadline) return undefined
      await wait(every)
    }
  }

  const run = async (): Promise<void> => {
    let position = (await insist(recover)) ?? status.position
    let former = 0
    if (stopping.signal.aborted) return
    while (!stopping.signal.aborted) {
      const block = await insist(() => next(position, former))
      former = block?.rows ?? 0
      if (!block) continue
      await load(block)
      position = status.position
    }
    if (!uncertain) await store.write({ loaded: position }).catch(() => undefined)
  }
  const over = run()

  return {
    get status() {
      return status
    },
    past(offset, within) {
      return new Promise((resolve) => {
        const done = () => {
          if (status.position < offset && !stopping.signal.aborted && Date.now() < deadline) return
          watchers.delete(done)
          clearTimeout(timer)
          resolve(status)
        }
        const deadline = Date.now() + within
        const timer = setTimeout(done, within + 1)
        watchers.add(done)
        done()
      })
    },
    async stop() {
      stopping.abort()
      await over
      for (const watcher of watchers) watcher()
      await reader.close()
    },
  }
}
