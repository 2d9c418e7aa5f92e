/**
 * The linear quantile (type 7 of Hyndman and Fan, The American Statistician 50, 1996) of values sorted ascending.
 * `null` for no value.
 */
export const quantile = (sorted: ArrayLike<number>, p: number): number | null => {
  const n = sorted.length
  if (n === 0) return null
  const rank = (n - 1) * p
  const below = Math.floor(rank)
  const low = sorted[below] ?? 0
  const high = sorted[Math.min(below + 1, n - 1)] ?? 0
  return low + (rank - below) * (high - low)
}
