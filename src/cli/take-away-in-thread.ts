import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { TakenAway, Wanted } from './take-away.ts'

/** The thread's program: built, or from its sources in development. */
const begin = (wanted: Wanted): Worker => {
  const limits = { workerData: wanted, resourceLimits: { maxOldGenerationSizeMb: 1024 } }
  if (import.meta.url.endsWith('.js')) return new Worker(new URL('./take-away.worker.js', import.meta.url), limits)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', tsx).href
  const program = new URL('./take-away.worker.ts', import.meta.url).href
  const code = `import('${loader}').then(({ register }) => { register(); return import('${program}') })`
  return new Worker(code, { ...limits, eval: true })
}

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
