import type { CaseTable } from './cases.ts'

/** How often one activity first comes before another, in cases that have both. */
export interface Precedence {
  before(a: string, b: string): number
}

/** From this share of the rarer order, over this many cases at least, two activities come in either order. */
const EITHER_ORDER = 0.25
const FEWEST_PAIRS = 20
const FEWEST_SWAPS = 5

export const precedenceOf = (table: CaseTable, activities: readonly string[]): Precedence => {
  const size = activities.length
  const rank = new Map(activities.map((activity, index) => [activity, index]))
  const ranks = table.activities.map((activity) => rank.get(activity) ?? -1)
  const counts = new Uint32Array(size * size)
  for (let c = 0; c < table.keys.length; c++) {
    const seen = new Set<number>()
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++) {
      const mine = ranks[table.activity[e] ?? 0] ?? -1
      if (mine < 0 || seen.has(mine)) continue
      for (const earlier of seen) counts[earlier * size + mine] = (counts[earlier * size + mine] ?? 0) + 1
      seen.add(mine)
    }
  }
  return { before: (a, b) => counts[(rank.get(a) ?? 0) * size + (rank.get(b) ?? 0)] ?? 0 }
}

/** Whether two activities come in either order often enough that a design should allow both. */
export const inEitherOrder = ({ before }: Precedence, a: string, b: string): boolean => {
  const [one, other] = [before(a, b), before(b, a)]
  return one + other >= FEWEST_PAIRS && Math.min(one, other) / (one + other) >= EITHER_ORDER
}

/**
 * Neighbours change places while most cases that have both say so: an order by mean position is blurred by what happens
 * around two activities, the majority of pairs is not. At most one pass for each item, so that a circle of majorities ends.
 */
export const byMajority = <Item extends { readonly activity: string }>(
  items: readonly Item[],
  { before }: Precedence,
): readonly Item[] => {
  const order = [...items]
  for (let pass = 0; pass < order.length; pass++)
    for (let i = 1; i < order.length; i++) {
      const [a, b] = [order[i - 1], order[i]]
      if (!a || !b) continue
      const [kept, swapped] = [before(a.activity, b.activity), before(b.activity, a.activity)]
      if (swapped > kept && swapped + kept >= FEWEST_SWAPS) {
        order[i - 1] = b
        order[i] = a
      }
    }
  return order
}
