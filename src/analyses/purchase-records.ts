import type { Instant } from '../kernel/index.ts'
import type { PurchaseRecord, SpendRecord } from './customer-value.ts'

/** One purchase: whose, when, and for how much (0 where the event does not say). */
export interface Purchase {
  readonly person: string
  readonly at: Instant
  readonly revenue: number
}

export interface Buyer extends PurchaseRecord, SpendRecord {
  readonly person: string
}

/**
 * Each buyer's record in units of time: purchases of one unit count as one, as the models assume (Fader and Hardie);
 * `mean` is over the repeat purchases, the first left out.
 */
export const buyersOf = (purchases: readonly Purchase[], asOf: Instant, unit: number): Buyer[] => {
  const buyers: Buyer[] = []
  let start = 0
  while (start < purchases.length) {
    const person = purchases[start]?.person ?? ''
    let end = start
    while (end < purchases.length && purchases[end]?.person === person) end++
    const mine = purchases.slice(start, end).filter(({ at }) => at <= asOf)
    start = end
    const first = mine[0]?.at
    if (first === undefined) continue
    const byUnit = new Map<number, number>()
    for (const { at, revenue } of mine) {
      const period = Math.floor((at - first) / unit)
      byUnit.set(period, (byUnit.get(period) ?? 0) + revenue)
    }
    const repeats = [...byUnit].filter(([period]) => period > 0)
    const spent = repeats.reduce((sum, [, revenue]) => sum + revenue, 0)
    buyers.push({
      person,
      x: repeats.length,
      tx: repeats.length === 0 ? 0 : ((mine.at(-1)?.at ?? first) - first) / unit,
      T: (asOf - first) / unit,
      mean: repeats.length === 0 ? 0 : spent / repeats.length,
    })
  }
  return buyers
}
