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

/** So many milliseconds after a work, none has come that goes on with the same question; and so many may go by without a pause. */
const PAUSE = 10
const MOST = 1000

/** Since when one work has followed the other, and what will look everywhere once none does. */
let busy: { readonly since: number; readonly pause: ReturnType<typeof setTimeout> } | undefined
const collectAll = (): void => {
  busy = undefined
  collect('major')
}

port.on('message', (lent: Lent) => {
  const since = busy?.since ?? performance.now()
  clearTimeout(busy?.pause)
  doRanges(lent)
  // What was shared is kept by nobody here: the other thread alone says how long it lives.
  if (performance.now() - since > MOST) return collectAll()
  busy = { since, pause: setTimeout(collectAll, PAUSE) }
  setImmediate(collect, 'minor')
})
