import { describe, expect, it } from 'vitest'
import { rate } from '../kernel/index.ts'
import { clusteredShare, type ShareSums } from './clustered-share.ts'
import { drawBelow, drawsOf } from './index.ts'

/** Simulated companies; a proof takes 1,000 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 400)

const sumsOf = (people: readonly (readonly [x: number, y: number])[]): ShareSums => {
  const sum = (of: (x: number, y: number) => number) => people.reduce((all, [x, y]) => all + of(x, y), 0)
  return {
    num: sum((x) => x),
    den: sum((_, y) => y),
    people: people.filter(([, y]) => y > 0).length,
    squares: sum((x) => x * x),
    products: sum((x, y) => x * y),
    denSquares: sum((_, y) => y * y),
  }
}

/** People who do something up to `most` times; a share of them always does it, and the others each time by chance. */
const companyOf = (seed: number, size: number, most: number, [always, chance]: readonly [number, number]) => {
  const draws = drawsOf(seed)
  return sumsOf(
    Array.from({ length: size }, () => {
      const y = 1 + drawBelow(draws, most)
      const own = draws() < always ? 1 : chance
      return [Array.from({ length: y }, () => draws()).filter((drawn) => drawn < own).length, y] as const
    }),
  )
}

describe('the share of what people do several times', () => {
  it.each([
    ['who are of one piece', 60, 10, [0.3, 0]],
    ['who lean to one side', 60, 10, [0.2, 0.3]],
    ['of whom few do it', 300, 12, [0.05, 0.01]],
    ['who do it by chance', 60, 10, [0, 0.4]],
    ['of whom there are few', 12, 6, [0.4, 0.1]],
  ] as const)('lies in its interval in at least 93 of 100 companies %s', (_, size, most, by) => {
    let held = 0
    const [always, chance] = by
    const truth = always + (1 - always) * chance
    for (let round = 1; round <= ROUNDS; round++) {
      const { low, high } = clusteredShare(companyOf(round, size, most, by))
      if ((low ?? 1) <= truth && (high ?? 0) >= truth) held++
    }
    expect(held / ROUNDS).toBeGreaterThanOrEqual(0.93)
  })
  it('is as Wilson says where thousands do it once each', () => {
    const once = sumsOf(Array.from({ length: 3000 }, (_, p) => [p % 5 === 0 ? 1 : 0, 1] as const))
    const { low, high } = rate(600, 3000)
    expect(clusteredShare(once).low).toBeCloseTo(low ?? 0, 3)
    expect(clusteredShare(once).high).toBeCloseTo(high ?? 0, 3)
  })
  it('has no interval where one person did it all, and none of nothing', () => {
    expect(clusteredShare(sumsOf([[3, 8]]))).toMatchObject({ value: 3 / 8, num: 3, den: 8, low: null, high: null })
    expect(clusteredShare(sumsOf([]))).toMatchObject({ value: null, low: null })
  })
  it('lies between 0 and 1, ends included, where nobody or everybody does it', () => {
    const none = clusteredShare(sumsOf([0, 0, 0, 0, 0].map((x) => [x, 9] as const)))
    expect([none.low, (none.high ?? 0) > (rate(0, 45).high ?? 1)]).toEqual([0, true])
    const all = clusteredShare(sumsOf([9, 9, 9].map((x) => [x, 9] as const)))
    expect(all.high).toBe(1)
    expect(all.low).toBeLessThan(0.6)
  })
})
