import { expect, it } from 'vitest'
import { drawBelow, drawsOf, meanOf, ratioOf } from '../statistics/index.ts'
import { fitnessSums } from './fitness-sums.ts'

it('has the interval of the ratio over journeys, and of their mean', () => {
  const draws = drawsOf(5)
  const worst = Array.from({ length: 200 }, () => 4 + drawBelow(draws, 9))
  const cost = worst.map((most) => drawBelow(draws, most))
  const sums = fitnessSums()
  for (const [i, most] of worst.entries()) sums.add(cost[i] ?? 0, most, 1 - (cost[i] ?? 0) / most)
  const told = sums.told()
  const ratio = ratioOf(cost, worst)
  expect(told.fitness).toBeCloseTo(1 - (ratio.value ?? 0), 12)
  expect(told.fitnessLow).toBeCloseTo(1 - (ratio.high ?? 0), 12)
  expect(told.fitnessHigh).toBeCloseTo(1 - (ratio.low ?? 0), 12)
  const mean = meanOf(worst.map((most, i) => 1 - (cost[i] ?? 0) / most))
  expect(told.averageTraceFitness).toBeCloseTo(mean.value ?? 0, 12)
  // The mean's is Student's, these are many: nearly the same.
  expect(told.averageTraceFitnessLow).toBeCloseTo(mean.low ?? 0, 3)
})

it('of nobody is nothing, and of one journey has no interval', () => {
  expect(fitnessSums().told()).toMatchObject({ fitness: null, fitnessLow: null, averageTraceFitness: null })
  const one = fitnessSums()
  one.add(1, 4, 0.75)
  expect(one.told()).toMatchObject({ fitness: 0.75, fitnessLow: null, fitnessHigh: null })
})
