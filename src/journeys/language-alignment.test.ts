import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JourneyMap } from '../maps/index.ts'
import { alignTraces, traceCode } from './alignment.ts'
import { type Costs, modelOf, UNIT_COSTS } from './model.ts'

/**
 * The oracle: every word that a map allows, written as an expression and taken apart by derivatives (Antimirov, Theoretical
 * Computer Science 155, 1996), and the least at which a trace becomes one of them. It knows nothing of positions.
 */
type Words =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'one'; readonly touchpoint: number }
  | { readonly kind: 'then' | 'shuffled'; readonly a: Words; readonly b: Words }
  | { readonly kind: 'either'; readonly of: readonly Words[] }
  | { readonly kind: 'again'; readonly a: Words }

const NOTHING: Words = { kind: 'nothing' }
const both = (kind: 'then' | 'shuffled', a: Words, b: Words): Words =>
  a.kind === 'nothing' ? b : b.kind === 'nothing' ? a : { kind, a, b }
const all = (kind: 'then' | 'shuffled', of: readonly Words[]): Words =>
  of.reduceRight((rest: Words, one) => both(kind, one, rest), NOTHING)
const maybe = (a: Words): Words => ({ kind: 'either', of: [a, NOTHING] })
/** Once or more. */
const repeated = (a: Words): Words => both('then', a, { kind: 'again', a })

const mayEnd = (words: Words): boolean => {
  switch (words.kind) {
    case 'nothing':
    case 'again':
      return true
    case 'one':
      return false
    case 'either':
      return words.of.some(mayEnd)
    default:
      return mayEnd(words.a) && mayEnd(words.b)
  }
}

/** What may come first, and what is left after it. */
const firsts = (words: Words): (readonly [touchpoint: number, rest: Words])[] => {
  switch (words.kind) {
    case 'nothing':
      return []
    case 'one':
      return [[words.touchpoint, NOTHING]]
    case 'either':
      return words.of.flatMap(firsts)
    case 'again':
      return firsts(words.a).map(([t, rest]) => [t, both('then', rest, words)])
    case 'then':
      return [
        ...firsts(words.a).map(([t, rest]) => [t, both('then', rest, words.b)] as const),
        ...(mayEnd(words.a) ? firsts(words.b) : []),
      ]
    case 'shuffled':
      return [
        ...firsts(words.a).map(([t, rest]) => [t, both('shuffled', rest, words.b)] as const),
        ...firsts(words.b).map(([t, rest]) => [t, both('shuffled', words.a, rest)] as const),
      ]
  }
}

type Trace = readonly (readonly [touchpoint: number, wrong: boolean])[]

/** The least at which the trace becomes a word: cheapest first over what of the words is left, and how far the trace is. */
const bruteCost = (
  words: Words,
  trace: Trace,
  costs: Costs,
  skip: (touchpoint: number) => number,
  label: (touchpoint: number) => number = (touchpoint) => touchpoint,
): number => {
  const queue: { cost: number; at: number; rest: Words }[] = [{ cost: 0, at: 0, rest: words }]
  const seen = new Set<string>()
  for (;;) {
    queue.sort((a, b) => b.cost - a.cost)
    const head = queue.pop()
    if (!head) throw new Error('There is no word')
    const key = `${head.at} ${JSON.stringify(head.rest)}`
    if (seen.has(key)) continue
    seen.add(key)
    const event = trace[head.at]
    if (event === undefined && mayEnd(head.rest)) return head.cost
    if (event) queue.push({ ...head, at: head.at + 1, cost: head.cost + costs.misplaced })
    for (const [touchpoint, rest] of firsts(head.rest)) {
      queue.push({ at: head.at, rest, cost: head.cost + skip(touchpoint) })
      if (event && label(event[0]) === label(touchpoint))
        queue.push({ at: head.at + 1, rest, cost: head.cost + (event[1] ? costs.wrongChannel : 0) })
    }
  }
}

interface Drawn {
  readonly map: JourneyMap
  readonly words: Words
}

const touch = fc.record({ optional: fc.boolean(), repeatable: fc.boolean() })
const drawnStage = fc.record({
  shape: fc.constantFrom('sequence' as const, 'any' as const, 'choice' as const),
  touchpoints: fc.array(touch, { minLength: 0, maxLength: 3 }),
  /** How many of them each alternative of a choice takes; what is left over is after it. */
  cuts: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
})

const draw = (
  stages: readonly {
    shape: 'sequence' | 'any' | 'choice'
    touchpoints: readonly { optional: boolean; repeatable: boolean }[]
    cuts: readonly number[]
  }[],
  back: readonly [from: number, to: number],
): Drawn => {
  const touchpoints: object[] = []
  const parts: Words[] = []
  const designed: object[] = []
  /** Where a sequence can be gone back in: the touchpoints of stages in a row that are sequences, by number. */
  const transitions: object[] = []
  stages.forEach(({ shape, touchpoints: own, cuts }, s) => {
    const first = touchpoints.length
    const leaves = own.map(({ optional, repeatable }, k): Words => {
      const touchpoint = first + k
      const id = `t${touchpoint}`
      const need = optional ? 'optional' : 'mandatory'
      touchpoints.push({ id, stage: `s${s}`, title: '', need, repeatable, match: [{ event: id }] })
      const one: Words = { kind: 'one', touchpoint }
      const many = repeatable ? repeated(one) : one
      return optional ? maybe(many) : many
    })
    if (shape !== 'choice') {
      designed.push({ id: `s${s}`, phase: 'during', title: '', ...(shape === 'any' && { any_order: true }) })
      const [from, to] = [back[0] % Math.max(1, own.length), back[1] % Math.max(1, own.length)]
      // Who goes back stands where the one before has just been done, and may do that again where it repeats: not told here.
      const repeats = [...stages.slice(0, s).flatMap((one) => one.touchpoints), ...own.slice(0, to)].some(
        ({ repeatable }) => repeatable,
      )
      if (shape === 'sequence' && s === back[0] % stages.length && to <= from && own.length > 0 && !repeats) {
        transitions.push({ from: `t${first + from}`, to: `t${first + to}`, kind: 'return' })
        const loop = repeated(all('then', leaves.slice(to, from + 1)))
        parts.push(all('then', [...leaves.slice(0, to), loop, ...leaves.slice(from + 1)]))
      } else parts.push(all(shape === 'any' ? 'shuffled' : 'then', leaves))
      return
    }
    let next = 0
    const alternatives = cuts.map((size) => {
      const taken = leaves.slice(next, next + size)
      const ids = taken.map((_, k) => `t${first + next + k}`)
      next += taken.length
      return { ids, words: all('then', taken) }
    })
    designed.push({ id: `s${s}`, phase: 'during', title: '', choice: alternatives.map(({ ids }) => ids) })
    const choice: Words = { kind: 'either', of: alternatives.map(({ words }) => words) }
    parts.push(all('then', [choice, ...leaves.slice(next)]))
  })
  const map = { format: 'parcours/1', id: 'drawn', title: '', stages: designed, touchpoints, transitions }
  return { map: map as unknown as JourneyMap, words: all('then', parts) }
}

const drawn = fc
  .tuple(fc.array(drawnStage, { minLength: 1, maxLength: 3 }), fc.tuple(fc.nat(5), fc.nat(5)))
  .filter(([stages]) => stages.some(({ touchpoints }) => touchpoints.length > 0))
  .map(([stages, back]) => draw(stages, back))

/** Noise, and traces that the map allows with a little of it. */
const drawnTrace = fc.array(fc.tuple(fc.nat(8), fc.boolean()), { maxLength: 7 })
const walked = (words: Words, turns: readonly number[], noise: readonly (readonly [number, number])[]): Trace => {
  const trace: [number, boolean][] = []
  let rest = words
  for (const turn of turns) {
    const next = firsts(rest)
    const [touchpoint, left] = next[turn % Math.max(1, next.length)] ?? []
    if (touchpoint === undefined || left === undefined) break
    trace.push([touchpoint, turn % 7 === 0])
    rest = left
  }
  for (const [at, what] of noise) {
    const place = at % (trace.length + 1)
    if (what % 2 === 0) trace.splice(place, 1)
    else trace.splice(place, 0, [what, false])
  }
  return trace
}
const weights = fc.record({
  skips: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 9, maxLength: 9 }),
  misplaced: fc.integer({ min: 1, max: 12 }),
  wrongChannel: fc.integer({ min: 0, max: 12 }),
})

const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 250)

const same = ({ map, words }: Drawn, given: Trace, costs: Costs): void => {
  const trace = given.map(([t, wrong]) => [t % map.touchpoints.length, wrong] as const)
  const skip = (touchpoint: number): number => {
    const one = map.touchpoints[touchpoint]
    // Which words leave an optional one out is said by the words.
    return one ? costs.skip(one) : 0
  }
  const { cost } = alignTraces(modelOf(map, costs), costs)(
    trace.map(([t, wrong]) => traceCode(t, wrong)),
    'full',
  )
  // Weights are quarters: their sums are exact.
  expect(cost).toBe(bruteCost(words, trace, costs, skip))
}
const weighing = ({
  skips,
  misplaced,
  wrongChannel,
}: {
  skips: number[]
  misplaced: number
  wrongChannel: number
}) => ({
  skip: ({ id }: { id: string }) => (skips[Number(id.slice(1))] ?? 4) / 4,
  misplaced: misplaced / 4,
  wrongChannel: wrongChannel / 4,
  unmapped: 0,
})

describe('an alignment costs the least at which a trace becomes a word of the map', () => {
  it('with every weight 1, of noise', () => {
    fc.assert(
      fc.property(drawn, drawnTrace, (one, trace) => same(one, trace, UNIT_COSTS)),
      { numRuns: ROUNDS },
    )
  })
  const turns = fc.array(fc.nat(50), { maxLength: 8 })
  const noise = fc.array(fc.tuple(fc.nat(9), fc.nat(8)), { maxLength: 3 })
  it('with every weight 1, of what the map allows and a little noise', () => {
    fc.assert(
      fc.property(drawn, turns, noise, (one, way, noises) => same(one, walked(one.words, way, noises), UNIT_COSTS)),
      { numRuns: ROUNDS },
    )
  })
  it('with any weights', () => {
    fc.assert(
      fc.property(drawn, turns, noise, weights, (one, way, noises, drawnWeights) =>
        same(one, walked(one.words, way, noises), weighing(drawnWeights)),
      ),
      { numRuns: ROUNDS },
    )
  })
  it('with every weight 1, where labels stand in several places', () => {
    const labels = fc.array(fc.nat(2), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(drawn, labels, fc.array(fc.nat(3), { maxLength: 7 }), ({ map, words }, labelOf, events) => {
        const label = (touchpoint: number) => labelOf[touchpoint] ?? 0
        const touchpoints = map.touchpoints.map((one, t) => ({ ...one, match: [{ event: `e${label(t)}` }] }))
        // An event is recognised as the first touchpoint of its label; one that nothing foresees is charged apart.
        const trace = events.flatMap((event): [number, boolean][] => {
          const first = touchpoints.findIndex((_, t) => label(t) === event)
          return first === -1 ? [] : [[first, false]]
        })
        const { cost } = alignTraces(modelOf({ ...map, touchpoints }, UNIT_COSTS), UNIT_COSTS)(
          trace.map(([t]) => traceCode(t, false)),
          'full',
        )
        const skip = (touchpoint: number) => UNIT_COSTS.skip(touchpoints[touchpoint] as (typeof touchpoints)[number])
        expect(cost).toBe(bruteCost(words, trace, UNIT_COSTS, skip, label))
      }),
      { numRuns: ROUNDS },
    )
  })
  it('of nothing, the cheapest run of the map', () => {
    fc.assert(
      fc.property(drawn, weights, (one, drawnWeights) => {
        const costs = weighing(drawnWeights)
        same(one, [], costs)
        expect(modelOf(one.map, costs).cheapestRun).toBe(alignTraces(modelOf(one.map, costs), costs)([], 'full').cost)
      }),
      { numRuns: ROUNDS },
    )
  })
})
