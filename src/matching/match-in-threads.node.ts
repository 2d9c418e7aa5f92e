import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { startThread } from '../server/thread.ts'
import { type Matched, type MatchOptions, match, matching, rulesFor } from './match.ts'
import type { Records } from './records.ts'
import { type Done, type Prepared, prepare, type Task } from './tasks.ts'

/** How many threads at most, and from how many pairs on: fewer are compared sooner than threads begin. */
interface Threads {
  readonly most: number
  readonly worth: number
}
const THREADS: Threads = { most: Math.min(8, availableParallelism()), worth: 500_000 }

const begin = (prepared: Prepared): Worker => startThread(import.meta.url, 'match.worker', { workerData: prepared })

/** Each thread takes the next task as soon as it is done with one; what was done stands in the tasks' order. */
const doneBy = (threads: readonly Worker[], tasks: readonly Task[]): Promise<readonly Done[]> =>
  new Promise((resolve, reject) => {
    const done: Done[] = []
    let [next, under] = [0, 0]
    const give = (thread: Worker): void => {
      const at = next++
      const task = tasks[at]
      if (!task) {
        if (under === 0) resolve(done)
        return
      }
      under++
      thread.once('message', (answer: Done) => {
        done[at] = answer
        under--
        give(thread)
      })
      thread.postMessage(task)
    }
    for (const thread of threads) {
      thread.removeAllListeners('error')
      thread.once('error', reject)
      give(thread)
    }
  })

/** A matching whose pairs are compared by several threads at once: the same answer, however many there are. */
export const matchInThreads = async (
  records: Records,
  options: MatchOptions,
  { most, worth }: Threads = THREADS,
): Promise<Matched> => {
  const rules = rulesFor(records, options)
  if (most < 2 || rules.reduce((sum, { pairs }) => sum + pairs, 0) < worth) return match(records, { ...options, rules })
  const prepared = prepare(records, rules)
  const threads = Array.from({ length: most }, () => begin(prepared))
  try {
    const steps = matching(records, rules, prepared, options)
    let step = steps.next([])
    while (!step.done) step = steps.next(await doneBy(threads, step.value))
    return step.value
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}
