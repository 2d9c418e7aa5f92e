import { describe, expect, it } from 'vitest'
import { drawBelow, drawPoisson, drawsOf, halfWidth } from '../statistics/index.ts'
import { addedAll, addedOff, createSpread, liftInterval } from './lift-spread.ts'

/** Each case lives events after places 0, 1 and 2; some of them are calls that no touchpoint foresees. */
interface Lived {
  readonly place: number
  readonly isCall: boolean
}
type Case = readonly Lived[]
const CALL = 7
const PLACE = 1

/** Some people call much more often than others, and most often after place 1. */
const companyOf = (seed: number, cases: number): Case[] => {
  const draws = drawsOf(seed)
  return Array.from({ length: cases }, () => {
    const calls = draws() < 0.2 ? 0.5 : 0.05
    return Array.from({ length: 1 + drawPoisson(draws, 6) }, (): Lived => {
      const place = drawBelow(draws, 3)
      return { place, isCall: draws() < calls * (place === PLACE ? 1 : 0.4) }
    })
  })
}

const spreadOf = (cases: readonly Case[]) => {
  const spread = createSpread(3)
  for (const events of cases) {
    for (const { place, isCall } of events) spread.event(place, isCall ? CALL : undefined)
    spread.close()
  }
  return { off: spread.off(CALL), all: spread.all() }
}

const numbersOf = (events: Case) => {
  const count = (is: (one: Lived) => boolean) => events.filter(is).length
  return {
    after: count(({ place, isCall }) => isCall && place === PLACE),
    there: count(({ place }) => place === PLACE),
    own: count(({ isCall }) => isCall),
    all: events.length,
  }
}

describe('the interval of a lift', () => {
  it('is that of the linearised logarithm, worked out case by case', () => {
    const cases = companyOf(3, 60)
    const counts = numbersOf(cases.flat())
    const pulls = cases.map((events) => {
      const own = numbersOf(events)
      return own.after / counts.after - own.there / counts.there - own.own / counts.own + own.all / counts.all
    })
    const callers = cases.filter((events) => events.some(({ isCall }) => isCall)).length
    const variance = (pulls.reduce((sum, pull) => sum + pull ** 2, 0) * 60) / 59
    const wide = Math.exp(halfWidth(callers - 1) * Math.sqrt(variance))
    const lift = counts.after / counts.there / (counts.own / counts.all)
    const { off, all } = spreadOf(cases)
    const { low, high } = liftInterval(counts, PLACE, off, all)
    expect(low).toBeCloseTo(lift / wide, 9)
    expect(high).toBeCloseTo(lift * wide, 9)
  })
  it('is the same of parts that are added up', () => {
    const cases = companyOf(4, 50)
    const [one, two] = [spreadOf(cases.slice(0, 20)), spreadOf(cases.slice(20))]
    const whole = spreadOf(cases)
    expect(addedOff([one.off, two.off])).toEqual(whole.off)
    expect(addedAll([one.all, two.all])).toEqual(whole.all)
  })
  it('is none where one case alone lived the event', () => {
    const { off, all } = spreadOf([[{ place: 1, isCall: true }], [{ place: 1, isCall: false }]])
    expect(liftInterval({ after: 1, there: 2, own: 1, all: 2 }, 1, off, all)).toEqual({ low: null, high: null })
  })
  it('holds the lift of everybody in about 95 of 100 companies, though calls of one person go together', () => {
    const rounds = Number(process.env.PARCOURS_TEST_ROUNDS ?? 100)
    const share = (place: number) => (0.2 * 0.5 + 0.8 * 0.05) * (place === PLACE ? 1 : 0.4)
    const truth = share(PLACE) / ((share(0) + share(1) + share(2)) / 3)
    let held = 0
    for (let round = 1; round <= rounds; round++) {
      const cases = companyOf(round, 150)
      const { off, all } = spreadOf(cases)
      const { low, high } = liftInterval(numbersOf(cases.flat()), PLACE, off, all)
      if ((low ?? 9) <= truth && truth <= (high ?? 0)) held++
    }
    expect(held / rounds).toBeGreaterThan(rounds >= 300 ? 0.93 : 0.87)
  })
})
