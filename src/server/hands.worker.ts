import { type MessagePort, workerData } from 'node:worker_threads'
import { analysisWorks } from '../analyses/index.ts'
import { journeyWorks } from '../journeys/index.ts'
import type { SharedWork } from '../kernel/index.ts'
import { collect } from './collect.ts'
import { DONE, type Done, type Lent, takeRange } from './hands-thread.ts'

/** A thread that does ranges of what another one computes, as many as it comes to take. */
const { port } = workerData as { readonly port: MessagePort }

const works = new Map<string, SharedWork<never, unknown>>(
  [...journeyWorks, ...analysisWorks].map((work) => [work.name, work as SharedWork<never, unknown>]),
)

/** The memory of a result that is its own: it changes hands without being copied. */
const memoryOf = (result: unknown, into = new Set<ArrayBuffer>()): Set<ArrayBuffer> => {
  if (ArrayBuffer.isView(result)) {
    if (result.buffer instanceof ArrayBuffer) into.add(result.buffer)
  } else if (typeof result === 'object' && result !== null)
    for (const part of Object.values(result)) memoryOf(part, into)
  return into
}

const doRanges = ({ job, work, columns, ranges, count }: Lent): void => {
  const tell = (done: Done): void => {
    port.postMessage(done, [...memoryOf(done.result)])
    Atomics.add(count, DONE, 1)
    Atomics.notify(count, DONE)
  }
  let range = takeRange(count)
  if (range >= ranges.length) return
  try {
    const doRange = works.get(work)?.begin(columns as never)
    if (!doRange) throw new Error(`No work is called ${work}`)
    for (; range < ranges.length; range = takeRange(count)) {
      const [from, to] = ranges[range] ?? [0, 0]
      tell({ job, range, result: doRange(from, to) })
    }
  } catch {
    tell({ job, range, failed: true })
  }
}

/** So many milliseconds after a work, none has come that goes on with the same question. */
const PAUSE = 10
/** Looking everywhere undoes some of what was compiled: it is worth it once so many bytes were taken for columns. */
const SOME = 128 << 20

let [taken, collected] = [0, 0]
const collectAll = (): void => {
  collected = taken
  collect('major')
}

let pause: ReturnType<typeof setTimeout> | undefined
port.on('message', (lent: Lent) => {
  clearTimeout(pause)
  doRanges(lent)
  // What was shared is kept by nobody here: the other thread alone says how long it lives.
  taken = lent.taken
  if (taken - collected > 4 * SOME) return collectAll()
  if (taken - collected > SOME) pause = setTimeout(collectAll, PAUSE)
  setImmediate(collect, 'minor')
})
