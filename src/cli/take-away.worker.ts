import { parentPort, workerData } from 'node:worker_threads'
import { takeAway, type Wanted } from './take-away.ts'

// A thread of its own: drawing a large map takes seconds of processor, and the api answers meanwhile.
const taken = await takeAway(workerData as Wanted)
parentPort?.postMessage({ bytes: new Uint8Array(taken.bytes), sheets: taken.sheets })
