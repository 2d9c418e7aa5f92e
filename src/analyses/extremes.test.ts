import { describe, expect, it } from 'vitest'
import {
  type CaseTable,
  DESIGN_COSTS,
  follow,
  measureConformance,
  measureStages,
  rulesOf,
  spansOf,
  summariseLog,
} from '../journeys/index.ts'
import { DAY, MINUTE } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { calendarOf } from './calendar.ts'
import { funnel } from './funnel.ts'
import { pathsOf } from './paths.ts'
import { retention } from './retention.ts'

/** Cases written as lists of activities, a minute apart; `at` says otherwise. */
const logOf = (activities: readonly string[], cases: readonly (readonly number[])[], step = MINUTE): CaseTable => {
  const starts = new Uint32Array(cases.length + 1)
  for (const [c, events] of cases.entries()) starts[c + 1] = (starts[c] ?? 0) + events.length
  const activity = Uint32Array.from(cases.flat())
  const at = Float64Array.from(cases.flatMap((events) => events.map((_, e) => e * step)))
  const [keys, inferred] = [cases.map((_, c) => `case:${c}`), new Uint8Array(cases.length)]
  return { keys, inferred, starts, at, activity, activities, channel: new Uint16Array(at.length), channels: ['web'] }
}
const asked = (table: CaseTable) => ({ ...spansOf(table), code: table.activity })
const stepsOf = (...codes: number[]) => codes.map((code) => ({ label: `${code}`, codes: [code] }))
const ordered = { order: 'ordered', window: Number.POSITIVE_INFINITY, windowFrom: 'first' } as const
const WEEKS = calendarOf('week', 'Europe/Paris', 0, 100 * DAY)
const weekly = { kind: 'bounded', periods: 3, asOf: 100 * DAY } as const

/** The log seen through a map whose touchpoints are its activities, in their order. */
const through = (table: CaseTable, touchpoints: number) => {
  const map: JourneyMap = {
    format: 'parcours/1',
    id: 'extreme',
    title: '',
    stages: [{ id: 'all', phase: 'before', title: '' }],
    touchpoints: Array.from({ length: touchpoints }, (_, t) => ({
      id: `t${t}`,
      stage: 'all',
      title: '',
      match: [{ event: `t${t}` }],
    })),
  }
  const events = table.at.length
  const seen = {
    ...table,
    touchpoint: Uint16Array.from(table.activity),
    signs: new Uint8Array(events).fill(1),
    score: new Float64Array(events).fill(Number.NaN),
    metric: new Uint8Array(events).fill(255),
    about: new Uint16Array(events).fill(0xffff),
  }
  const rules = rulesOf(map)
  return { map, table: seen, rules, instances: follow(seen, rules, 1000 * DAY) }
}

describe('extremes', () => {
  it('a log without a case has no steps, no ways, nobody who comes back', () => {
    const table = logOf(['a'], [])
    expect(funnel(asked(table), { ...ordered, steps: stepsOf(0) }).steps[0]).toMatchObject({
      count: 0,
      medianSeconds: null,
    })
    expect(pathsOf(asked(table), { direction: 'from', depth: 5, perStep: 3 }).answer).toEqual({
      cases: 0,
      nodes: [],
      links: [],
    })
    expect(retention(asked(table), WEEKS, weekly).cohorts).toEqual([])
    expect(summariseLog(table, { asOf: null, basis: 'case' })).toMatchObject({ events: 0, variants: 0, edges: 0 })
  })
  it('a case without an event, and one with a single event, are counted as what they are', () => {
    const table = logOf(['a', 'b'], [[], [0], [1]])
    expect(funnel(asked(table), { ...ordered, steps: stepsOf(0, 1) }).steps.map(({ count }) => count)).toEqual([1, 0])
    expect(retention(asked(table), WEEKS, weekly).cohorts[0]?.people).toBe(2)
    expect(summariseLog(table, { asOf: null, basis: 'case' })).toMatchObject({ cases: 3, variants: 3, transitions: 0 })
  })
  it('a case of 100,000 events is one case', () => {
    const table = logOf(['a', 'b', 'c'], [Array.from({ length: 100_000 }, (_, e) => e % 3), [0, 1]])
    expect(funnel(asked(table), { ...ordered, steps: stepsOf(2, 1, 0) }).steps.map(({ count }) => count)).toEqual([
      1, 1, 1,
    ])
    const log = summariseLog(table, { asOf: null, basis: 'case' })
    expect(log).toMatchObject({ variants: 2, edges: 3, transitions: 100_000 })
    const { map, table: seen, rules, instances } = through(table, 3)
    const { conformance } = measureConformance(map, seen, rules, instances, {
      asOf: 1000 * DAY,
      costs: DESIGN_COSTS,
      minN: 0,
      complete: true,
    })
    // Three of its events are the design; the others are out of place. The short one left a touchpoint out.
    expect(conformance.deviations.reduce((sum, { cost }) => sum + cost, 0)).toBe(99_997 + 1)
    expect(measureStages(seen, rules, instances, 1000 * DAY)[0]?.entered).toBe(2)
  })
  it('10,000 distinct touchpoints are told apart', () => {
    const names = Array.from({ length: 10_000 }, (_, code) => `t${code}`)
    const codes = names.map((_, code) => code)
    const table = logOf(names, [codes, codes.toReversed()])
    const log = summariseLog(table, { asOf: null, basis: 'case', top: 1 })
    expect(log).toMatchObject({ activities: 10_000, variants: 2, edges: 2 * 9_999, transitions: 2 * 9_999 })
    const { answer } = pathsOf(asked(table), { direction: 'from', depth: 3, perStep: 1 })
    expect(answer.nodes.filter(({ step }) => step === 0).map(({ cases }) => cases)).toEqual([1, 1])
    expect(funnel(asked(table), { ...ordered, steps: stepsOf(0, 9_999) }).steps.map(({ count }) => count)).toEqual([
      2, 1,
    ])
  })
  it('events at the same instant keep the order that they were given', () => {
    const table = logOf(['a', 'b'], [[0, 1, 0]], 0)
    expect(
      funnel(asked(table), { ...ordered, window: 0, steps: stepsOf(0, 1, 0) }).steps.map(({ count }) => count),
    ).toEqual([1, 1, 1])
    expect(summariseLog(table, { asOf: null, basis: 'case' }).edgesList.map(({ from, to }) => from + to)).toEqual([
      'ab',
      'ba',
    ])
  })
})
