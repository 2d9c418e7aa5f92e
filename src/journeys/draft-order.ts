import type { CaseSpans } from './cases.ts'

/** How often one activity first comes before another, in cases that have both. */
export interface Precedence {
  before(a: string, b: string): number
}

/** From this share of the rarer order, over this many cases at least, two activities come in either order. */
const EITHER_ORDER = 0.25
const FEWEST_PAIRS = 20
const FEWEST_SWAPS = 5

/** Paths of cases: one each, or the distinct ones with how many lived them. */
export interface LivedPaths extends Pick<CaseSpans, 'begins' | 'ends' | 'activity' | 'activities'> {
  readonly times?: Uint32Array
}

export const precedenceOf = (paths: LivedPaths, activities: readonly string[]): Precedence => {
  const size = activities.length
  const rank = new Map(activities.map((activity, index) => [activity, index]))
  const ranks = paths.activities.map((activity) => rank.get(activity) ?? -1)
  const counts = new Uint32Array(size * size)
  for (let c = 0; c < paths.begins.length; c++) {
    const times = paths.times?.[c] ?? 1
    const seen = new Set<number>()
    for (let e = paths.begins[c] ?? 0; e < (paths.ends[c] ?? 0); e++) {
      const mine = ranks[paths.activity[e] ?? 0] ?? -1
      if (mine < 0 || seen.has(mine)) continue
      for (const earlier of seen) counts[earlier * size + mine] = (counts[earlier * size + mine] ?? 0) + times
      seen.add(mine)
    }
  }
  return { before: (a, b) => counts[(rank.get(a) ?? 0) * size + (rank.get(b) ?? 0)] ?? 0 }
}

/** How many cases begin with each activity and end with it, and how often one directly follows another. */
export const followedIn = (paths: LivedPaths) => {
  const { begins, ends, activity, activities } = paths
  const [firsts, lasts] = [new Map<string, number>(), new Map<string, number>()]
  const follows = new Map<string, { readonly from: string; readonly to: string; count: number }>()
  const add = (counts: Map<string, number>, name: string, times: number) =>
    counts.set(name, (counts.get(name) ?? 0) + times)
  for (let c = 0; c < begins.length; c++) {
    const [begin, end, times] = [begins[c] ?? 0, ends[c] ?? 0, paths.times?.[c] ?? 1]
    if (begin === end) continue
    const nameAt = (e: number) => activities[activity[e] ?? 0] ?? ''
    add(firsts, nameAt(begin), times)
    add(lasts, nameAt(end - 1), times)
    for (let e = begin + 1; e < end; e++) {
      const [from, to] = [nameAt(e - 1), nameAt(e)]
      const key = JSON.stringify([from, to])
      const known = follows.get(key) ?? { from, to, count: 0 }
      follows.set(key, known)
      known.count += times
    }
  }
  // Commonest first, equal ones in the order of their names.
  const edges = [...follows.values()].sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
  return { firsts, lasts, follows: edges }
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
