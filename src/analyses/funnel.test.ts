import { describe, expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { funnel } from './funnel.ts'
import { DROPPED, type Exclusion, type FunnelQuestion, type Step } from './funnel-question.ts'
import type { Sequences } from './sequences.ts'

/** Cases written as letters, one event a minute: `a` is code 0. */
const sequences = (...cases: readonly string[]): Sequences =>
  spansOf({
    starts: Uint32Array.from([0, ...cases.map((_, c) => cases.slice(0, c + 1).join('').length)]),
    at: Float64Array.from(cases.flatMap((text) => [...text].map((_, minute) => minute * 60_000))),
    code: cases.flatMap((text) => [...text].map((letter) => letter.charCodeAt(0) - 97)),
  })
const step = (letters: string, optional = false): Step => ({
  label: letters,
  codes: [...letters].map((letter) => letter.charCodeAt(0) - 97),
  ...(optional && { optional }),
})
const ask = (steps: readonly Step[], rest: Partial<FunnelQuestion> = {}): FunnelQuestion => ({
  steps,
  order: 'ordered',
  window: Number.POSITIVE_INFINITY,
  windowFrom: 'first',
  ...rest,
})
const reach = (text: string, question: FunnelQuestion) => funnel(sequences(text), question).reached[0]
const abc = [step('a'), step('b'), step('c')]

describe('a funnel', () => {
  it('lets other events pass between the steps, unless it is strict', () => {
    expect(reach('axbxc', ask(abc))).toBe(3)
    expect(reach('axbxc', ask(abc, { order: 'strict' }))).toBe(1)
    expect(reach('xabcx', ask(abc, { order: 'strict' }))).toBe(3)
  })
  it('wants the steps in order, unless any order will do', () => {
    expect(reach('cba', ask(abc))).toBe(1)
    expect(reach('cba', ask(abc, { order: 'any' }))).toBe(3)
  })
  it('never lets one event advance two steps', () => {
    expect(reach('a', ask([step('a'), step('a')]))).toBe(1)
    expect(reach('aa', ask([step('a'), step('a')]))).toBe(2)
  })
  it('takes the latest start that still fits its window', () => {
    expect(reach('axxxabc', ask(abc, { window: 2 * 60_000 }))).toBe(3)
    expect(reach('abxxxc', ask(abc, { window: 2 * 60_000 }))).toBe(2)
    expect(reach('axbxc', ask(abc, { window: 2 * 60_000, windowFrom: 'previous' }))).toBe(3)
  })
  it('takes one of several events for a step, and lets an optional step be skipped', () => {
    expect(reach('ac', ask([step('a'), step('bc')]))).toBe(2)
    const answer = funnel(sequences('ac', 'abc', 'ab'), ask([step('a'), step('b', true), step('c')]))
    expect(answer.steps.map(({ count }) => count)).toEqual([3, 2, 2])
    expect(answer.steps[2]?.ofPrevious).toMatchObject({ num: 2, den: 3 })
  })
  it('calls nobody lost whose time is not up, nor anybody where no time is allowed', () => {
    const [minute, cases] = [60_000, ['ab', 'axxxx', 'abc', 'xxxa', 'x']] as const
    const timed = ask(abc, { window: 2 * minute, asOf: 4 * minute })
    const { steps } = funnel(sequences(...cases), timed)
    // Of three that got no further than a, one began a minute ago.
    expect(steps.map(({ stopped, open }) => [stopped, open])).toEqual([
      [2, 1],
      [1, 0],
      [1, 0],
    ])
    expect(steps[0]?.dropOff).toMatchObject({ num: 1, den: 3 })
    expect(steps[1]?.dropOff).toMatchObject({ num: 1, den: 2 })
    expect(steps[2]?.dropOff.value).toBeNull()
    // A session is over half a minute after its last event.
    expect(funnel(sequences(...cases), { ...timed, quiet: 30_000 }).steps[0]?.open).toBe(0)
    const untimed = funnel(sequences(...cases), ask(abc, { asOf: 4 * minute })).steps
    expect(untimed.map(({ open, dropOff }) => [open, dropOff.value])).toEqual(untimed.map(() => [null, null]))
  })
  it('leaves no time to who was left out or gave up, and in any order to whose events still count', () => {
    const timed = { window: 600_000, asOf: 600_000 } as const
    const openAfter = (text: string, rest: Partial<FunnelQuestion>) =>
      funnel(sequences(text), ask(abc, { ...timed, ...rest })).open[0]
    const without = (mode: Exclusion['mode']) => ({ exclusions: [{ codes: [23], after: 0, mode }] })
    expect(['drop', 'reset', 'drop-off'].map((mode) => openAfter('ax', without(mode as Exclusion['mode'])))).toEqual([
      0, 0, 0,
    ])
    expect(openAfter('axa', without('reset'))).toBe(1)
    expect(openAfter('ca', { order: 'any' })).toBe(1)
    expect(openAfter('cab', { order: 'any' })).toBe(0)
    expect(openAfter('ca', { order: 'any', window: 60_000 })).toBe(0)
    expect(openAfter('ca', { order: 'any', asOf: 660_000 })).toBe(1)
    expect(openAfter('ca', { order: 'any', asOf: 720_000 })).toBe(0)
    expect(openAfter('ax', { order: 'strict' })).toBe(0)
    expect(openAfter('xa', { order: 'strict' })).toBe(1)
  })
  it('drops, resets or ends a case at what must not happen', () => {
    const without = (mode: Exclusion['mode']) => ask(abc, { exclusions: [{ codes: [23], after: 0, mode }] })
    expect(reach('axbc', without('drop'))).toBe(DROPPED)
    expect(reach('axabc', without('reset'))).toBe(3)
    expect(reach('axbc', without('reset'))).toBe(1)
    expect(reach('axabc', without('drop-off'))).toBe(1)
    expect(reach('abxc', without('drop'))).toBe(3)
  })
  it('gives the time from step to step', () => {
    expect(funnel(sequences('axb', 'ab'), ask([step('a'), step('b')])).steps[1]?.medianSeconds).toBe(90)
  })
  it('has no cap on steps', () => {
    const steps = Array.from({ length: 60 }, () => step('a'))
    expect(reach('a'.repeat(60), ask(steps))).toBe(60)
  })
})
