import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { funnel, reachedStep } from './funnel.ts'
import { DROPPED, type Exclusion, type FunnelQuestion, type Step } from './funnel-question.ts'

/** The definitions, tried way by way: every choice of events for steps is looked at. Independent of the one pass. */
interface Way {
  readonly events: readonly number[]
  readonly step: number
}

const admissible = (
  question: FunnelQuestion,
  at: readonly number[],
  way: Way,
  event: number,
  step: number,
): boolean => {
  const { steps, order, window, windowFrom, exclusions = [] } = question
  const [first, last] = [way.events[0] ?? 0, way.events.at(-1) ?? 0]
  if (event <= last || !steps[step]?.codes.includes(letters[event] ?? -1)) return false
  if (steps.slice(way.step + 1, step).some(({ optional }) => !optional)) return false
  if (order === 'strict' && event !== last + 1) return false
  if ((at[event] ?? 0) - (at[windowFrom === 'first' ? first : last] ?? 0) > window) return false
  return !exclusions.some(
    ({ mode, after, codes: wrong }) =>
      mode === 'reset' && after === way.step && letters.slice(last + 1, event).some((code) => wrong.includes(code)),
  )
}

let letters: readonly number[] = []

/** Every way through the steps by the first `until` events. */
const waysOf = (question: FunnelQuestion, at: readonly number[], until: number): Way[] => {
  const ways: Way[] = []
  const extend = (way: Way) => {
    ways.push(way)
    for (let step = way.step + 1; step < question.steps.length; step++)
      for (let event = 0; event < until; event++)
        if (admissible(question, at, way, event, step)) extend({ events: [...way.events, event], step })
  }
  for (let event = 0; event < until; event++)
    if (question.steps[0]?.codes.includes(letters[event] ?? -1)) extend({ events: [event], step: 0 })
  return ways
}

const furthestOf = (ways: readonly Way[]) => ways.reduce((most, { step }) => Math.max(most, step), -1)

/** The furthest attempt that still has time when an event comes. */
const standing = (question: FunnelQuestion, at: readonly number[], event: number): number => {
  const { window, windowFrom, order, exclusions = [] } = question
  return furthestOf(
    waysOf(question, at, event).filter(({ events, step }) => {
      const [first, last] = [events[0] ?? 0, events.at(-1) ?? 0]
      if (order === 'strict' && last !== event - 1) return false
      if ((at[event] ?? 0) - (at[windowFrom === 'first' ? first : last] ?? 0) > window) return false
      return !exclusions.some(
        ({ mode, after, codes }) =>
          mode === 'reset' && after === step && letters.slice(last + 1, event).some((code) => codes.includes(code)),
      )
    }),
  )
}

const naiveInOrder = (question: FunnelQuestion, at: readonly number[]): number => {
  for (let event = 0; event < letters.length; event++) {
    const stands = standing(question, at, event)
    const advances = waysOf(question, at, event + 1).some(
      ({ events, step }) => events.at(-1) === event && step > stands,
    )
    // Exclusions of the latest place first, as they are read.
    for (const { mode, after, codes } of [...(question.exclusions ?? [])].reverse()) {
      if (mode === 'reset' || !codes.includes(letters[event] ?? -1) || stands !== after || advances) continue
      return mode === 'drop' ? DROPPED : furthestOf(waysOf(question, at, event)) + 1
    }
  }
  return furthestOf(waysOf(question, at, letters.length)) + 1
}

/** Any order: every assignment of distinct events of one window to distinct steps. */
const naiveAnyOrder = ({ steps, window, exclusions = [] }: FunnelQuestion, at: readonly number[]): number => {
  const isStep = (event: number) => steps.some(({ codes }) => codes.includes(letters[event] ?? -1))
  const most = (events: readonly number[], free: readonly Step[]): number => {
    const [event, ...rest] = events
    if (event === undefined) return 0
    return Math.max(
      most(rest, free),
      ...free
        .filter(({ codes }) => codes.includes(letters[event] ?? -1))
        .map(
          (step) =>
            1 +
            most(
              rest,
              free.filter((other) => other !== step),
            ),
        ),
    )
  }
  let best = 0
  let begin = 0
  for (let event = 0; event < letters.length; event++) {
    const inWindow = letters.flatMap((_, e) =>
      e >= begin && e <= event && isStep(e) && (at[event] ?? 0) - (at[e] ?? 0) <= window ? [e] : [],
    )
    const now = most(inWindow, steps)
    best = Math.max(best, now)
    if (best === steps.length) break
    const wrong = exclusions.filter(({ codes }) => codes.includes(letters[event] ?? -1)).map(({ mode }) => mode)
    if (isStep(event) || inWindow.length === 0) continue
    if (wrong.includes('drop')) return DROPPED
    if (wrong.includes('drop-off')) break
    if (wrong.includes('reset')) begin = event + 1
  }
  return best
}

const code = fc.nat(4)
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 2 })
const events = fc.array(fc.record({ code: fc.nat(5), gap: fc.nat(2) }), { maxLength: 8 })
const modes = fc.constantFrom<Exclusion['mode'][]>('drop', 'reset', 'drop-off')
const asked = fc
  .record({
    steps: fc.array(fc.record({ codes, optional: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    order: fc.constantFrom('ordered' as const, 'strict' as const),
    window: fc.constantFrom(0, 1, 2, 4, Number.POSITIVE_INFINITY),
    windowFrom: fc.constantFrom('first' as const, 'previous' as const),
    exclusions: fc.array(
      fc.record({ codes: codes.map((some) => some.map((c) => c + 1)), after: fc.nat(3), mode: modes }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ steps, exclusions, ...rest }) => ({
    ...rest,
    steps: steps.map(({ codes: any, optional }, at) => ({ label: `${at}`, codes: any, optional: optional && at > 0 })),
    exclusions: exclusions.filter(({ after }) => after < steps.length - 1),
  }))

const tableOf = (list: readonly { readonly code: number; readonly gap: number }[]) => {
  let now = 0
  const at = list.map(({ gap }) => (now += gap))
  letters = list.map((event) => event.code)
  return {
    at,
    sequences: spansOf({ starts: Uint32Array.of(0, list.length), at: Float64Array.from(at), code: letters }),
  }
}

describe('the funnel in one pass reaches what trying every way reaches', () => {
  it('in order and strictly, with alternatives, optional steps, windows, ties and the three exclusions', () => {
    fc.assert(
      fc.property(events, asked, (list, question) => {
        const { at, sequences } = tableOf(list)
        expect(funnel(sequences, question).reached[0]).toBe(naiveInOrder(question, at))
      }),
      { numRuns: 3000 },
    )
  })
  it('and has time left where an attempt that stands has: in order and strictly, by either window', () => {
    fc.assert(
      fc.property(events, asked, fc.nat(6), (list, question, later) => {
        const { at, sequences } = tableOf(list)
        const asOf = (at.at(-1) ?? 0) + later
        const timed: FunnelQuestion = {
          ...question,
          asOf,
          exclusions: question.exclusions.filter(({ mode }) => mode === 'reset'),
        }
        const { open, reached, steps } = funnel(sequences, timed)
        const isOpen = reached[0] !== timed.steps.length && standing(timed, [...at, asOf], letters.length) >= 0
        if (Number.isFinite(timed.window)) {
          expect(open[0]).toBe(isOpen ? 1 : 0)
          expect(steps[(reached[0] ?? 0) - 1]?.open ?? 0).toBe(isOpen ? 1 : 0)
        } else expect(steps.map((step) => step.open)).toEqual(steps.map(() => null))
      }),
      { numRuns: 1000 },
    )
  })
  it('in any order, each step by an event of its own, within the window', () => {
    fc.assert(
      fc.property(events, asked, (list, question) => {
        const any: FunnelQuestion = {
          ...question,
          order: 'any',
          steps: question.steps.map(({ label, codes: some }) => ({ label, codes: some })),
          exclusions: question.exclusions.map((exclusion) => ({ ...exclusion, after: 0 })),
        }
        const { at, sequences } = tableOf(list)
        expect(funnel(sequences, any).reached[0]).toBe(naiveAnyOrder(any, at))
      }),
      { numRuns: 2000 },
    )
  })
  it('tells a way that is one: its events are the steps, in order, within the window', () => {
    fc.assert(
      fc.property(events, asked, (list, question) => {
        const { sequences } = tableOf(list)
        const told = [...funnel(sequences, question).events].flatMap((event, step) =>
          event < 0 ? [] : [{ event, step }],
        )
        for (const [k, { event, step }] of told.entries()) {
          expect(question.steps[step]?.codes).toContain(letters[event])
          expect(event).toBeGreaterThan(told[k - 1]?.event ?? -1)
        }
      }),
    )
  })
  it('lists as many people at each step as it counts', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 6 }), asked, (cases, question) => {
        const flat = cases.flat()
        const sequences = spansOf({
          starts: Uint32Array.from([0, ...cases.map((_, c) => cases.slice(0, c + 1).flat().length)]),
          at: Float64Array.from(flat, (_, e) => e),
          code: flat.map((event) => event.code),
        })
        const answer = funnel(sequences, question)
        expect(answer.steps.map((_, step) => reachedStep(answer, question.steps, step).length)).toEqual(
          answer.steps.map(({ count }) => count),
        )
      }),
    )
  })
})

it('a case of 100,000 events and 40 steps is followed at once, in every order', () => {
  const size = 100_000
  const sequences = spansOf({
    starts: Uint32Array.of(0, size),
    at: Float64Array.from({ length: size }, (_, e) => e),
    code: Uint32Array.from({ length: size }, (_, e) => (e * 7919) % 41),
  })
  const steps = Array.from({ length: 40 }, (_, step) => ({ label: `${step}`, codes: [step] }))
  for (const order of ['ordered', 'any'] as const) {
    const question: FunnelQuestion = { steps, order, window: 5000, windowFrom: 'first' }
    expect(funnel(sequences, question).reached[0]).toBe(40)
  }
})
