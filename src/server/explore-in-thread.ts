import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { AnswerTo, Explorations, Question, View } from '../explorations/index.ts'
import { Refused } from '../kernel/index.ts'
import { type FromThread, PLACES, type ThreadData, type ToThread } from './explore-thread.ts'
import type { AnalyticsAddress } from './role.ts'

/** The thread's program: built, or from its sources in development. */
const begin = (workerData: ThreadData): Worker => {
  if (import.meta.url.endsWith('.js'))
    return new Worker(new URL('./explore.worker.js', import.meta.url), { workerData })
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', tsx).href
  const program = new URL('./explore.worker.ts', import.meta.url).href
  const code = `import('${loader}').then(({ register }) => { register(); return import('${program}') })`
  return new Worker(code, { workerData, eval: true })
}

interface Waiting {
  resolve(answer: unknown): void
  reject(problem: Error): void
}

export interface ThreadedExplorations extends Explorations {
  stop(): Promise<void>
}

/** Questions about lived journeys, answered in a thread beside this one; a thread that dies is begun again. */
export const exploreInThread = (
  analytics: AnalyticsAddress,
  version: Explorations['version'],
): ThreadedExplorations => {
  const left = new SharedArrayBuffer(4 * PLACES)
  const places = new Int32Array(left)
  const waiting = new Map<number, Waiting>()
  let last = 0
  let thread: Worker | undefined

  const hear = (message: FromThread): void => {
    const mine = waiting.get(message.number)
    waiting.delete(message.number)
    if ('answer' in message) mine?.resolve(message.answer)
    else mine?.reject('refused' in message ? new Refused(message.refused) : new Error(message.failed))
  }
  const fail = (problem: Error): void => {
    thread = undefined
    for (const { reject } of waiting.values()) reject(problem)
    waiting.clear()
  }
  const running = (): Worker => {
    if (thread) return thread
    const begun = begin({ analytics, left })
    begun.on('message', hear)
    begun.once('error', fail)
    begun.once('exit', () => fail(new Error('The thread of lived journeys ended')))
    // It keeps nobody alive: the api stops when its listener has.
    begun.unref()
    thread = begun
    return begun
  }

  return {
    version,
    ask: <Asked extends Question>(view: View, question: Asked, signal?: AbortSignal) =>
      new Promise<AnswerTo<Asked>>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const number = ++last
        waiting.set(number, { resolve: (answer) => resolve(answer as AnswerTo<Asked>), reject })
        signal?.addEventListener(
          'abort',
          () => {
            if (!waiting.delete(number)) return
            Atomics.store(places, number % PLACES, number)
            reject(signal.reason)
          },
          { once: true },
        )
        running().postMessage({ number, view, question } satisfies ToThread)
      }),
    stop: async () => {
      await thread?.terminate()
    },
  }
}
