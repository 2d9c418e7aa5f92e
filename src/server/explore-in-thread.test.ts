import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { dataVersion } from '../journeys/data-version.clickhouse.ts'
import type { JourneyMap } from '../maps/index.ts'
import { startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
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

const VISITS: JourneyMap = {
  format: 'parcours/1',
  id: 'visits',
  title: '',
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: [{ id: 'visit', stage: 'all', title: '', match: [{ event: 'Visited' }] }],
}
/** Claire comes in half an hour before midnight in Greenwich, and the day after. */
const CLAIRE = `-- Claire, and two visits of hers.
INSERT INTO events
SELECT generateUUIDv4(), {workspace:String}, 'till', fromUnixTimestamp64Micro(toInt64(ts)) AS at, at, 0, seq, 'user:claire', '',
  'Visited', 'store', 0, 'own', '', '', map()
FROM values('ts UInt64, seq UInt32', (1736897400000000, 0), (1736942400000000, 1))`

it('a thread of the server’s own answers analyses, asks for their maps, and says what it refuses', async () => {
  const engine = await startAnalyticsForTests()
  const { workspace } = LOCAL_OWNER
  await engine.analytics.run(CLAIRE, { workspace })
  const { url, secret } = engine
  const thread = exploreInThread({ url, secret }, dataVersion(engine.analytics), async () => ({
    map: VISITS,
    hash: 'visits',
  }))
  const ask = async (name: string, options: object, zone?: string) =>
    (await thread.analyse(name, { workspace, filter: {}, look: {}, options, ...(zone && { zone }) }, undefined)).body
  try {
    const days = (zone: string) => ask('trends', { calendar: 'day' }, zone)
    const of = (...counts: number[]) => ({ series: [{ points: counts.map((count) => ({ count })) }] })
    expect(await days('Europe/London')).toMatchObject(of(1, 1))
    expect(await days('Europe/Paris')).toMatchObject(of(2))
    expect(await ask('activity', { map: 'visits' })).toMatchObject({ touchpoints: [{ name: 'visit', events: 2 }] })
    await expect(days('Mars/Olympus')).rejects.toMatchObject({ refusal: { code: 'unknown-zone' } })
  } finally {
    await thread.stop()
    await engine.stop()
  }
}, 60_000)
