import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBelow, drawNormal, drawsOf } from '../statistics/index.ts'
import { type DriverColumns, driversOf } from './drivers.ts'
import { lmg, relativeWeights } from './relative-importance.ts'

const two = { size: 2, cells: Float64Array.of(1, 0.4, 0.4, 1) }

describe('importance', () => {
  it('of two predictors is that of the published example: R² .440476, LMG .275238 and .165238', () => {
    const [first = 0, second = 0] = lmg(two, [0.6, 0.5])
    expect(first).toBeCloseTo(0.275238, 6)
    expect(second).toBeCloseTo(0.165238, 6)
    expect(first + second).toBeCloseTo(0.440476, 6)
  })
  it('by relative weights has the same R², and equals LMG for two predictors', () => {
    const weights = relativeWeights(two, [0.6, 0.5])
    expect(weights[0]).toBeCloseTo(0.275238, 6)
    expect((weights[0] ?? 0) + (weights[1] ?? 0)).toBeCloseTo(0.440476, 6)
  })
  it('of uncorrelated predictors is their squared correlation, by either way', () => {
    const none = { size: 3, cells: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) }
    for (const of of [lmg, relativeWeights])
      expect([...of(none, [0.5, -0.3, 0])].map((part) => part.toFixed(9))).toEqual(
        [0.25, 0.09, 0].map((part) => part.toFixed(9)),
      )
  })
  it('is shared equally by two copies of one thing', () => {
    const copies = { size: 2, cells: Float64Array.of(1, 1, 1, 1) }
    expect([...lmg(copies, [0.6, 0.6])]).toEqual([0.18, 0.18])
  })
  it('adds up to R², whatever the order of the predictors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, size) => {
        const { columns } = people(40, size, seed)
        const answer = driversOf(columns, { resamples: 2, permutations: 2, seed: 1 })
        const turned = {
          ...columns,
          names: [...columns.names].reverse(),
          predictors: [...columns.predictors].reverse(),
        }
        const other = driversOf(turned, { resamples: 2, permutations: 2, seed: 1 })
        expect(other.r2).toBeCloseTo(answer.r2 ?? 2, 9)
        expect(answer.r2).toBeLessThanOrEqual(1 + 1e-9)
        for (const { name, importance } of answer.drivers)
          expect(other.drivers.find((driver) => driver.name === name)?.importance).toBeCloseTo(importance, 9)
      }),
      { numRuns: 30 },
    )
  })
})

/** People whose scores have nothing to do with the outcome, unless a weight says so. */
const people = (n: number, size: number, seed: number, weights: readonly number[] = []): { columns: DriverColumns } => {
  const draws = drawsOf(seed)
  const predictors = Array.from({ length: size }, () => new Float64Array(n))
  const outcome = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const mood = drawNormal(draws)
    let sum = drawNormal(draws)
    for (const [j, column] of predictors.entries()) {
      column[i] = Math.round(3 + mood * 0.6 + drawNormal(draws))
      sum += (weights[j] ?? 0) * (column[i] ?? 0)
    }
    outcome[i] = sum
  }
  return { columns: { names: predictors.map((_, j) => `t${j}`), predictors, always: [], outcome } }
}

/** Simulated companies; a proof takes 300 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 20)

describe('drivers', () => {
  it('are found where they were planted, in their order, and nowhere else', () => {
    const { columns } = people(1500, 8, 5, [0, 0.9, 0, 0.35])
    const { drivers, r2, method } = driversOf(columns, { resamples: 200, permutations: 499, seed: 2 })
    expect([drivers[0]?.name, drivers[0]?.best, drivers[0]?.worst]).toEqual(['t1', 1, 1])
    expect(drivers[0]?.q).toBeLessThan(0.05)
    expect(drivers[0]?.direction).toBe('up')
    expect(r2).toBeGreaterThan(0.4)
    expect(method).toBe('lmg')
  })
  it('are nobody in at least 95 % of runs where nothing drives the outcome', () => {
    let found = 0
    const runs = 10 * ROUNDS
    for (let run = 0; run < runs; run++) {
      const { columns } = people(200, 6, 1000 + run)
      const { drivers } = driversOf(columns, { resamples: 1, permutations: 199, seed: run })
      if (drivers.some(({ q }) => q <= 0.05)) found++
    }
    expect(found / runs).toBeLessThanOrEqual(0.05)
  })
  it('share a place where their intervals overlap', () => {
    const { columns } = people(150, 3, 11, [0.3, 0.3, 0.3])
    const { drivers } = driversOf(columns, { resamples: 200, permutations: 19, seed: 2 })
    for (const { best, worst } of drivers) expect([best, worst]).toEqual([1, 3])
  })
  const alike = [
    { size: 6, n: 300 },
    { size: 9, n: 300 },
    ...(ROUNDS >= 300 ? [6, 9, 12].map((size) => ({ size, n: 1000 })).concat({ size: 12, n: 300 }) : []),
  ]
  it.each(alike)(
    'are told apart in at most one run of twenty where all of $size count alike, of $n people',
    ({ size, n }) => {
      let apart = 0
      for (let run = 0; run < ROUNDS; run++) {
        const { columns } = people(n, size, 3000 + run, new Array<number>(size).fill(0.3))
        const { drivers } = driversOf(columns, { resamples: 100, permutations: 0, seed: run })
        if (drivers.some(({ best, worst }) => best !== 1 || worst !== size)) apart++
      }
      expect(apart / ROUNDS).toBeLessThanOrEqual(0.05)
    },
    10_000 + ROUNDS * 2000,
  )
  it(
    'are told apart in at least 80 % of runs where one of nine weighs twice as much as each other',
    () => {
      let first = 0
      for (let run = 0; run < ROUNDS; run++) {
        const { columns } = people(1000, 9, 5000 + run, [0.6, ...new Array<number>(8).fill(0.3)])
        const { drivers } = driversOf(columns, { resamples: 100, permutations: 0, seed: run })
        if (drivers[0]?.name === 't0' && drivers[0].worst === 1) first++
      }
      expect(first / ROUNDS).toBeGreaterThanOrEqual(0.8)
    },
    10_000 + ROUNDS * 2000,
  )
  it('are told by relative weights above fifteen predictors', () => {
    const { columns } = people(400, 20, 3, [1.2])
    const { drivers, method } = driversOf(columns, { resamples: 20, permutations: 19, seed: 1 })
    expect([method, drivers[0]?.name, drivers.length]).toEqual(['relative-weights', 't0', 20])
  })
  it('owe nothing to what is always known before them', () => {
    const draws = drawsOf(9)
    const asked = Float64Array.from({ length: 500 }, () => drawBelow(draws, 2))
    const copy = asked.map((value) => value + 0.01 * drawNormal(draws))
    const columns = { names: ['copy'], predictors: [copy], always: [asked], outcome: asked.map((value) => value * 3) }
    const { r2 } = driversOf(
      { ...columns, outcome: columns.outcome.map((v) => v + drawNormal(draws)) },
      {
        resamples: 5,
        permutations: 19,
        seed: 1,
      },
    )
    expect(r2).toBeLessThan(0.05)
  })
  it('are none of nobody, of one person, and of an outcome that never changes', () => {
    const none = { names: [], predictors: [], always: [], outcome: new Float64Array(0) }
    expect(driversOf(none, { resamples: 5, permutations: 5, seed: 1 }).drivers).toEqual([])
    const { columns } = people(50, 2, 1)
    const flat = driversOf(
      { ...columns, outcome: new Float64Array(50).fill(4) },
      { resamples: 5, permutations: 19, seed: 1 },
    )
    expect(flat.r2).toBeNull()
    expect(driversOf(none, { resamples: 5, permutations: 5, seed: 1 }).r2).toBeNull()
    for (const { q } of flat.drivers) expect(q).toBe(1)
  })
  it.each([3, 20])('of %i predictors are not worked out to the end once nobody waits for them', (size) => {
    const { columns } = people(300, size, 5)
    const asked = { resamples: 30, permutations: 40, seed: 1 }
    let all = 0
    driversOf(columns, { ...asked, look: () => all++ })
    expect(all).toBeGreaterThan(70)
    for (const last of [1, 20, all]) {
      let looks = 0
      const look = () => {
        if (++looks === last) throw new Error('Karim has left')
      }
      expect(() => driversOf(columns, { ...asked, look })).toThrow('Karim has left')
    }
  })
})
