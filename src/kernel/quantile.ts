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
 * The same quantile of `n` values of which only those around it are given, in any order: `before` of the others are less than
 * all of them and the rest more. `undefined` where it does not lie among them.
 */
export const quantileAmid = (values: Float64Array, before: number, n: number, p: number): number | null | undefined => {
  if (n === 0) return null
  const rank = (n - 1) * p
  const place = Math.floor(rank) - before
  const last = Math.min(Math.floor(rank) + 1, n - 1) - before
  if (place < 0 || last >= values.length) return undefined
  select(values, place)
  const low = values[place] ?? 0
  let high = last === place ? low : Number.POSITIVE_INFINITY
  for (let i = place + 1; i < values.length && last > place; i++) if ((values[i] ?? 0) < high) high = values[i] ?? 0
  return low + (rank - Math.floor(rank)) * (high - low)
}

/** So few are put in order one by one; fewer than these as usual; and parts are cut into parts so many times at most. */
const BRIEF = 24
const USUAL = 4096
const DEEPEST = 4
const MOST_PARTS = 1 << 16

const insert = (values: Float64Array, from: number, to: number): void => {
  for (let i = from + 1; i < to; i++) {
    const value = values[i] ?? 0
    let place = i
    while (place > from && (values[place - 1] ?? 0) > value) {
      values[place] = values[place - 1] ?? 0
      place--
    }
    values[place] = value
  }
}

/** Lays values into parts that follow each other, by where they lie between the least and the most; where each begins. */
const layParts = (values: Float64Array, least: number, most: number, out: Float64Array): Uint32Array => {
  const parts = Math.min(MOST_PARTS, Math.ceil(values.length / 8))
  // Rises with the value whatever it rounds to, so that no order is lost.
  const scale = parts / (most - least)
  const begins = new Uint32Array(parts + 2)
  for (let i = 0; i < values.length; i++) {
    const part = Math.min(parts - 1, ((values[i] ?? 0) - least) * scale) >>> 0
    begins[part + 2] = (begins[part + 2] ?? 0) + 1
  }
  for (let part = 2; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    const next = (Math.min(parts - 1, (value - least) * scale) >>> 0) + 1
    const place = begins[next] ?? 0
    begins[next] = place + 1
    out[place] = value
  }
  return begins
}

/** Finite values in ascending order, put there by where they lie between the least and the most of them. */
export const sortedTimes = (values: Float64Array, depth = 0): Float64Array => {
  if (values.length < USUAL || depth === DEEPEST) return values.slice().sort()
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least === most) return values.slice()
  const out = new Float64Array(values.length)
  const begins = layParts(values, least, most, out)
  for (let part = 0; part + 2 < begins.length; part++) {
    const [begin, end] = [begins[part] ?? 0, begins[part + 1] ?? 0]
    if (end - begin <= BRIEF) insert(out, begin, end)
    else out.set(sortedTimes(out.subarray(begin, end), depth + 1), begin)
  }
  return out
}
