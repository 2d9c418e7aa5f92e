import { Z95 } from '../kernel/index.ts'
import { fitness } from './alignment.ts'
import type { Conformance } from './lived.ts'

type Fitness = Pick<
  Conformance,
  'fitness' | `fitness${'Low' | 'High'}` | 'averageTraceFitness' | `averageTraceFitness${'Low' | 'High'}`
>

/** A sum that keeps what adding rounds off: the same in whatever order it is added up (A. Neumaier, ZAMM 54, 1974). */
const exactSum = () => {
  // A number that a function holds for another is a new object each time it changes; one in a column is not.
  const held = new Float64Array(2)
  return {
    add(value: number): void {
      const sum = held[0] ?? 0
      const next = sum + value
      held[1] = (held[1] ?? 0) + (sum >= value ? sum - next + value : value - next + sum)
      held[0] = next
    },
    sum: () => (held[0] ?? 0) + (held[1] ?? 0),
  }
}

/** Places of sums: how many, cost and worst cost, their squares and products. */
const SUMS = { n: 0, cost: 1, worst: 2, costs: 3, worsts: 4, products: 5 } as const

/** No fitness lies outside of 0 and 1; of one journey, nothing is known of the next. */
const within = (n: number, value: number, spread: number) =>
  n < 2 ? { low: null, high: null } : { low: Math.max(0, value - spread), high: Math.min(1, value + spread) }

/**
 * The fitness of a set and the mean over its journeys, with 95 % intervals over journeys, in one pass: a ratio of sums, worst cost
 * and cost, by its linearisation (W. G. Cochran, Sampling Techniques, 3rd edition (1977), 6.4), and a mean.
 */
export const fitnessSums = () => {
  const sums = new Float64Array(6)
  const more = (place: number, value: number): void => {
    sums[place] = (sums[place] ?? 0) + value
  }
  const [fits, squares] = [exactSum(), exactSum()]
  return {
    add(mine: number, most: number, fit: number): void {
      more(SUMS.n, 1)
      more(SUMS.cost, mine)
      more(SUMS.worst, most)
      more(SUMS.costs, mine * mine)
      more(SUMS.worsts, most * most)
      more(SUMS.products, mine * most)
      fits.add(fit)
      squares.add(fit * fit)
    },
    told(): Fitness {
      const [n = 0, cost = 0, worst = 0, costs = 0, worsts = 0, products = 0] = sums
      if (n === 0)
        return {
          ...{ fitness: null, fitnessLow: null, fitnessHigh: null },
          ...{ averageTraceFitness: null, averageTraceFitnessLow: null, averageTraceFitnessHigh: null },
        }
      const [ratio, mean, often] = [worst === 0 ? 0 : cost / worst, fits.sum() / n, n / Math.max(1, n - 1)]
      const off = Math.max(0, costs - 2 * ratio * products + ratio * ratio * worsts)
      const whole = within(n, fitness(cost, worst), worst === 0 ? 0 : (Z95 * Math.sqrt(off * often)) / worst)
      const each = within(n, mean, Z95 * Math.sqrt((Math.max(0, squares.sum() / n - mean * mean) * often) / n))
      return {
        fitness: fitness(cost, worst),
        fitnessLow: whole.low,
        fitnessHigh: whole.high,
        averageTraceFitness: mean,
        averageTraceFitnessLow: each.low,
        averageTraceFitnessHigh: each.high,
      }
    },
  }
}
