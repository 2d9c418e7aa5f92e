import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { exploreInThread } from './explore-in-thread.ts'

/** Threads that answer each question with its number, but for the first, which dies of it. */
const mortal = () => {
  let begun = 0
  return () => {
    begun++
    const lives =
      begun === 1 ? 'process.exit(1)' : 'parentPort.postMessage({ number, answer: { body: { begun: workerData } } })'
    const code = `const { parentPort, workerData } = require('node:worker_threads'); parentPort.on('message', ({ number }) => { ${lives} })`
    return new Worker(code, { eval: true, workerData: begun })
  }
}

it('a thread that dies is said to whoever waited, and the next question is answered by another', async () => {
  const thread = exploreInThread({ url: '', secret: '' }, async () => '', undefined, mortal())
  const ask = () =>
    thread.analyse('funnel', { workspace: LOCAL_OWNER.workspace, filter: {}, look: {}, options: {} }, undefined)
  const both = await Promise.allSettled([ask(), ask()])
  for (const one of both)
    expect(one).toMatchObject({ status: 'rejected', reason: { refusal: { code: 'analysis-ended' } } })
  expect((await ask()).body).toEqual({ begun: 2 })
  await thread.stop()
})
