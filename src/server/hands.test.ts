import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, expect, it } from 'vitest'
import { funnel } from '../analyses/funnel.ts'
import type { FunnelQuestion } from '../analyses/funnel-question.ts'
import {
  DESIGN_COSTS,
  follow,
  type JourneyTable,
  measureConformance,
  measureStages,
  rulesOf,
  spansOf,
} from '../journeys/index.ts'
import { followEdges } from '../journeys/log-edges.ts'
import { DAY, type Hands, lendHands, MANY_EVENTS, roomFor } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { threadedHands } from './hands.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: '',
  perimeter: { success: { event: 'signed' }, window: 'P400D' },
  stages: [
    { id: 'look', title: '', phase: 'before', expected: 'P5D', max: 'P60D' },
    { id: 'buy', title: '', phase: 'during', max: 'P90D' },
  ],
  touchpoints: ['advert', 'store', 'quote', 'signed'].map((event, t) => ({
    id: event,
    title: '',
    stage: t < 2 ? 'look' : 'buy',
    match: [{ event }],
    channels: ['store'],
  })),
}

/** So many people who look at kitchens, whose ways are drawn by a number. */
const lookedAt = (seed: number): JourneyTable => {
  let state = seed
  const drawn = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const lengths = Array.from({ length: 30_000 }, () => drawn(40))
  const events = lengths.reduce((sum, length) => sum + length, 0)
  const room = roomFor(events)
  const starts = room.uint32(lengths.length + 1)
  const [at, activity, touchpoint] = [room.float64(events), room.uint32(events), room.uint16(events)]
  const [channel, signs] = [room.uint16(events), room.uint8(events)]
  for (const [c, length] of lengths.entries()) {
    const first = starts[c] ?? 0
    starts[c + 1] = first + length
    for (let e = first, when = drawn(1000) * DAY; e < first + length; e++) {
      when += drawn(3) * drawn(7_000_000)
      at[e] = when
      activity[e] = drawn(5)
      touchpoint[e] = (activity[e] ?? 0) < 4 ? (activity[e] ?? 0) : 0xffff
      channel[e] = drawn(2)
      signs[e] = (e === first ? 1 : 0) | (touchpoint[e] === 3 ? 2 : 0)
    }
  }
  return {
    keys: lengths.map((_, c) => `person:${c}`),
    inferred: new Uint8Array(lengths.length).fill(1),
    starts,
    at,
    activity,
    activities: ['advert', 'store', 'quote', 'signed', 'called'],
    channel,
    channels: ['store', 'web'],
    touchpoint,
    signs,
    score: new Float64Array(0),
    metric: new Uint8Array(0),
    about: new Uint16Array(0),
  }
}

const QUESTIONS: readonly Omit<FunnelQuestion, 'steps'>[] = [
  { order: 'ordered', window: 5 * DAY, windowFrom: 'first' },
  { order: 'any', window: 400 * DAY, windowFrom: 'first' },
  { order: 'strict', window: 30 * DAY, windowFrom: 'previous', exclusions: [{ codes: [4], after: 0, mode: 'drop' }] },
]

const everything = (table: JourneyTable) => {
  const rules = rulesOf(MAP)
  const asOf = 1200 * DAY
  const instances = follow(table, rules, asOf)
  const steps = [0, 1, 3].map((code) => ({ label: `${code}`, codes: [code] }))
  return {
    funnels: QUESTIONS.map((question) => funnel({ ...spansOf(table), code: table.activity }, { ...question, steps })),
    edges: followEdges(spansOf(table)),
    stages: measureStages(table, rules, instances, asOf),
    conformance: measureConformance(MAP, table, rules, instances, {
      asOf,
      costs: DESIGN_COSTS,
      minN: 0,
      complete: false,
    }),
  }
}

const two = threadedHands(1)
afterEach(() => lendHands(undefined))
afterAll(() => two?.stop())

const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 1)

/** An answer as text, its columns to the bit. */
const bits = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) => {
    if (value instanceof Map) return [...value]
    if (!ArrayBuffer.isView(value)) return value
    return createHash('sha256')
      .update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      .digest('hex')
  })

it('several threads say to the last bit what one thread says', async () => {
  let [all, here] = [0, 0]
  const counted: Hands = (work, columns, ranges) => {
    all += ranges.length
    const begin: typeof work.begin = (shared) => {
      const doRange = work.begin(shared)
      return (from, to) => {
        here++
        return doRange(from, to)
      }
    }
    return two?.hands({ ...work, begin }, columns, ranges) ?? []
  }
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const table = lookedAt(seed)
    expect(table.at.length).toBeGreaterThan(MANY_EVENTS)
    lendHands(undefined)
    const alone = bits(everything(table))
    lendHands(counted)
    expect(bits(everything(table))).toBe(alone)
    // The other thread begins meanwhile, and does its part once it has.
    for (let again = 0; again < 40 && here === all; again++) {
      await new Promise((go) => setTimeout(go, 100))
      expect(bits(everything(table))).toBe(alone)
    }
  }
  expect(here).toBeLessThan(all)
}, 30_000)

it('what a thread took and never brought is done by the one that asked', () => {
  // Takes a range as soon as it hears of a work, and is never heard of again.
  const code = `const { workerData } = require('node:worker_threads'); workerData.port.on('message', ({ count }) => Atomics.add(count, 0, 1))`
  const silent = threadedHands(
    1,
    (port) => new Worker(code, { eval: true, workerData: { port }, transferList: [port] }),
  )
  const sums = silent?.hands(
    {
      name: 'sums',
      begin: () => (from, to) => {
        const until = performance.now() + 5
        while (performance.now() < until);
        return to - from
      },
    },
    {},
    Array.from({ length: 40 }, (_, range) => [range, range + range] as const),
  )
  expect(sums).toEqual(Array.from({ length: 40 }, (_, range) => range))
  return silent?.stop()
})

it('few events are looked at by one thread alone', () => {
  lendHands(() => {
    throw new Error('Nobody was to be asked')
  })
  const one = roomFor(2)
  const sequences = spansOf({ starts: Uint32Array.of(0, 2), at: Float64Array.of(0, 1), code: one.uint32(2) })
  expect(
    funnel(sequences, { steps: [{ label: '', codes: [0] }], order: 'ordered', window: DAY, windowFrom: 'first' })
      .steps[0]?.count,
  ).toBe(1)
})
