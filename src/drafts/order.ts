import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** An item with its place among its siblings: two items never exchange anything, each has its own rank. */
export interface Ranked {
  readonly key: string
  readonly rank: string
}

/** By rank; two people who inserted at one place at once have equal ranks, and the keys settle it alike everywhere. */
export const byRank = (a: Ranked, b: Ranked): number => compare(a.rank, b.rank) || compare(a.key, b.key)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The ranks of `count` items in a new list. */
export const firstRanks = (count: number): readonly string[] => generateNKeysBetween(null, null, count)

/**
 * The ranks to write so that `key` comes just after `after` (`null`: first) among siblings sorted by rank. Usually one;
 * where the siblings that follow share a rank, they are moved apart, or nothing would fit between them.
 */
export const ranksToPlace = (siblings: readonly Ranked[], key: string, after: string | null): readonly Ranked[] => {
  const others = siblings.filter((sibling) => sibling.key !== key)
  const before = after === null ? -1 : others.findIndex((sibling) => sibling.key === after)
  const low = others[before]?.rank ?? null
  let next = before + 1
  while (low !== null && others[next]?.rank === low) next++
  const tied = others.slice(before + 1, next)
  const high = others[next]?.rank ?? null
  if (tied.length === 0) return [{ key, rank: generateKeyBetween(low, high) }]
  const ranks = generateNKeysBetween(low, high, tied.length + 1)
  return [key, ...tied.map((sibling) => sibling.key)].map((each, index) => ({ key: each, rank: ranks[index] ?? '' }))
}
