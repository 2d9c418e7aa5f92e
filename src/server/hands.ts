import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import { type Hands, sharedTaken } from '../kernel/index.ts'
import { collect } from './collect.ts'
import { DONE, type Done, type Lent, takeRange } from './hands-thread.ts'
import { startThread } from './thread.ts'

const begin = (port: MessagePort): Worker =>
  startThread(import.meta.url, 'hands.worker', { workerData: { port }, transferList: [port] })

/** More threads than these wait for each other's memory. */
const MOST = 4
/** So many times longer than the longest of its own ranges this thread waits for one that another took, and so many ms. */
const PATIENCE = 10
const LEAST = 250

/**
 * Once so many bytes were taken for columns, and more than the ones that are looked at, those that are of no use any more are
 * looked for everywhere.
 */
const MUCH = 256 << 20
/** And once so many were, some milliseconds after an answer. */
const SOME = 192 << 20
const PAUSE = 20

const bytesOf = (columns: object): number =>
  Object.values(columns)
    .flat()
    .reduce((sum: number, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0)

interface Thread {
  readonly port: MessagePort
  readonly worker: Worker
}

export interface LentHands {
  readonly hands: Hands
  stop(): Promise<void>
}

/**
 * Lends the hands of other threads to this one. They begin with the first work that is worth it, and end with this thread.
 * Whoever has done a range takes the next; this thread waits without hearing anything meanwhile, and does itself what a
 * thread took and did not bring: one that died, or that got no time, costs time and no answer.
 */
export const threadedHands = (
  threads = Math.min(MOST, availableParallelism()) - 1,
  start: (port: MessagePort) => Worker = begin,
): LentHands | undefined => {
  if (threads < 1) return undefined
  const others = new Set<Thread>()
  let [last, collected] = [0, sharedTaken()]

  const fill = (): void => {
    while (others.size < threads) {
      const { port1, port2 } = new MessageChannel()
      const thread = { port: port1, worker: start(port2) }
      // It keeps nobody alive; and who died is replaced with the next work.
      thread.worker.unref()
      thread.worker.on('error', () => others.delete(thread))
      thread.worker.once('exit', () => others.delete(thread))
      others.add(thread)
    }
  }
  const drop = (thread: Thread): void => {
    others.delete(thread)
    void thread.worker.terminate()
  }

  const collectAll = (): void => {
    collected = sharedTaken()
    collect('major')
  }
  let later: ReturnType<typeof setTimeout> | undefined
  const collectNow = (columns: object): void => {
    if (sharedTaken() - collected > Math.max(MUCH, bytesOf(columns))) collectAll()
    else collect('minor')
  }
  /** Once the answer has gone: nobody waits for it. */
  const collectLater = (): void => {
    if (later !== undefined || sharedTaken() - collected < SOME) return
    later = setTimeout(() => {
      later = undefined
      collectAll()
    }, PAUSE).unref()
  }

  const hands: Hands = (work, columns, ranges) => {
    type Result = ReturnType<ReturnType<typeof work.begin>>
    fill()
    // Columns of the last answers, of which nothing is left but their memory.
    collectNow(columns)
    const job = ++last
    const count = new Int32Array(new SharedArrayBuffer(8))
    const lent: Lent = { job, work: work.name, columns, ranges, taken: sharedTaken(), count }
    for (const { port } of others) port.postMessage(lent)
    const results = new Array<{ readonly result: Result } | undefined>(ranges.length).fill(undefined)
    const doRange = work.begin(columns)
    let longest = 0
    const mine = (range: number): void => {
      const begun = performance.now()
      const [from, to] = ranges[range] ?? [0, 0]
      results[range] = { result: doRange(from, to) }
      longest = Math.max(longest, performance.now() - begun)
    }
    for (let range = takeRange(count); range < ranges.length; range = takeRange(count)) mine(range)
    const hear = (): boolean => {
      let failed = false
      for (const { port } of others)
        for (let one = receiveMessageOnPort(port); one; one = receiveMessageOnPort(port)) {
          const done = one.message as Done
          if (done.job !== job) continue
          if (done.failed) failed = true
          else results[done.range] = { result: done.result as Result }
        }
      return failed
    }
    const until = performance.now() + LEAST + PATIENCE * longest
    for (;;) {
      const seen = Atomics.load(count, DONE)
      const failed = hear()
      if (!results.includes(undefined)) break
      if (failed || Atomics.wait(count, DONE, seen, Math.max(0, until - performance.now())) === 'timed-out') {
        // Who did not bring what it took is asked no more.
        hear()
        if (results.includes(undefined)) for (const thread of others) drop(thread)
        break
      }
    }
    for (const range of results.keys()) if (!results[range]) mine(range)
    collectLater()
    return results.map((one, range) => (one ?? { result: doRange(...(ranges[range] ?? [0, 0])) }).result)
  }
  return {
    hands,
    stop: async () => {
      clearTimeout(later)
      await Promise.all([...others].map(({ worker }) => worker.terminate()))
    },
  }
}
