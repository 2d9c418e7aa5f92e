import type { Instant } from '../kernel/index.ts'
import { type Calendar, periodOf } from './calendar.ts'
import type { PurchaseRecord, SpendRecord } from './customer-value.ts'

/** One purchase: whose, in which case, when, and for how much (0 where the event does not say). */
export interface Purchase {
  /** The case that it is an event of, as analyses name cases. */
  readonly key: string
  readonly person: string
  readonly at: Instant
  readonly revenue: number
}

export interface Buyer extends PurchaseRecord, SpendRecord {
  readonly person: string
}

const DAYS_A_WEEK = 7

/**
 * Each buyer's record in weeks, as Fader and Hardie count: what is bought on one day of the calendar is one purchase, and
 * times are whole days over seven. `mean` is over the repeat purchases, the first day left out. The days run from the first
 * purchase, or before, to the as-of instant.
 */
export const buyersOf = (purchases: readonly Purchase[], days: Calendar, asOf: Instant): Buyer[] => {
  const today = periodOf(days, asOf)
  const buyers: Buyer[] = []
  let start = 0
  while (start < purchases.length) {
    const person = purchases[start]?.person ?? ''
    let end = start
    while (end < purchases.length && purchases[end]?.person === person) end++
    const byDay = new Map<number, number>()
    for (const { at, revenue } of purchases.slice(start, end)) {
      if (at > asOf) continue
      const day = periodOf(days, at)
      byDay.set(day, (byDay.get(day) ?? 0) + revenue)
    }
    start = end
    const [first, ...repeats] = byDay
    if (first === undefined) continue
    const last = repeats.at(-1) ?? first
    buyers.push({
      person,
      x: repeats.length,
      tx: (last[0] - first[0]) / DAYS_A_WEEK,
      T: (today - first[0]) / DAYS_A_WEEK,
      mean: repeats.length === 0 ? 0 : repeats.reduce((sum, [, revenue]) => sum + revenue, 0) / repeats.length,
    })
  }
  // What is fitted sums over them: nothing depends on the order in which they are told.
  return buyers.sort((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : 0))
}
