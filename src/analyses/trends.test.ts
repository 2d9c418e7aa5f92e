import { describe, expect, it } from 'vitest'
import { drawBelow, drawNormal, drawPoisson, drawsOf } from '../statistics/index.ts'
import { trendsOf } from './trends.ts'

const WEEK = [1, 1.1, 1, 1.2, 1.6, 2.2, 0.3]
/** Days of a store: busier on Saturdays, closed on most Sundays, growing a little, more spread than chance alone. */
const days = (n: number, seed: number, spread: number, level = 60): number[] => {
  const draws = drawsOf(seed)
  return Array.from({ length: n }, (_, day) =>
    drawPoisson(draws, level * (1 + day / 2000) * (WEEK[day % 7] ?? 1) * Math.exp(spread * drawNormal(draws))),
  )
}
const daily = { season: 7, partial: false }
const marked = (counts: readonly number[], question = daily) =>
  (trendsOf([{ name: 'visits', counts }], question)[0] ?? []).flatMap(({ anomaly }, at) => (anomaly ? [at] : []))

describe('trends', () => {
  it.each([
    ['of chance alone', 0],
    ['of more than chance', 0.15],
  ])('mark nothing in at least 95 %% of series %s', (_, spread) => {
    const runs = Array.from({ length: 400 }, (_, seed) => marked(days(180, seed + 1, spread)).length > 0)
    expect(runs.filter(Boolean).length / runs.length).toBeLessThanOrEqual(0.05)
  })
  it('mark nothing over ten series together either', () => {
    const runs = Array.from({ length: 100 }, (_, run) => {
      const series = Array.from({ length: 10 }, (_, s) => ({
        name: `${s}`,
        counts: days(120, run * 10 + s + 7000, 0.1),
      }))
      return trendsOf(series, daily).some((points) => points.some(({ anomaly }) => anomaly))
    })
    expect(runs.filter(Boolean).length).toBeLessThanOrEqual(5)
  })
  it('mark nothing where few people come, each with several events at once', () => {
    const found = (seed: number) => {
      const draws = drawsOf(seed)
      let [squares, sum] = [0, 0]
      const counts = Array.from({ length: 300 }, () => {
        let count = 0
        for (let people = drawPoisson(draws, 0.8); people > 0; people--) {
          const events = 1 + drawBelow(draws, 4)
          count += events
          squares += events * events
          sum += events
        }
        return count
      })
      return trendsOf([{ name: 'pages', counts, bursts: squares / sum }], daily)[0]?.some(({ anomaly }) => anomaly)
    }
    expect(Array.from({ length: 200 }, (_, run) => found(run + 90_000)).filter(Boolean).length).toBeLessThanOrEqual(10)
  })
  it.each([2, 4, 12])('mark nothing where days are drawn from a negative binomial of shape %i', (shape) => {
    const found = (seed: number) => {
      const draws = drawsOf(seed)
      const gamma = () =>
        Array.from({ length: shape }, () => -Math.log(1 - draws())).reduce((sum, one) => sum + one, 0) / shape
      const counts = Array.from({ length: 180 }, (_, day) => drawPoisson(draws, 60 * (WEEK[day % 7] ?? 1) * gamma()))
      return marked(counts).length > 0
    }
    const runs = Number(process.env.PARCOURS_TEST_ROUNDS ?? 60)
    expect(
      Array.from({ length: runs }, (_, run) => found(run + 50_000)).filter(Boolean).length / runs,
    ).toBeLessThanOrEqual(0.05)
  })
  it('mark the day on which the site was down, and the one of the sale, by what is usual on that day of the week', () => {
    const counts = days(180, 3, 0.05)
    counts[120] = 5
    counts[150] = (counts[150] ?? 0) * 3
    const points = trendsOf([{ name: 'visits', counts }], daily)[0] ?? []
    expect(points[120]?.anomaly).toBe('low')
    expect(points[150]?.anomaly).toBe('high')
    expect(points[120]?.low).toBeGreaterThan(5)
    // A Saturday is no anomaly: it is set beside Saturdays.
    expect(points.filter(({ anomaly }) => anomaly).length).toBeLessThanOrEqual(3)
  })
  it('do not mark the period that is not over', () => {
    const counts = [...days(100, 9, 0), 0]
    expect(marked(counts, { season: 7, partial: true })).not.toContain(100)
    expect(marked(counts)).toContain(100)
  })
  it('say nothing while too little is known', () => {
    expect(trendsOf([{ name: 'new', counts: [3, 900, 3] }], { season: 1, partial: false })[0]?.[1]).toEqual({
      count: 900,
      expected: null,
      low: null,
      high: null,
      q: null,
      anomaly: null,
    })
    expect(trendsOf([{ name: 'none', counts: [] }], daily)).toEqual([[]])
  })
})
