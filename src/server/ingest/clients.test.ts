import { setTimeout as pause } from 'node:timers/promises'
import RudderStack from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, KEY, numbersOf, occurredSince, ROUNDS, site, skewOf, troubledPlace } from './clients.contract.ts'
import type { Fault } from './faulty-way.contract.ts'

const EACH = 60
const FAULTS: readonly Fault[] = ['none', '429', 'none', '503', 'slow', 'lost', 'none', 'answer 503', 'answer lost']

/** This process's clock, wrong by so much: its clients believe it. */
const skewed = async (by: number, work: () => Promise<void>): Promise<void> => {
  const Right = Date
  const wrong = () => Right.now() + by
  globalThis.Date = new Proxy(Right, {
    construct: (target, given) => (given.length === 0 ? new target(wrong()) : Reflect.construct(target, given)),
    get: (target, name) => (name === 'now' ? wrong : Reflect.get(target, name)),
  })
  try {
    await work()
  } finally {
    globalThis.Date = Right
  }
}

describe(`the clients that servers have, unmodified, over ${ROUNDS} rounds of kill -9, 429, 503, slow disks, lost answers and wrong clocks`, () => {
  let place: Awaited<ReturnType<typeof troubledPlace>>
  const timeout = 60_000 + ROUNDS * 60_000

  beforeEach(async () => {
    place = await troubledPlace(site, FAULTS)
  })
  afterEach(() => place.close())

  /** Each round by a clock of its own; the disk is slow in every other. */
  const rounds = async (work: (round: number, killAndStart: () => Promise<void>) => Promise<void>): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++)
      await skewed(skewOf(round), () => work(round, () => place.killAndStart(round % 2 === 0)))
  }

  it('lose nothing and double nothing: Segment’s for Node', { timeout }, async () => {
    const began = Date.now()
    const dropped: unknown[] = []
    await rounds(async (round, killAndStart) => {
      const client = new Analytics({ writeKey: KEY, host: place.url, flushAt: 10, flushInterval: 50, maxRetries: 40 })
      client.on('error', (problem) => dropped.push(problem))
      for (let n = 0; n < EACH; n++) {
        client.track({ userId: 'claire', event: 'Product Viewed', properties: { n: round * EACH + n } })
        if (n % 10 === 9) await pause(10)
        if (n === EACH / 2) await killAndStart()
      }
      // A batch that met many faults waits a minute between its last attempts.
      await client.closeAndFlush({ timeout: 600_000 })
    })
    const events = await place.kept()
    place.account('@segment/analytics-node', ROUNDS * EACH, events)
    expect(dropped).toEqual([])
    expect(numbersOf(events)).toEqual(all(ROUNDS * EACH))
    occurredSince(began, events)
    // One round meets a few of them only.
    if (ROUNDS > 1) for (const fault of FAULTS) expect(place.met.get(fault), fault).toBeGreaterThan(0)
  })

  it('lose nothing and double nothing: RudderStack’s for Node, compressed', { timeout }, async () => {
    const began = Date.now()
    const problems: string[] = []
    await rounds(async (round, killAndStart) => {
      const client = new RudderStack(KEY, {
        dataPlaneUrl: place.url,
        flushAt: 10,
        flushInterval: 100,
        logLevel: 'none',
        // It gives up a batch after its last attempt, and says so: ten minutes are more than a killed process is away.
        axiosRetryConfig: { retries: 6_000, retryDelay: () => 100 },
      })
      const answered: Promise<unknown>[] = []
      for (let n = 0; n < EACH; n++) {
        const number = round * EACH + n
        const visit = { userId: 'karim', event: 'Store Visited', properties: { n: number } }
        answered.push(
          new Promise<unknown>((resolve) => client.track(visit, resolve as () => void)).then((problem) => {
            if (problem) problems.push(`${number}: ${String(problem)}`)
          }),
        )
        if (n % 10 === 9) await pause(10)
        if (n === EACH / 2) await killAndStart()
      }
      await Promise.all(answered)
    })
    const events = await place.kept()
    place.account('@rudderstack/rudder-sdk-node', ROUNDS * EACH, events)
    expect(problems).toEqual([])
    expect(numbersOf(events)).toEqual(all(ROUNDS * EACH))
    occurredSince(began, events)
  })
})
