import { parentPort, workerData } from 'node:worker_threads'
import { type Prepared, type Task, worksOn } from './tasks.ts'

// One of the threads of a large matching: told a task, it answers what was done.
const work = worksOn(workerData as Prepared)
parentPort?.on('message', (task: Task) => parentPort?.postMessage(work(task)))
