import { describe, expect, it } from 'vitest'
import { readEvents } from '../events/event-row.ts'
import { createMemoryEventSink } from '../imports/event-sink.memory.ts'
import { interactions } from './company.ts'
import { keepCompany } from './keep.node.ts'

describe('keeping the synthetic company', () => {
  it('keeps every event once: a second keeping of the same company adds nothing', async () => {
    const sink = createMemoryEventSink()
    const company = { events: 12_345, seed: 3 }
    const given: number[] = []
    expect(await keepCompany(sink, company, (so) => given.push(so))).toEqual({ kept: 12_345, duplicates: 0 })
    expect(given).toEqual([5000, 10_000, 12_345])
    expect(await keepCompany(sink, company)).toEqual({ kept: 0, duplicates: 12_345 })
    expect(sink.rows).toHaveLength(12_345)
  })

  it('keeps them as they are, accents and quotes included', async () => {
    const sink = createMemoryEventSink()
    await keepCompany(sink, { events: 3000 })
    const kept = readEvents(Buffer.from(`${sink.rows.join('\n')}\n`))
    expect(kept.map(({ seq: _, ...event }) => event)).toEqual(
      [...interactions({ events: 3000 })].map(({ seq: _, ...event }) => event),
    )
  })
})
