import type { Worker } from 'node:worker_threads'
import type { AnalysisPorts, Analyst, News, Told } from '../analyses/index.ts'
import type { AnswerTo, Explorations, Question, View } from '../explorations/index.ts'
import { Refused } from '../kernel/index.ts'
import { type FromThread, PLACES, type ThreadData, type ToThread, type Work } from './explore-thread.ts'
import type { AnalyticsAddress } from './role.ts'
import { startThread } from './thread.ts'

const begin = (workerData: ThreadData): Worker => startThread(import.meta.url, 'explore.worker', { workerData })

type Settled = Exclude<FromThread, { readonly wanted: string } | { readonly news: News }>

interface Waiting {
  readonly work: Work
  resolve(answer: unknown): void
  reject(problem: Error): void
  hear?(news: News): void
}

export interface ThreadedExplorations extends Explorations, Analyst {
  stop(): Promise<void>
}

/** What nobody waits for looks up between its steps; one that has not by then is ended with its thread. */
const GRACE = 4_000

/** A thread ends amid an answer for want of memory, or of a bug of ours; the next question is answered by another. */
const died = (cause?: Error): Refused => {
  const ended = new Refused({
    code: 'analysis-ended',
    what: {
      fr: 'Le calcul s’est interrompu avant d’avoir répondu.',
      en: 'The computation ended before it had answered.',
    },
    remedy: {
      fr: 'Posez la question à nouveau ; si cela se reproduit, restreignez-la à une période.',
      en: 'Ask again; if it happens again, ask about a period.',
    },
  })
  ended.cause = cause
  return ended
}

const asError = (problem: unknown): Error => (problem instanceof Error ? problem : new Error(String(problem)))

/**
 * Questions about lived journeys, answered in a thread beside this one. A thread that dies is begun again, and so is one
 * that goes on with what nobody waits for: the questions of others are asked anew.
 */
export const exploreInThread = (
  analytics: AnalyticsAddress,
  version: Explorations['version'],
  map?: AnalysisPorts['map'],
  start: (data: ThreadData) => Worker = begin,
): ThreadedExplorations => {
  const left = new SharedArrayBuffer(4 * PLACES)
  const places = new Int32Array(left)
  const waiting = new Map<number, Waiting>()
  /** Asked, and nobody waits for it any more. */
  const abandoned = new Map<number, ReturnType<typeof setTimeout>>()
  let last = 0
  let thread: Worker | undefined

  const send = (message: ToThread): void => running().postMessage(message)
  const find = (name: string): void => {
    const found = map ? map(name) : Promise.reject(new Error('No maps are kept here'))
    found.then(
      (one) => send({ map: name, found: one }),
      (problem: unknown) =>
        problem instanceof Refused ? send({ map: name, refused: problem.refusal }) : fail(asError(problem)),
    )
  }
  const hear = (message: FromThread): void => {
    if ('wanted' in message) find(message.wanted)
    else if ('news' in message) waiting.get(message.number)?.hear?.(message.news)
    else settle(message)
  }
  const settle = (message: Settled): void => {
    const mine = waiting.get(message.number)
    clearTimeout(abandoned.get(message.number))
    abandoned.delete(message.number)
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
    const begun = start({ analytics, left })
    begun.on('message', hear)
    begun.once('error', (problem: Error) => thread === begun && fail(died(problem)))
    begun.once('exit', () => thread === begun && fail(died()))
    // It keeps nobody alive: the api stops when its listener has.
    begun.unref()
    thread = begun
    return begun
  }
  /** Ends the thread with what nobody waits for, and asks a new one what others wait for. */
  const beginAgain = (): void => {
    const ended = thread
    thread = undefined
    for (const timer of abandoned.values()) clearTimeout(timer)
    abandoned.clear()
    void ended?.terminate()
    for (const [number, { work }] of waiting) send({ number, ...work })
  }
  const leave = (number: number): void => {
    if (!waiting.delete(number)) return
    Atomics.store(places, number % PLACES, number)
    // Between its steps a computation looks at its place; while the engine works for it, the thread hears.
    thread?.postMessage({ left: number } satisfies ToThread)
    abandoned.set(number, setTimeout(beginAgain, GRACE).unref())
  }
  const put = <Answer>(work: Work, signal: AbortSignal | undefined, hear?: (news: News) => void): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const number = ++last
      waiting.set(number, { work, resolve: (answer) => resolve(answer as Answer), reject, ...(hear && { hear }) })
      const gone = () => {
        leave(number)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', gone, { once: true })
      send({ number, ...work })
    })

  return {
    version,
    ask: <Asked extends Question>(view: View, question: Asked, signal?: AbortSignal) =>
      put<AnswerTo<Asked>>({ view, question }, signal),
    analyse: (name, asked, people, { signal, hear, page } = {}) =>
      put<Told>(
        {
          analysis: {
            name,
            asked,
            heard: hear !== undefined,
            ...(people !== undefined && { people }),
            ...(page && { page }),
          },
        },
        signal,
        hear,
      ),
    stop: async () => {
      for (const timer of abandoned.values()) clearTimeout(timer)
      await thread?.terminate()
    },
  }
}
