import { goOn, hypergeometric, type Look, logGamma, minimise } from '../statistics/index.ts'

/** A customer's purchases in one unit of time: repeat purchases, when the last of them came, since when they are known. */
export interface PurchaseRecord {
  /** Repeat purchases (the first is not counted). */
  readonly x: number
  /** Time from the first purchase to the last; 0 without a repeat. */
  readonly tx: number
  /** Time from the first purchase to the end of observation. */
  readonly T: number
}

export interface BuyingModel {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  readonly n: number
}

/** So many terms of a sum are added between two looks. */
const BETWEEN = 4096

/** The log-likelihood of BG/NBD (Fader, Hardie and Lee, Marketing Science 24, 2005, equation 6), by its four parameters. */
export const buyingLikelihood = (customers: readonly PurchaseRecord[], look: Look = goOn) => {
  // Customers with the same history weigh once: the likelihood is of the distinct ones.
  const distinct = new Map<string, { customer: PurchaseRecord; count: number }>()
  for (const customer of customers) {
    const key = `${customer.x} ${customer.tx} ${customer.T}`
    const known = distinct.get(key)
    distinct.set(key, { customer, count: (known?.count ?? 0) + 1 })
  }
  const groups = [...distinct.values()]
  const repeats = [...new Set(groups.map(({ customer }) => customer.x))]
  return (r: number, alpha: number, a: number, b: number): number => {
    const [gammaR, logAlpha] = [logGamma(r), Math.log(alpha)]
    const betaAB = logGamma(a) + logGamma(b) - logGamma(a + b)
    // What depends on the number of repeats alone is worked out once for each number.
    const known = new Map(
      repeats.map((x) => {
        const shared = logGamma(a + b + x) + betaAB
        const gone = x === 0 ? 0 : logGamma(a + 1) + logGamma(b + x - 1) - shared
        const rate = logGamma(r + x) - gammaR + r * logAlpha
        return [x, { rate, alive: logGamma(a) + logGamma(b + x) - shared, gone }] as const
      }),
    )
    return groups.reduce((sum, { customer: { x, tx, T }, count }, at) => {
      if (at % BETWEEN === 0) look()
      const of = known.get(x) ?? { rate: 0, alive: 0, gone: 0 }
      const alive = of.alive - (r + x) * Math.log(alpha + T)
      if (x === 0) return sum + count * (of.rate + alive)
      const gone = of.gone - (r + x) * Math.log(alpha + tx)
      const most = Math.max(alive, gone)
      return sum + count * (of.rate + most + Math.log(Math.exp(alive - most) + Math.exp(gone - most)))
    }, 0)
  }
}

/** Parameters are sought by their logarithms: they are above 0, and of any size. */
const exp = (logs: readonly number[]) => logs.map((log) => Math.exp(Math.min(20, Math.max(-20, log))))

/** BG/NBD by maximum likelihood: customers buy at their own rate and after each purchase may stop for good. */
export const fitBuying = (customers: readonly PurchaseRecord[], look: Look = goOn): BuyingModel => {
  const logLikelihood = buyingLikelihood(customers, look)
  const { x, value } = minimise(
    (logs) => {
      const [r = 1, alpha = 1, a = 1, b = 1] = exp(logs)
      return -logLikelihood(r, alpha, a, b)
    },
    [-1, 1, 0, 1],
  )
  const [r = 1, alpha = 1, a = 1, b = 1] = exp(x)
  return { r, alpha, a, b, logLikelihood: -value, n: customers.length }
}

/** Expected purchases of a customer in the next `t` (Fader, Hardie and Lee 2005, equation 10). */
export const expectedPurchases = ({ r, alpha, a, b }: BuyingModel, { x, tx, T }: PurchaseRecord, t: number): number => {
  const z = t / (alpha + T + t)
  const f = hypergeometric(r + x, b + x, a + b + x - 1, z)
  const forever = ((a + b + x - 1) / (a - 1)) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * f)
  return forever / (1 + (x > 0 ? (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x) : 0))
}

/** The probability that a customer has not stopped buying. */
export const probabilityAlive = ({ r, alpha, a, b }: BuyingModel, { x, tx, T }: PurchaseRecord): number =>
  x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x))

/** A customer's repeat purchases and their mean value. */
export interface SpendRecord {
  readonly x: number
  readonly mean: number
}

export interface SpendModel {
  readonly p: number
  readonly q: number
  readonly gamma: number
  readonly logLikelihood: number
  readonly n: number
}

const repeatOf = (customers: readonly SpendRecord[]) => customers.filter(({ x, mean }) => x > 0 && mean > 0)

/** The log-likelihood of Gamma-Gamma over customers with a repeat purchase (Fader and Hardie, 2013, equation 1a). */
export const spendLikelihood = (customers: readonly SpendRecord[], look: Look = goOn) => {
  const repeat = repeatOf(customers)
  return (p: number, q: number, gamma: number): number =>
    repeat.reduce((sum, { x, mean }, at) => {
      if (at % BETWEEN === 0) look()
      return (
        sum +
        logGamma(p * x + q) -
        logGamma(p * x) -
        logGamma(q) +
        q * Math.log(gamma) +
        (p * x - 1) * Math.log(mean) +
        p * x * Math.log(x) -
        (p * x + q) * Math.log(gamma + x * mean)
      )
    }, 0)
}

/** Gamma-Gamma by maximum likelihood. */
export const fitSpend = (customers: readonly SpendRecord[], look: Look = goOn): SpendModel => {
  const logLikelihood = spendLikelihood(customers, look)
  const { x, value } = minimise(
    (logs) => {
      const [p = 1, q = 1, gamma = 1] = exp(logs)
      return -logLikelihood(p, q, gamma)
    },
    [1, 1, 2],
  )
  const [p = 1, q = 1, gamma = 1] = exp(x)
  return { p, q, gamma, logLikelihood: -value, n: repeatOf(customers).length }
}

/** The expected value of a customer's purchases: between their own mean and everyone's (Fader and Hardie, 2013, equation 5). */
export const expectedSpend = ({ p, q, gamma }: SpendModel, { x, mean }: SpendRecord): number =>
  (p * (gamma + x * mean)) / (p * x + q - 1)
