import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { type Followed, followMap, recogniserOf, STATUS } from '../journeys/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { drawsOf } from '../statistics/index.ts'
import { countSides, peopleOfFigure, tellDifferences } from './comparison.ts'
import { equalFollowUp, hoursFollowed } from './equal-follow-up.ts'
import { periodOfText } from './side.ts'
import { contributionsOf, conversionEstimate, conversionOf, shapleyOfProducts, stageReach } from './stage-reach.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Sign' }, window: 'P90D' },
  stages: ['discover', 'decide', 'sign'].map((id) => ({ id, phase: 'before' as const, title: '', max: 'P30D' })),
  touchpoints: [
    ['visit', 'discover', 'Visit'],
    ['quote', 'decide', 'Quote'],
    ['contract', 'sign', 'Sign'],
  ].map(([id = '', stage = '', event = '']) => ({ id, stage, title: '', match: [{ event }] })),
}

interface Person {
  readonly quoteAfter?: number
  readonly signAfter?: number
  readonly start?: number
}

const follow = async (name: string, people: readonly Person[], asOf = 400): Promise<Followed> => {
  const events = people.flatMap(({ quoteAfter, signAfter, start = 0 }, p) => {
    const of = (day: number, event: string, seq: number) =>
      eventOf({ at: (start + day) * DAY, seq, event, identifier: `user:${name}${p}` })
    const quote = quoteAfter === undefined ? [] : [of(quoteAfter, 'Quote', 1)]
    return [
      of(0, 'Visit', 0),
      ...quote,
      ...(signAfter === undefined ? [] : [of((quoteAfter ?? 0) + signAfter, 'Sign', 2)]),
    ]
  })
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  return followMap(MAP, await createMemoryCaseReader(events).journeys(question, recogniserOf(MAP)), asOf * DAY)
}

const person = fc.record(
  { quoteAfter: fc.integer({ min: 1, max: 40 }), signAfter: fc.integer({ min: 1, max: 40 }) },
  { requiredKeys: [] },
)

/** People of a store: a share gets a quote, a share of those signs. */
const store = (n: number, seed: number, quotes: number, signs: number): Person[] => {
  const draws = drawsOf(seed)
  return Array.from({ length: n }, () => {
    if (draws() >= quotes) return {}
    const quoteAfter = 1 + Math.floor(draws() * 20)
    return draws() < signs ? { quoteAfter, signAfter: 1 + Math.floor(draws() * 20) } : { quoteAfter }
  })
}

describe('how far journeys come', () => {
  it('multiplies to the share that succeeds, once everybody’s time has run out, stages skipped or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async (people) => {
        const lives = await follow('p', people)
        const succeeded = lives.instances.status.filter((status) => status === STATUS.succeeded).length
        const conversion = conversionOf(stageReach(lives))
        if (conversion !== undefined) expect(conversion).toBeCloseTo(succeeded / lives.instances.count, 9)
      }),
    )
  })
  it('leaves out whose time has not run out, quick ones too', async () => {
    const lives = await follow('p', [{}, {}, { quoteAfter: 2, start: 25 }], 31)
    expect(stageReach(lives)[0]).toMatchObject({ id: 'discover', mature: 2, stopped: 2 })
  })
})

describe('the stages that make a difference', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  it('share it out to the last bit, a factor of 0 among them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 8 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
        const product = (list: readonly number[]) => list.reduce((all, one) => all * one, 1)
        const parts = shapleyOfProducts(a, b)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(product(a) - product(b), 9)
        for (const [k, part] of parts.entries()) if (a[k] === b[k]) expect(part).toBe(0)
      }),
    )
  })
  it('come first: the store that loses people at the quote is told so', async () => {
    const [lille, paris] = [await follow('l', store(800, 1, 0.4, 0.6)), await follow('p', store(800, 2, 0.8, 0.6))]
    const contributions = contributionsOf(stageReach(lille), stageReach(paris)) ?? []
    expect(contributions[0]?.stage).toBe('discover')
    expect(contributions[0]?.high).toBeLessThan(-0.15)
    const rest = contributions.slice(1)
    for (const { low, high } of rest) expect([low <= 0.03, high >= -0.03]).toEqual([true, true])
  })
  it('rest on people: those who live the same journey ten times tell no more than once', async () => {
    const told = stageReach(await follow('l', store(100, 1, 0.5, 0.5)))
    const times = (by: number) =>
      told.map(({ id, mature, stopped }) => {
        const [num, den] = [stopped * by, mature * by]
        const squares = stopped * by * by
        const over = { num, den, people: mature, squares, products: squares, denSquares: mature * by * by }
        return { id, mature: den, stopped: num, over }
      })
    const widths = [1, 10].map((by) => {
      const { low, high } = conversionEstimate(times(by))
      return (high ?? 0) - (low ?? 0)
    })
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(1, 1)
  })
  it('are not told where maps have other stages', async () => {
    const lives = stageReach(await follow('l', store(50, 1, 0.5, 0.5)))
    expect(contributionsOf(lives, lives.slice(1))).toBeUndefined()
  })
})

const alike = (a: Followed, b: Followed) =>
  equalFollowUp(
    [a.map, b.map],
    [a, b].map((side) => [hoursFollowed(side)]),
  )
const differencesOf = (a: Followed, b: Followed) => tellDifferences([countSides(a, b, alike(a, b))])

/** Simulated stores; a proof takes 300 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 60)

describe('differences', () => {
  const found = async (a: Followed, b: Followed) => differencesOf(a, b).filter(({ q }) => q !== null && q <= 0.05)
  it('are found in at most 5 % of runs between two stores that are alike', async () => {
    let runs = 0
    for (let run = 0; run < ROUNDS; run++) {
      const [a, b] = [store(150, 2 * run + 1, 0.5, 0.5), store(150, 2 * run + 2, 0.5, 0.5)]
      if ((await found(await follow('a', a), await follow('b', b))).length > 0) runs++
    }
    expect(runs / ROUNDS).toBeLessThanOrEqual(0.05)
  })
  it('are no more found between those who came long ago and those who have had less time', async () => {
    let runs = 0
    const rounds = Math.ceil(ROUNDS / 3)
    for (let run = 0; run < rounds; run++) {
      const [before, late] = [store(150, 2 * run + 1, 0.5, 0.5), store(150, 2 * run + 2, 0.5, 0.5)]
      const lately = late.map((one, p) => ({ ...one, start: 360 + (p % 38) }))
      if ((await found(await follow('a', before), await follow('b', lately))).length > 0) runs++
    }
    expect(runs / rounds).toBeLessThanOrEqual(0.05)
  })
  it('say within what time after entry both sides are looked at, and of whom', async () => {
    const lately = [...Array.from({ length: 30 }, () => ({ quoteAfter: 12, signAfter: 1, start: 370 })), { start: 399 }]
    const [a, b] = [await follow('a', store(100, 3, 0.5, 0.5)), await follow('b', lately)]
    const [lived, success] = ['quote', ''].map((place) => differencesOf(a, b).find(({ at }) => at === place))
    expect(lived).toMatchObject({ withinSeconds: 30 * 86_400, a: { n: 100 }, b: { value: 1, n: 30 } })
    expect(success).toMatchObject({ withinSeconds: 30 * 86_400, a: { n: 100 }, b: { value: 1, n: 30 } })
    expect(peopleOfFigure(b, alike(a, b), 'lived', 'quote')).toHaveLength(30)
  })
  it('are found where they are, with their interval', async () => {
    const [a, b] = [await follow('a', store(600, 1, 0.4, 0.6)), await follow('b', store(600, 2, 0.7, 0.6))]
    const success = differencesOf(a, b).find(({ measured }) => measured === 'success')
    expect(success?.difference.low).toBeLessThan(-0.18)
    expect(success?.difference.high).toBeGreaterThan(-0.18)
    expect((await found(a, b)).map(({ measured, at }) => `${measured} ${at}`)).toContain('drop_off discover')
  })
  it('are worked out looking up all along, so that whoever left is noticed', async () => {
    const [a, b] = [await follow('a', store(200, 1, 0.9, 0.9)), await follow('b', store(200, 2, 0.9, 0.9))]
    const parts = [countSides(a, b, alike(a, b))]
    let looks = 0
    const look = () => {
      if (++looks > 20) throw new Error('nobody waits')
    }
    expect(() => tellDifferences(parts, look)).toThrow('nobody waits')
    expect(looks).toBe(21)
  })
  it('of a side with itself are nothing, person by person', async () => {
    const lives = await follow('a', store(100, 3, 0.5, 0.5))
    for (const { difference } of differencesOf(lives, lives)) {
      expect(difference.value).toBe(0)
      if (difference.low !== null) expect([difference.low, difference.high]).toEqual([0, 0])
    }
  })
  it('are none of nobody, and of one person have no interval of chance', async () => {
    expect(differencesOf(await follow('a', []), await follow('b', [])).every(({ p }) => p === null)).toBe(true)
    expect(differencesOf(await follow('a', [{}]), await follow('b', [{}])).length).toBeGreaterThan(0)
  })
})

it('a period is two dates of the workspace’s zone, or instants', () => {
  const { from, to } = periodOfText('2025-03-01/2025-04-01')
  // Clocks go forward in between: an hour is missing.
  expect(to - from).toBe(31 * DAY - 3_600_000)
  expect(() => periodOfText('2025-03-01')).toThrow('unreadable-period')
  expect(() => periodOfText('then/now')).toThrow('unreadable-period')
})
