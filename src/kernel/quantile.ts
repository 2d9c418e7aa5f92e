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

const DIGIT = 11
const BUCKETS = 1 << DIGIT

/**
 * Sorts values that are not negative, ascending, in place: digit by digit of the bits that they are written in, whose order
 * is theirs. Few values are sorted as usual.
 */
export const sortTimes = (values: Float64Array): Float64Array => {
  const n = values.length
  if (n < 4096) return values.sort()
  const other = new Float64Array(n)
  let from: Uint32Array = new Uint32Array(values.buffer, values.byteOffset, n * 2)
  let to: Uint32Array = new Uint32Array(other.buffer)
  const counts = new Uint32Array(BUCKETS)
  for (let shift = 0; shift < 64; shift += DIGIT) {
    const [word, bit] = [shift >> 5, shift & 31]
    const straddles = bit + DIGIT > 32 && word === 0
    counts.fill(0)
    const digit = (i: number): number => {
      const low = (from[2 * i + word] ?? 0) >>> bit
      return (straddles ? low | ((from[2 * i + 1] ?? 0) << (32 - bit)) : low) & (BUCKETS - 1)
    }
    for (let i = 0; i < n; i++) {
      const d = digit(i)
      counts[d] = (counts[d] ?? 0) + 1
    }
    if (counts.includes(n)) continue
    let next = 0
    for (let d = 0; d < BUCKETS; d++) {
      const count = counts[d] ?? 0
      counts[d] = next
      next += count
    }
    for (let i = 0; i < n; i++) {
      const d = digit(i)
      const place = counts[d] ?? 0
      counts[d] = place + 1
      to[2 * place] = from[2 * i] ?? 0
      to[2 * place + 1] = from[2 * i + 1] ?? 0
    }
    ;[from, to] = [to, from]
  }
  if (from.buffer !== values.buffer) values.set(other)
  return values
}
