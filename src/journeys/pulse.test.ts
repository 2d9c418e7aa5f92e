import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../kernel/index.ts'
import { CASE, type Instances, pulseOf, STATUS } from './index.ts'

const ASOF = Date.UTC(2026, 8, 14, 12)

interface Life {
  readonly opened: number
  readonly closed?: number
  readonly as?: 'succeeded' | 'abandoned'
  readonly late?: boolean
}

const lives = (all: readonly Life[]): Instances => ({
  count: all.length,
  status: Uint8Array.from(all, ({ as }) => STATUS[as ?? 'open']),
  onTrack: Uint8Array.from(all, ({ as, late }) => (as === undefined && !late ? 1 : 0)),
  openedAt: Float64Array.from(all, ({ opened }) => ASOF - opened),
  closedAt: Float64Array.from(all, ({ closed }) => (closed === undefined ? Number.NaN : ASOF - closed)),
  stage: Int16Array.from(all, () => 0),
  starts: new Uint32Array(all.length + 1),
  members: new Uint32Array(0),
  caseOf: Uint32Array.from(all, (_, i) => i),
  cases: Uint8Array.from(all, () => CASE.entered),
  notEntered: 0,
})
const pulse = (all: readonly Life[], since?: number) => pulseOf({ instances: lives(all), asOf: ASOF }, since)
const many = (n: number, life: Life) => Array.from({ length: n }, () => life)

describe('the pulse of a journey', () => {
  it('tells who is on the way, and what the last day and week brought against those before', () => {
    const told = pulse([
      { opened: HOUR },
      { opened: 3 * DAY, late: true },
      { opened: 9 * DAY, closed: 2 * HOUR, as: 'succeeded' },
      { opened: 40 * DAY, closed: 8 * DAY, as: 'abandoned' },
    ])
    expect(told).toMatchObject({ open: 2, onTrack: 1, late: 1 })
    expect(told.day).toEqual({
      days: 1,
      now: { entered: 1, succeeded: 1, abandoned: 0 },
      before: { entered: 0, succeeded: 0, abandoned: 0 },
    })
    expect(told.week).toMatchObject({ now: { entered: 2, succeeded: 1 }, before: { entered: 1, abandoned: 1 } })
    expect(told.days).toHaveLength(28)
    expect(told.days.at(-1)).toEqual({ from: '2026-09-13T12:00:00.000Z', entered: 1, succeeded: 1, abandoned: 0 })
  })

  it('says that success moved only where chance would hardly do it, with the interval', () => {
    const weeks = (good: number, before: number) => [
      ...many(good, { opened: 30 * DAY, closed: DAY, as: 'succeeded' as const }),
      ...many(100 - good, { opened: 30 * DAY, closed: DAY, as: 'abandoned' as const }),
      ...many(before, { opened: 30 * DAY, closed: 9 * DAY, as: 'succeeded' as const }),
      ...many(100 - before, { opened: 30 * DAY, closed: 9 * DAY, as: 'abandoned' as const }),
    ]
    expect(pulse(weeks(50, 47)).moved).toBeNull()
    const { moved } = pulse(weeks(70, 45))
    expect(moved).toMatchObject({ days: 7, now: { num: 70, n: 100 }, before: { num: 45, n: 100 } })
    expect(moved?.difference.low).toBeGreaterThan(0)
    expect(pulse(weeks(70, 45).filter((_, i) => i % 5 === 0)).moved).toBeNull()
  })

  it('counts every journey once: those open, and those that ended', () => {
    const life = fc.record({
      opened: fc.integer({ min: 0, max: 27 * DAY }),
      as: fc.constantFrom('succeeded' as const, 'abandoned' as const, undefined),
    })
    fc.assert(
      fc.property(fc.array(life), (drawn) => {
        const all = drawn.map(({ opened, as }) => (as ? { opened, closed: Math.floor(opened / 2), as } : { opened }))
        const { days, open } = pulse(all)
        const total = (field: 'entered' | 'succeeded' | 'abandoned') => days.reduce((sum, day) => sum + day[field], 0)
        expect(total('entered')).toBe(all.length)
        expect(total('succeeded') + total('abandoned') + open).toBe(all.length)
      }),
    )
  })
})
