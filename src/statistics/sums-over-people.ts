import { Z95 } from '../kernel/index.ts'
import type { Estimate } from './cluster-ratio.ts'
import { growingSums } from './sum.ts'

/** What people count for in a ratio, `num` over `den` of each, added up over them: parts of people add up to all of them. */
export interface RatioSums {
  readonly people: number
  readonly num: number
  readonly den: number
  /** Of num * num, num * den and den * den. */
  readonly squares: number
  readonly products: number
  readonly denSquares: number
}

/** The same of people who count in two ratios: what they have in both, multiplied, added up over them. */
export interface PairSums {
  readonly a: RatioSums
  readonly b: RatioSums
  /** Who counts in both. */
  readonly both: number
  /** Of num * num, num of the first * den of the second, den of the first * num of the second, and den * den. */
  readonly crossed: readonly [nums: number, numDen: number, denNum: number, dens: number]
}

const toldOf = (sums: readonly number[], from: number): RatioSums => ({
  people: sums[from] ?? 0,
  num: sums[from + 1] ?? 0,
  den: sums[from + 2] ?? 0,
  squares: sums[from + 3] ?? 0,
  products: sums[from + 4] ?? 0,
  denSquares: sums[from + 5] ?? 0,
})

const placesOf = ({ people, num, den, squares, products, denSquares }: RatioSums): number[] => [
  people,
  num,
  den,
  squares,
  products,
  denSquares,
]

/** Adds people up, one by one or part by part: whole numbers exactly, others as if rounding lost nothing. */
export const pairSums = () => {
  const sums = growingSums()
  const count = (from: number, num: number, den: number): void => {
    sums.add(from, 1)
    sums.add(from + 1, num)
    sums.add(from + 2, den)
    sums.add(from + 3, num * num)
    sums.add(from + 4, num * den)
    sums.add(from + 5, den * den)
  }
  return {
    /** One person; who has no `den` on a side does not count there. */
    add(numA: number, denA: number, numB: number, denB: number): void {
      if (denA !== 0) count(0, numA, denA)
      if (denB !== 0) count(6, numB, denB)
      if (denA === 0 || denB === 0) return
      sums.add(12, 1)
      sums.add(13, numA * numB)
      sums.add(14, numA * denB)
      sums.add(15, denA * numB)
      sums.add(16, denA * denB)
    },
    join({ a, b, both, crossed }: PairSums): void {
      for (const [place, term] of [...placesOf(a), ...placesOf(b), both, ...crossed].entries()) sums.add(place, term)
    },
    told(): PairSums {
      const all = sums.told()
      return {
        a: toldOf(all, 0),
        b: toldOf(all, 6),
        both: all[12] ?? 0,
        crossed: [all[13] ?? 0, all[14] ?? 0, all[15] ?? 0, all[16] ?? 0],
      }
    },
  }
}

/** The sum over people of what each pulls one ratio, multiplied by what they pull the other. */
const pulled = (
  [nums, numDen, denNum, dens]: readonly [number, number, number, number],
  first: number,
  second: number,
): number => nums - second * numDen - first * denNum + first * second * dens

const own = ({ squares, products, denSquares }: RatioSums) => [squares, products, products, denSquares] as const

/** The ratio of sums over people with the interval of its linearisation: `ratioOf`, from the sums alone. */
export const ratioOfSums = (sums: RatioSums): Estimate => {
  const { people: n, num, den } = sums
  if (den === 0) return { value: null, low: null, high: null, n }
  const value = num / den
  if (n < 2) return { value, low: null, high: null, n }
  const spread = (Z95 * Math.sqrt((Math.max(0, pulled(own(sums), value, value)) * n) / (n - 1))) / den
  return { value, low: value - spread, high: value + spread, n }
}

/** The difference of two such ratios, paired person by person: `pairedDifference`, from the sums alone. */
export const differenceOfSums = ({ a, b, both, crossed }: PairSums): Estimate => {
  const n = a.people + b.people - both
  if (a.den === 0 || b.den === 0) return { value: null, low: null, high: null, n }
  const [first, second] = [a.num / a.den, b.num / b.den]
  const value = first - second
  if (n < 2) return { value, low: null, high: null, n }
  const squares =
    pulled(own(a), first, first) / (a.den * a.den) +
    pulled(own(b), second, second) / (b.den * b.den) -
    (2 * pulled(crossed, first, second)) / (a.den * b.den)
  const spread = Z95 * Math.sqrt((Math.max(0, squares) * n) / (n - 1))
  return { value, low: value - spread, high: value + spread, n }
}
