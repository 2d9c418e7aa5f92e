import { roomFor } from './hands.ts'

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

/** Whole numbers of a unit: in 4 bytes where they fit. */
type Keys = Uint32Array | Float64Array

/** Writes down how many units each value is, up to the first that is no whole number of them; how many it has written. */
const writeKeys = (values: Float64Array, unit: number, keys: Keys): number => {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    const key = Math.round(value * unit)
    if (key / unit !== value) return i
    keys[i] = key
  }
  return values.length
}

/** All values in the largest unit in which they are whole, seconds or milliseconds; `undefined` where they are not, or are too many. */
const keysOf = (values: Float64Array, least: number, most: number) => {
  if (least < 0) return undefined
  const room = roomFor(values.length)
  for (const unit of [1, 1000]) {
    if (most * unit >= 2 ** (DIGIT * MOST_DIGITS)) return undefined
    const roomy = most * unit < 2 ** 32 ? room.uint32 : room.float64
    const keys = roomy(values.length)
    if (writeKeys(values, unit, keys) === values.length) return { keys, unit, other: roomy(values.length) }
  }
  return undefined
}

const countDigits = (keys: Keys, scale: number, mask: number, begins: Uint32Array): void => {
  for (let i = 0; i < keys.length; i++) {
    const next = ((((keys[i] ?? 0) * scale) >>> 0) & mask) + 1
    begins[next] = (begins[next] ?? 0) + 1
  }
}

const layDigits = (keys: Keys, scale: number, mask: number, begins: Uint32Array, out: Keys): void => {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0
    const part = ((key * scale) >>> 0) & mask
    const place = begins[part] ?? 0
    begins[part] = place + 1
    out[place] = key
  }
}

const inUnits = (keys: Keys, unit: number, out: Float64Array): Float64Array => {
  for (let i = 0; i < keys.length; i++) out[i] = (keys[i] ?? 0) / unit
  return out
}

/** Whole values in order, digit by digit from the last: two or three passes, however many they are. */
const byDigits = ({ keys, other, unit }: NonNullable<ReturnType<typeof keysOf>>, most: number): Float64Array => {
  const bits = Math.max(1, Math.ceil(Math.log2(most * unit + 1)))
  const digits = Math.ceil(bits / DIGIT)
  const width = Math.ceil(bits / digits)
  const mask = 2 ** width - 1
  let [from, to] = [keys, other]
  for (let digit = 0; digit < digits; digit++) {
    const scale = 2 ** (-width * digit)
    const begins = new Uint32Array(mask + 2)
    countDigits(from, scale, mask, begins)
    for (let part = 1; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0)
    layDigits(from, scale, mask, begins, to)
    ;[from, to] = [to, from]
  }
  return inUnits(from, unit, roomFor(from.length).float64(from.length))
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

const extremesOf = (values: Float64Array): readonly [number, number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

/** Finite values in ascending order: digit by digit where they are whole, else by where they lie between the least and the most. */
export const sortedTimes = (values: Float64Array, depth = 0): Float64Array => {
  if (values.length < USUAL || depth === DEEPEST) return values.slice().sort()
  const [least, most] = extremesOf(values)
  if (least === most) return values.slice()
  const whole = depth === 0 ? keysOf(values, least, most) : undefined
  return whole === undefined ? inParts(values, least, most, depth) : byDigits(whole, most)
}
