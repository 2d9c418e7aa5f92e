/** Two records found alike, by index, with the probability that they are one person. */
export interface ScoredPair {
  readonly i: number
  readonly j: number
  readonly probability: number
}

/** How many cross pairs are looked at before two large groups are joined. */
const LOOKS = 64

/**
 * Groups of records that are one person each. Pairs are taken from the likeliest down; two groups join only where the
 * mean probability over their cross pairs reaches the threshold, so that A~B and B~C do not make A and C one person by
 * themselves. Ties are broken by index: the same records give the same groups.
 * @returns the group of each record, numbered by its first member.
 */
export const clustersOf = (
  size: number,
  pairs: readonly ScoredPair[],
  threshold: number,
  probability: (i: number, j: number) => number,
): Int32Array => {
  const groupOf = Int32Array.from({ length: size }, (_, i) => i)
  const members = new Map<number, number[]>()
  const membersOf = (group: number) => members.get(group) ?? [group]
  const likeliest = pairs.filter((pair) => pair.probability >= threshold)
  likeliest.sort((a, b) => b.probability - a.probability || a.i - b.i || a.j - b.j)
  for (const { i, j } of likeliest) {
    const [a, b] = [groupOf[i] ?? i, groupOf[j] ?? j]
    if (a === b) continue
    const [left, right] = [membersOf(a), membersOf(b)]
    if (left.length * right.length > 1 && meanAcross(left, right, probability) < threshold) continue
    const [kept, gone] = a < b ? [a, b] : [b, a]
    const together = [...left, ...right]
    for (const member of together) groupOf[member] = kept
    members.set(kept, together)
    members.delete(gone)
  }
  return groupOf
}

const meanAcross = (
  left: readonly number[],
  right: readonly number[],
  probability: (i: number, j: number) => number,
) => {
  const all = left.length * right.length
  const step = Math.max(1, Math.floor(all / LOOKS))
  let sum = 0
  let looks = 0
  for (let at = 0; at < all; at += step) {
    const [i, j] = [left[Math.floor(at / right.length)] ?? 0, right[at % right.length] ?? 0]
    sum += i < j ? probability(i, j) : probability(j, i)
    looks++
  }
  return sum / looks
}

/** The likeliest partner only: each record of either file is linked at most once. */
export const oneToOne = (pairs: readonly ScoredPair[]): ScoredPair[] => {
  const taken = new Set<number>()
  const likeliest = [...pairs].sort((a, b) => b.probability - a.probability || a.i - b.i || a.j - b.j)
  return likeliest.filter(({ i, j }) => {
    if (taken.has(i) || taken.has(j)) return false
    taken.add(i)
    taken.add(j)
    return true
  })
}
