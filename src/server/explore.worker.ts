import { parentPort, workerData } from 'node:worker_threads'
import { answerTo } from '../explorations/index.ts'
import { Refused } from '../kernel/index.ts'
import { explorerOver } from './explore.ts'
import { type FromThread, PLACES, type ThreadData, type ToThread } from './explore-thread.ts'
import { reachAnalytics } from './reach.ts'

/** The thread that reads and measures lived journeys, so that the api goes on answering while it does. */
const { analytics, left } = workerData as ThreadData
const places = new Int32Array(left)
const explorer = explorerOver(reachAnalytics(analytics))

const tell = (message: FromThread): void => parentPort?.postMessage(message)

const answer = async ({ number, view, question }: ToThread): Promise<void> => {
  // A computation hears no message while it runs: it looks at this place between its steps.
  const between = () => {
    if (Atomics.load(places, number % PLACES) === number) throw new Error('Nobody waits for this answer any more')
  }
  try {
    between()
    const explored = await explorer.explore(view)
    between()
    tell({ number, answer: answerTo(explored, question, between) })
  } catch (problem) {
    if (problem instanceof Refused) tell({ number, refused: problem.refusal })
    else tell({ number, failed: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) })
  }
}

parentPort?.on('message', (message: ToThread) => void answer(message))
