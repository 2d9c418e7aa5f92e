import { parentPort, workerData } from 'node:worker_threads'
import type { News } from '../analyses/index.ts'
import { createExplorations } from '../explorations/index.ts'
import { lendHands, Refused } from '../kernel/index.ts'
import { analystOver } from './analyst.ts'
import { createAsking, Left } from './asking.ts'
import { explorerWith, readerOver } from './explore.ts'
import { type FromThread, PLACES, type ThreadData, type ToThread, type Work } from './explore-thread.ts'
import { foundMaps } from './found-maps.ts'
import { threadedHands } from './hands.ts'
import { reachAnalytics } from './reach.ts'

/** The thread that reads and measures lived journeys, so that the api goes on answering while it does. */
const { analytics, left } = workerData as ThreadData
const places = new Int32Array(left)
const tell = (message: FromThread): void => parentPort?.postMessage(message)

lendHands(threadedHands()?.hands)
const asking = createAsking()
const engine = asking.stopping(reachAnalytics(analytics))
const reader = readerOver(engine)
const explorer = explorerWith(engine, reader)
const explorations = createExplorations(explorer)
const maps = foundMaps((wanted) => tell({ wanted }))
const analyst = analystOver({ engine, reader, explorer, map: maps.find })

const answer = async (number: number, work: Work): Promise<void> => {
  // A computation hears no message while it runs: it looks at this place between its steps.
  const between = () => {
    if (Atomics.load(places, number % PLACES) === number) throw new Left('Nobody waits for this answer any more')
  }
  const workOut = async (): Promise<unknown> => {
    if ('analysis' in work) {
      const { name, asked, people, page, heard } = work.analysis
      const signal = { throwIfAborted: between } as AbortSignal
      const waiting = { signal, ...(page && { page }), ...(heard && { hear: (news: News) => tell({ number, news }) }) }
      return analyst.analyse(name, asked, people, waiting)
    }
    return explorations.ask(work.view, work.question, { throwIfAborted: between } as AbortSignal)
  }
  try {
    between()
    tell({ number, answer: await asking.amid(number, workOut) })
  } catch (problem) {
    if (problem instanceof Refused) tell({ number, refused: problem.refusal })
    else tell({ number, failed: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) })
  }
}

parentPort?.on('message', (message: ToThread) => {
  if ('number' in message) void answer(message.number, message)
  else if ('left' in message) asking.leave(message.left)
  else maps.hear(message)
})
