import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBelow, drawsOf } from '../statistics/index.ts'
import { type Calibration, createForesight, createTrial } from './calibration.ts'
import { ABANDONED, type Expectation, type KnownJourney, learn, SUCCEEDED } from './next-steps.ts'

/** A chain of touchpoints; `giveUp` says how likely a journey is abandoned after each, 3 steps at most before the end. */
const journeys = (n: number, seed: number, giveUp: (label: number) => number): KnownJourney[] => {
  const draws = drawsOf(seed)
  return Array.from({ length: n }, () => {
    const labels: number[] = []
    const times: number[] = []
    let now = 0
    let abandoned = false
    for (let step = 0; step < 4; step++) {
      const label = drawBelow(draws, 4)
      labels.push(label)
      times.push(now)
      now += 100 + Math.floor(draws() * 1000)
      if (draws() < giveUp(label)) {
        abandoned = true
        now += Math.floor(draws() * 800)
        break
      }
    }
    return { labels, times, until: now, abandoned }
  })
}

const split = (all: readonly KnownJourney[]) =>
  [all.filter((_, k) => k % 2 === 0), all.filter((_, k) => k % 2 === 1)] as const
const baseOf = (all: readonly KnownJourney[]) => all.filter(({ abandoned }) => abandoned).length / all.length

/** Sets risks beside what happened. */
const calibrate = (expectation: Expectation, journeys: readonly KnownJourney[], base: number): Calibration => {
  const labels = new Set(journeys.flatMap((one) => one.labels))
  const foresight = createForesight(new Map([...labels].map((label) => [label, expectation.cuts(label)])))
  for (const journey of journeys) foresight.add(journey)
  const trial = createTrial(expectation, foresight.risks(expectation), base)
  for (const journey of journeys) trial.add(journey)
  return trial.told()
}

/** How many bands hold what they predict. */
const bandsHold = ({ bands }: Calibration) =>
  bands.filter(({ predicted, observed: { low, high } }) => predicted >= (low ?? 1) && predicted <= (high ?? 0)).length

/** Simulated companies; a proof takes 300 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 40)

describe('risk', () => {
  it('foretells where touchpoints differ, and its bands hold what they predict', () => {
    const [known, fresh] = split(journeys(4000, 3, (label) => [0.05, 0.1, 0.2, 0.6][label] ?? 0))
    const calibration = calibrate(learn(known), fresh, baseOf(known))
    expect(calibration.foretells).toBe(true)
    expect(bandsHold(calibration)).toBeGreaterThanOrEqual(8)
    expect(calibration.bias.low).toBeLessThan(0.01)
    expect(calibration.bias.high).toBeGreaterThan(-0.01)
    expect(calibration.bands.at(-1)?.observed.value).toBeGreaterThan(0.7)
  })
  it('foretells nothing in at least 95 % of runs where the end has nothing to do with what was lived', () => {
    let told = 0
    for (let run = 0; run < ROUNDS; run++) {
      const draws = drawsOf(run + 77)
      const all = journeys(600, run + 500, () => 0).map((journey) => ({ ...journey, abandoned: draws() < 0.4 }))
      const [known, fresh] = split(all)
      if (calibrate(learn(known), fresh, baseOf(known)).foretells) told++
    }
    expect(told / ROUNDS).toBeLessThanOrEqual(0.05)
  })
  it('is held by its interval in about 95 of 100 runs', () => {
    let held = 0
    const truth = (label: number) => [0.1, 0.2, 0.3, 0.5][label] ?? 0
    for (let run = 0; run < 150; run++) {
      const draws = drawsOf(run + 4000)
      const one = (): KnownJourney => {
        const label = drawBelow(draws, 4)
        return { labels: [label], times: [0], until: 100 + draws() * 900, abandoned: draws() < truth(label) }
      }
      const { low, high } = learn(Array.from({ length: 800 }, one)).riskEstimate({ label: 3, before: 0, waited: 0 })
      if ((low ?? 1) <= truth(3) && (high ?? 0) >= truth(3)) held++
    }
    expect(held / 150).toBeGreaterThan(0.9)
  })
  it('is calibrated alike in whatever order journeys stand: moments of equal risk are never told apart', () => {
    const all = journeys(400, 11, (label) => [0.1, 0.1, 0.3, 0.5][label] ?? 0)
    const [known, fresh] = split(all)
    const usual = calibrate(learn(known), fresh, baseOf(known))
    const orderOf = (list: readonly KnownJourney[]) => fc.shuffledSubarray([...list], { minLength: list.length })
    fc.assert(
      fc.property(orderOf(known), orderOf(fresh), (learnt, tried) => {
        expect(calibrate(learn(learnt), tried, baseOf(learnt))).toEqual(usual)
      }),
      { numRuns: 5 },
    )
  })
  it('rises with the wait where those who stay long leave', () => {
    const expectation = learn(journeys(3000, 9, () => 0.2))
    const at = (waited: number) => expectation.risk({ label: 1, before: 0, waited })
    expect(at(1090)).toBeGreaterThan(at(10))
  })
  it('of a touchpoint never seen is everybody’s, and of nobody known one half', () => {
    const all = journeys(1000, 4, () => 0.1)
    expect(learn(all).risk({ label: 99, before: 0, waited: 0 })).toBeCloseTo(baseOf(all), 9)
    expect(learn([]).risk({ label: 0, before: 0, waited: 0 })).toBe(0.5)
    expect(calibrate(learn([]), [], 0.5)).toMatchObject({ journeys: 0, moments: 0, brier: null, foretells: false })
  })
})

describe('the next step', () => {
  const walk = (labels: readonly number[], abandoned: boolean): KnownJourney => ({
    labels,
    times: labels.map((_, k) => k * 10),
    until: labels.length * 10,
    abandoned,
  })
  it('is what usually follows, by the last two touchpoints where they tell more', () => {
    const all = Array.from({ length: 400 }, (_, k) => walk(k % 2 === 0 ? [1, 3, 5] : [2, 3, 4], k % 2 === 1))
    const { next } = learn(all)
    expect(next({ label: 3, before: 1, waited: 0 })[0]?.label).toBe(5)
    expect(next({ label: 3, before: 2, waited: 0 })[0]?.label).toBe(4)
    expect(next({ label: 5, before: 3, waited: 0 })[0]?.label).toBe(SUCCEEDED)
    expect(next({ label: 4, before: 3, waited: 0 })[0]?.label).toBe(ABANDONED)
    const sum = next({ label: 3, before: 1, waited: 0 }).reduce((total, { p }) => total + p, 0)
    expect(sum).toBeCloseTo(1, 9)
  })
})
