import { describe, expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { HOUR } from '../kernel/index.ts'
import { calendarOf, periodOf } from './calendar.ts'
import { retention } from './retention.ts'
import type { Sequences } from './sequences.ts'

const at = (text: string) => Date.parse(text)
const visits = (...people: readonly (readonly string[])[]): Sequences =>
  spansOf({
    starts: Uint32Array.from([0, ...people.map((_, p) => people.slice(0, p + 1).flat().length)]),
    at: Float64Array.from(people.flat(), at),
    code: people.flat().map(() => 0),
  })

describe('the calendar', () => {
  it('has a day of 23 hours when clocks go forward and one of 25 when they go back', () => {
    const days = (from: string, to: string) => calendarOf('day', 'Europe/Paris', at(from), at(to)).starts
    const spring = days('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')
    expect((spring[2] ?? 0) - (spring[1] ?? 0)).toBe(23 * HOUR)
    const autumn = days('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')
    expect((autumn[2] ?? 0) - (autumn[1] ?? 0)).toBe(25 * HOUR)
  })
  it('puts an instant into the period of its zone', () => {
    const months = calendarOf('month', 'Europe/Paris', at('2026-01-15T00:00:00Z'), at('2026-03-15T00:00:00Z'))
    expect(months.labels).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
    expect(periodOf(months, at('2026-01-31T23:30:00Z'))).toBe(1)
  })
})

describe('retention', () => {
  const weeks = calendarOf('week', 'Europe/Paris', at('2026-09-07T10:00:00Z'), at('2026-09-28T10:00:00Z'))
  const claire = ['2026-09-07T10:00:00Z', '2026-09-15T10:00:00Z', '2026-09-28T10:00:00Z']
  const karim = ['2026-09-08T10:00:00Z', '2026-09-22T10:00:00Z']
  const question = { periods: 3, asOf: at('2026-09-29T10:00:00Z') }

  it('counts who comes back in the very week, or in it or later', () => {
    const numbers = (kind: 'bounded' | 'unbounded') =>
      retention(visits(claire, karim), weeks, { ...question, kind }).cohorts[0]?.retained.map(({ num }) => num)
    expect(numbers('bounded')).toEqual([2, 1, 1])
    expect(numbers('unbounded')).toEqual([2, 2, 2])
  })
  it('leaves out a week that is not over: its people may still come', () => {
    const { cohorts, overall } = retention(visits(claire, karim), weeks, { ...question, kind: 'bounded' })
    expect(cohorts[0]?.retained).toHaveLength(3)
    expect(overall[3]).toMatchObject({ value: null, den: 0 })
  })
  it('adds counts over cohorts, never rates', () => {
    const nadia = ['2026-09-15T10:00:00Z', '2026-09-23T10:00:00Z']
    const { overall } = retention(visits(claire, karim, nadia), weeks, { ...question, kind: 'bounded' })
    expect(overall[1]).toMatchObject({ num: 2, den: 3 })
  })
})
