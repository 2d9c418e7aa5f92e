import type { Worker } from 'node:worker_threads'
import { startThread } from '../server/thread.ts'
import type { TakenAway, Wanted } from './take-away.ts'

const begin = (wanted: Wanted): Worker =>
  startThread(import.meta.url, 'take-away.worker', {
    workerData: wanted,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })

/** Two at a time: each takes a processor. Who comes later waits. */
const MOST_AT_ONCE = 2
const waiting: (() => void)[] = []
let under = 0

const turn = async (): Promise<void> => {
  if (under >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  under++
}
const over = (): void => {
  under--
  waiting.shift()?.()
}

/** Takes a map away in a thread beside this one. */
export const takeAwayInThread = async (wanted: Wanted): Promise<TakenAway> => {
  await turn()
  try {
    return await new Promise((resolve, reject) => {
      const worker = begin(wanted)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`The drawing thread ended with ${code} before it answered`)))
    })
  } finally {
    over()
  }
}
