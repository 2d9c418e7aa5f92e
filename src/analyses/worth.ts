import {
  covarianceAt,
  type Estimate,
  goOn,
  intervalOf,
  type Look,
  type Scale,
  type Square,
} from '../statistics/index.ts'
import {
  type BuyingModel,
  buyingLikelihood,
  expectedPurchases,
  expectedSpend,
  fitBuying,
  fitSpend,
  probabilityAlive,
  type SpendModel,
  spendLikelihood,
} from './customer-value.ts'
import type { Buyer } from './purchase-records.ts'

/** What one customer is expected to do. */
export interface Worth {
  readonly buyer: Buyer
  readonly purchases: number
  readonly alive: number
  readonly value: number
}

type Of = (buying: BuyingModel, spend: SpendModel) => number

export interface Worths {
  readonly buying: BuyingModel
  readonly spend: SpendModel
  /** Most valuable first. */
  readonly worths: readonly Worth[]
  /** A number that the models make, with the interval of what is known of their parameters. */
  estimate(value: number, of: Of, scale: Scale): Estimate
}

/** The parameters by their logarithms, in which both likelihoods are the least crooked. */
const logsOf = ({ r, alpha, a, b }: BuyingModel, { p, q, gamma }: SpendModel) =>
  [r, alpha, a, b, p, q, gamma].map(Math.log)
const modelsOf = (logs: readonly number[], buying: BuyingModel, spend: SpendModel) => {
  const [r = 1, alpha = 1, a = 1, b = 1, p = 1, q = 1, gamma = 1] = logs.map(Math.exp)
  return [
    { ...buying, r, alpha, a, b },
    { ...spend, p, q, gamma },
  ] as const
}

/** The two models are fitted apart: what one does not know has nothing to do with what the other does not. */
const sideBySide = (one: Square, other: Square): Square => {
  const size = one.size + other.size
  const cells = new Float64Array(size * size)
  for (const [square, from] of [
    [one, 0],
    [other, one.size],
  ] as const)
    for (let i = 0; i < square.size; i++)
      for (let j = 0; j < square.size; j++) cells[(from + i) * size + from + j] = square.cells[i * square.size + j] ?? 0
  return { size, cells }
}

const covarianceOf = (buyers: readonly Buyer[], logs: readonly number[], look: Look): Square | undefined => {
  const [buys, spends] = [buyingLikelihood(buyers, look), spendLikelihood(buyers, look)]
  const one = covarianceAt(
    ([r = 0, alpha = 0, a = 0, b = 0]) => {
      return buys(Math.exp(r), Math.exp(alpha), Math.exp(a), Math.exp(b))
    },
    logs.slice(0, 4),
  )
  const other = covarianceAt(([p = 0, q = 0, gamma = 0]) => {
    return spends(Math.exp(p), Math.exp(q), Math.exp(gamma))
  }, logs.slice(4))
  return one && other && sideBySide(one, other)
}

/** Expectations of so many customers are worked out between two looks. */
const BETWEEN = 256

/** What customers are expected to buy in so many weeks, and to spend. */
export const worthsOf = (buyers: readonly Buyer[], horizon: number, look: Look = goOn): Worths => {
  const [buying, spend] = [fitBuying(buyers, look), fitSpend(buyers, look)]
  const worths = buyers.map((buyer, at): Worth => {
    if (at % BETWEEN === 0) look()
    const purchases = expectedPurchases(buying, buyer, horizon)
    const value = purchases * expectedSpend(spend, buyer)
    return { buyer, purchases, alive: probabilityAlive(buying, buyer), value }
  })
  const logs = logsOf(buying, spend)
  let known: Square | undefined | null = null
  return {
    buying,
    spend,
    worths: worths.sort((a, b) => b.value - a.value),
    estimate: (value, of, scale) => {
      if (known === null) known = covarianceOf(buyers, logs, look)
      const n = buyers.length
      if (!known) return { value, low: null, high: null, n }
      const { low, high } = intervalOf((x) => of(...modelsOf(x, buying, spend)), logs, known, scale)
      // Of some, the interval is as wide for its size as of all.
      const times = value / of(buying, spend)
      const bound = (end: number | null) => (end === null || scale === 'share' ? end : end * times)
      return { value, low: bound(low), high: bound(high), n }
    },
  }
}
