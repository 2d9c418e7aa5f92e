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

/** A digit is of so many bits at most, and a number of so many digits. */
const DIGIT = 13
const MOST_DIGITS = 3

/** In how large a unit all values are whole: seconds, or milliseconds; `undefined` where they are not, or are too many units. */
const unitOf = (values: Float64Array, least: number, most: number): number | undefined => {
  if (least < 0) return undefined
  for (const unit of [1, 1000]) {
    if (most * unit >= 2 ** (DIGIT * MOST_DIGITS)) return undefined
    let i = 0
    while (i < values.length && Math.round((values[i] ?? 0) * unit) / unit === values[i]) i++
    if (i === values.length) return unit
  }
  return undefined
}

/** Whole values in order, digit by digit from the last: two or three passes, however many they are. */
const byDigits = (values: Float64Array, most: number, unit: number): Float64Array => {
  const bits = Math.max(1, Math.ceil(Math.log2(most * unit + 1)))
  const digits = Math.ceil(bits / DIGIT)
  const width = Math.ceil(bits / digits)
  const mask = 2 ** width - 1
  let [from, to]: [Float64Array, Float64Array] = [values, new Float64Array(values.length)]
  for (let digit = 0; digit < digits; digit++) {
    const scale = 2 ** (-width * digit)
    const begins = new Uint32Array(mask + 2)
    for (let i = 0; i < from.length; i++) {
      const next = (((Math.round((from[i] ?? 0) * unit) * scale) >>> 0) & mask) + 1
      begins[next] = (begins[next] ?? 0) + 1
    }
    for (let part = 1; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0)
    for (let i = 0; i < from.length; i++) {
      const value = from[i] ?? 0
      const part = ((Math.round(value * unit) * scale) >>> 0) & mask
      const place = begins[part] ?? 0
      begins[part] = place + 1
      to[place] = value
    }
    const done = to
    to = digit === 0 ? new Float64Array(values.length) : from
    from = done
  }
  return from
}

/** Finite values in ascending order, put there by where they lie between the least and the most of them. */
const inParts = (values: Float64Array, least: number, most: number, depth: number): Float64Array => {
  const out = new Float64Array(values.length)
  const begins = layParts(values, least, most, out)
  for (let part = 0; part + 2 < begins.length; part++) {
    const [begin, end] = [begins[part] ?? 0, begins[part + 1] ?? 0]
    if (end - begin <= BRIEF) insert(out, begin, end)
    else out.set(sortedTimes(out.subarray(begin, end), depth + 1), begin)
  }
  return out
}

/** Finite values in ascending order: digit by digit where they are whole, else by where they lie between the least and the most. */
export const sortedTimes = (values: Float64Array, depth = 0): Float64Array => {
  if (values.length < USUAL || depth === DEEPEST) return values.slice().sort()
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least === most) return values.slice()
  const unit = depth === 0 ? unitOf(values, least, most) : undefined
  return unit === undefined ? inParts(values, least, most, depth) : byDigits(values, most, unit)
}
