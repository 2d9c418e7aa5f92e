import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Event, itself } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { medianOf } from '../statistics/index.ts'
import { createMemoryCaseReader, keyOf } from './case-reader.memory.ts'
import { basisOf, type CaseQuestion } from './case-reader.ts'
import { eventOf, exampleLog } from './example-logs.node.ts'
import { summariseLog } from './log.ts'
import { readLog } from './read-log.ts'

const QUESTION: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'session' }

const logOf = async (events: readonly Event[], filter: CaseQuestion['filter'] = {}) => {
  const table = await createMemoryCaseReader(events).cases({ ...QUESTION, filter })
  return summariseLog(table, { asOf: null, basis: basisOf(table, 'session') })
}

/** The log of the same events, their people and cases in so many parts. */
const logInParts = (events: readonly Event[], count: number) => {
  const keys = [...new Set(events.map((event) => keyOf(event, itself)))].sort()
  const parts = Array.from({ length: count }, (_, part) =>
    createMemoryCaseReader(events.filter((event) => keys.indexOf(keyOf(event, itself)) % count === part)),
  )
  return readLog({ ...createMemoryCaseReader(events), parts: async () => parts }, QUESTION, {})
}
const MINUTES = 60_000
const claire = (minute: number, event: string, given: Partial<Event> = {}) =>
  eventOf({ at: minute * MINUTES, event, seq: minute, ...given })

describe('the log of a case', () => {
  it('follows the instants, then the rank of the source, then the order of arrival', async () => {
    const at = { caseId: 'kitchen-1' }
    const log = await logOf([
      claire(5, 'Quote Sent', { ...at, rank: 2 }),
      claire(5, 'Visit Held', { ...at, rank: 1 }),
      claire(0, 'Page Viewed', { ...at, seq: 9 }),
      claire(0, 'Form Sent', { ...at, seq: 10 }),
    ])
    expect(log.topVariants).toEqual([
      {
        path: ['Page Viewed', 'Form Sent', 'Visit Held', 'Quote Sent'],
        cases: 1,
        share: { value: 1, num: 1, den: 1, n: 1, low: expect.closeTo(0.2065, 4), high: 1 },
      },
    ])
  })
  it('is inferred from sessions of 30 minutes where nothing names a case, and says so', async () => {
    const log = await logOf([claire(0, 'Page Viewed'), claire(30, 'Form Sent'), claire(61, 'Page Viewed')])
    expect(log).toMatchObject({ cases: 2, caseBasis: 'session', transitions: 1, variants: 2 })
  })
  it('counts again what a filter leaves', async () => {
    const events = [
      claire(0, 'A', { channel: 'web' }),
      claire(1, 'B', { channel: 'store' }),
      claire(2, 'C', { channel: 'web' }),
    ]
    expect(await logOf(events, { channel: 'web' })).toMatchObject({ events: 2, edges: 1, activities: 2 })
    expect((await logOf(events, { channel: 'web' })).edgesList).toEqual([
      { from: 'A', to: 'C', count: 1, medianSeconds: 120, medianLow: null, medianHigh: null },
    ])
    expect(await logOf(events, { from: MINUTES, to: 2 * MINUTES })).toMatchObject({ events: 1, cases: 1 })
  })
  it('tells its medians with the interval that order statistics give', async () => {
    const waits = Array.from({ length: 40 }, (_, c) => (c * 37) % 101)
    const events = waits.flatMap((wait, c) => [
      claire(0, 'A', { caseId: `${c}`, seq: 0 }),
      claire(wait, 'B', { caseId: `${c}`, seq: 1 }),
    ])
    const { edgesList, caseSeconds } = await logOf(events)
    const { value, low, high } = medianOf(Float64Array.from(waits, (wait) => wait * 60))
    expect(edgesList[0]).toEqual({
      from: 'A',
      to: 'B',
      count: 40,
      medianSeconds: value,
      medianLow: low,
      medianHigh: high,
    })
    expect([caseSeconds.p50, caseSeconds.n]).toEqual([value, 40])
    expect(caseSeconds.p50Low).toBeLessThan(value ?? 0)
    expect(caseSeconds.p90High).toBeGreaterThan(caseSeconds.p90 ?? 0)
    // Of forty, no order statistic lies above the 95th percentile often enough.
    expect(caseSeconds.p95High).toBeNull()
  })
  it('of nothing is nothing', async () => {
    expect(await logOf([])).toMatchObject({ events: 0, cases: 0, edges: 0, caseSeconds: { p50: null, mean: null } })
  })
  it('does not depend on the order in which events arrived', async () => {
    const events = fc.uniqueArray(
      fc.record({
        minute: fc.nat(40),
        event: fc.constantFrom('A', 'B', 'C'),
        person: fc.constantFrom('user:claire', 'user:karim'),
      }),
      { selector: ({ minute, person }) => `${minute} ${person}`, maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(events, fc.infiniteStream(fc.nat()), async (drawn, chance) => {
        const log = drawn.map(({ minute, event, person }) => claire(minute, event, { identifier: person, seq: 0 }))
        const shuffled = log.map((event) => ({ event, key: chance.next().value })).sort((a, b) => a.key - b.key)
        const whole = await readLog(createMemoryCaseReader(log), QUESTION, {})
        expect(await readLog(createMemoryCaseReader(shuffled.map(({ event }) => event)), QUESTION, {})).toEqual(whole)
        expect(await logInParts(log, 3)).toEqual(whole)
      }),
    )
  })
})

const running = exampleLog('running-example.csv')
const receipt = exampleLog('receipt.csv')

describe('real logs (skipped where the shared data is not on this machine)', () => {
  it.skipIf(running === undefined)(
    'the running example has its 42 events, 6 cases, 6 variants, 16 edges, 36 transitions',
    async () => {
      expect(await logOf(running ?? [])).toMatchObject({
        events: 42,
        cases: 6,
        variants: 6,
        edges: 16,
        transitions: 36,
      })
    },
  )
  it.skipIf(receipt === undefined)('the permit requests have theirs, and 713 take the commonest path', async () => {
    const log = await logOf(receipt ?? [])
    expect(log).toMatchObject({ events: 8577, cases: 1434, variants: 116, edges: 99, transitions: 7143 })
    expect(log.topVariants[0]).toMatchObject({ cases: 713 })
    expect(log.starts[0]).toMatchObject({ activity: 'Confirmation of receipt', cases: 1434 })
    expect(log.caseBasis).toBeUndefined()
    expect({ ...(await logInParts(receipt ?? [], 3)), asOf: null }).toEqual(log)
  })
})
