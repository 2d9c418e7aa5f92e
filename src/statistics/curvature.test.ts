import { expect, it } from 'vitest'
import { covarianceAt, drawNormal, drawsOf, intervalOf } from './index.ts'

it('the curvature of a normal’s likelihood gives the textbook errors of its mean and its spread', () => {
  const draws = drawsOf(3)
  const values = Array.from({ length: 400 }, () => 5 + 2 * drawNormal(draws))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  const covariance = covarianceAt(
    ([m = 0, log = 0]) => values.reduce((sum, value) => sum - log - ((value - m) / Math.exp(log)) ** 2 / 2, 0),
    [mean, Math.log(spread)],
  )
  expect(covariance?.cells[0]).toBeCloseTo(spread ** 2 / 400, 5)
  expect(covariance?.cells[3]).toBeCloseTo(1 / 800, 5)
  // The spread itself, from its logarithm: twice its error to either side of it.
  const { low, high } = covariance
    ? intervalOf(([, log = 0]) => Math.exp(log), [mean, Math.log(spread)], covariance, 'positive')
    : { low: 0, high: 0 }
  expect(low).toBeCloseTo(spread * Math.exp(-1.959964 / Math.sqrt(800)), 4)
  expect(high).toBeCloseTo(spread * Math.exp(1.959964 / Math.sqrt(800)), 4)
})

it('has no covariance where the likelihood does not bend', () => {
  expect(covarianceAt(([x = 0]) => x * x, [1])).toBeUndefined()
})
