import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mergesAllowed, startHousekeeping } from './housekeeping.ts'

const calm = { now: 100_000, started: 0, lastBehind: 0, relievedAt: Number.NEGATIVE_INFINITY, partsHeld: 3 }

describe('parts are merged', () => {
  it('once a bulk load is over', () => {
    expect(mergesAllowed(calm)).toBe(true)
    expect(mergesAllowed({ ...calm, lastBehind: 98_000 })).toBe(false)
  })
  it('not while a command that asks one question may still run', () => {
    expect(mergesAllowed({ ...calm, started: 95_000 })).toBe(false)
  })
  it('in any case once too many have gathered, and for a while then', () => {
    const loading = { ...calm, lastBehind: 100_000 }
    expect(mergesAllowed({ ...loading, partsHeld: 150 })).toBe(true)
    expect(mergesAllowed({ ...loading, relievedAt: 60_000 })).toBe(true)
    expect(mergesAllowed({ ...loading, relievedAt: 10_000 })).toBe(false)
  })
})

describe('housekeeping', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('has the engine wait from the start, lets it go when all is calm, and holds it for the next load', async () => {
    const told: boolean[] = []
    const status = { position: 0, end: 0, rows: 0, blocks: 0, setAside: 0 }
    const keeping = await startHousekeeping({
      loader: { status },
      merges: async (allowed) => void told.push(allowed),
      now: Date.now,
    })
    await vi.advanceTimersByTimeAsync(16_000)
    expect(told).toEqual([false, true])
    Object.assign(status, { end: 8_000_000, blocks: 4 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(told).toEqual([false, true, false])
    Object.assign(status, { blocks: 160 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(told).toEqual([false, true, false, true])
    await keeping.stop()
  })
})
