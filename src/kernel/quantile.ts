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

const FEW = 600

/**
 * Puts the values so that the one at `place` is where sorting would put it, none larger before it and none smaller after:
 * the pivot of a large part is sought in a sample of it, so that one pass leaves little to look at.
 * Source: R. W. Floyd and R. L. Rivest, Algorithm 489, CACM 18 (1975).
 */
const select = (values: Float64Array, place: number, from = 0, to = values.length - 1): void => {
  let [left, right] = [from, to]
  while (right > left) {
    if (right - left > FEW) {
      const n = right - left + 1
      const i = place - left + 1
      const z = Math.log(n)
      const s = 0.5 * Math.exp((2 * z) / 3)
      const spread = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2)
      const low = Math.max(left, Math.floor(place - (i * s) / n + spread))
      const high = Math.min(right, Math.floor(place + ((n - i) * s) / n + spread))
      select(values, place, low, high)
    }
    const pivot = values[place] ?? 0
    let [i, j] = [left, right]
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++
      while ((values[j] ?? 0) > pivot) j--
      if (i > j) break
      const swapped = values[i] ?? 0
      values[i++] = values[j] ?? 0
      values[j--] = swapped
    }
    if (place <= j) right = j
    else if (place >= i) left = i
    else return
  }
}

/** The same quantile of values in any order, which it puts in another: it looks for one place and sorts nothing. */
export const quantileOf = (values: Float64Array, p: number): number | null => {
  const n = values.length
  if (n === 0) return null
  const rank = (n - 1) * p
  const below = Math.floor(rank)
  select(values, below)
  const low = values[below] ?? 0
  let high = low
  if (below + 1 < n) {
    high = Number.POSITIVE_INFINITY
    for (let i = below + 1; i < n; i++) if ((values[i] ?? 0) < high) high = values[i] ?? 0
  }
  return low + (rank - below) * (high - low)
}

/**
 * The values that sorting would put at some places, of values in any order, which it puts in another: of many it looks for the
 * first and the last of the places, and sorts only what lies between.
 */
export const valuesAt = (values: Float64Array, places: readonly number[]): number[] => {
  const [first, last] = [Math.min(...places), Math.max(...places)]
  if (values.length <= FEW) values.sort()
  else if (first <= last) {
    select(values, first)
    select(values, last, Math.min(first + 1, last))
    if (places.length > 2) values.subarray(first, last + 1).sort()
  }
  return places.map((place) => values[place] ?? 0)
}
