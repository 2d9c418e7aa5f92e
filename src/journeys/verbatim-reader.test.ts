import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, eventRows } from '../events/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { type Said, sayings } from './verbatim.ts'
import { createVerbatimReader } from './verbatim-reader.clickhouse.ts'
import { verbatimReaderContract } from './verbatim-reader.contract.ts'
import { createMemoryVerbatimReader } from './verbatim-reader.memory.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

verbatimReaderContract('events at hand', async (events) => createMemoryVerbatimReader(events))
verbatimReaderContract('the analytical engine', async (events) => {
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
  return createVerbatimReader(engine.analytics)
})

describe('what is shown of what customers said', () => {
  const said = (text: string, score: number | null, at: number): Said => ({
    about: 0,
    at,
    event: 'Survey Answered',
    channel: 'email',
    text,
    metric: 'csat',
    score,
  })
  const of = (all: readonly Said[], most = 10, minN = 1) => sayings(all, [{ id: 'appointment' }], { most, minN })

  it('is the worst first, then the newest, the same words once', () => {
    const [shown] = of([
      said('bon', 5, 9),
      said('long', 1, 1),
      said('froid', 2, 5),
      said('froid', 2, 3),
      said('moyen', 3, 8),
    ])
    expect(shown?.n).toBe(5)
    expect(shown?.verbatims.map(({ text, tone }) => [text, tone])).toEqual([
      ['froid', 'negative'],
      ['long', 'negative'],
      ['moyen', 'neutral'],
      ['bon', 'positive'],
    ])
  })
  it('is nothing, but how many, where they are too few', () => {
    expect(of([said('long', 1, 1)], 10, 3)).toEqual([{ touchpoint: 'appointment', n: 1, verbatims: [] }])
  })
  it('names nobody', () => {
    const [shown] = of([said('Rappelez-moi au 06 12 34 56 78', 1, 1)])
    expect(shown?.verbatims[0]?.text).toBe('Rappelez-moi au ••••78')
  })
})
