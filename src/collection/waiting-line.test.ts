import { describe, expect, it } from 'vitest'
import { createWaitingLine } from './waiting-line.ts'

/** A line whose clock is set by hand; a wait of 500 milliseconds is borne. */
const line = () => {
  let at = 0
  const { turnsAway, enter } = createWaitingLine({ now: () => at, longest: 500 })
  return { turnsAway, enter, later: (ms: number) => (at += ms) }
}

describe('the line of those who wait for an answer', () => {
  it('lets in who comes to an empty line, however much it brings', () => {
    expect(line().turnsAway(4_000_000)).toBeUndefined()
  })

  it('lets in whoever comes while the first has not waited for long, however many wait', () => {
    const { turnsAway, enter, later } = line()
    for (let n = 0; n < 1_000; n++) enter(10_000)
    later(500)
    expect(turnsAway(10_000)).toBeUndefined()
  })

  it('sends away who would wait longer than is borne, and lets in again once the first were answered', () => {
    const { turnsAway, enter, later } = line()
    const answered = enter(10_000)
    later(501)
    expect(turnsAway(10_000)).toBeGreaterThan(0)
    answered()
    expect(turnsAway(10_000)).toBeUndefined()
  })

  it('tells each when there will be room, by how fast others were answered: the next one comes after the one before', () => {
    const { turnsAway, enter, later } = line()
    const waiting = Array.from({ length: 100 }, () => enter(1_000))
    // Ten answered in 600 milliseconds: one a second is 16.7 kB, so that 90 kB take 5.4 seconds.
    later(600)
    for (const answered of waiting.slice(0, 10)) answered()
    expect(turnsAway(1_000)).toBe(6)
    const told = Array.from({ length: 100 }, () => turnsAway(1_000) ?? 0)
    expect(told.at(-1)).toBe(10)
    expect(told).toEqual([...told].sort((x, y) => x - y))
  })

  it('never says longer than ten seconds, since what is told is only reckoned', () => {
    const { turnsAway, enter, later } = line()
    for (let n = 0; n < 100; n++) enter(1_000_000)
    later(600_000)
    expect(turnsAway(1_000_000)).toBe(10)
  })
})
