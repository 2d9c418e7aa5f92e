/** Chance that can be repeated: the same seed gives the same draws, on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** Uniform integer from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(choices: readonly T[]): T
  /** One of the choices, by weight. */
  weighed<T extends string>(weights: { readonly [choice in T]: number }): T
  normal(mean: number, deviation: number): number
  /** Lognormal around its median: most are near, a few much longer. */
  around(median: number, spread: number): number
  /** 128 bits as a UUID text. */
  uuid(): string
}

/** One step of splitmix32: spreads a seed over 32 bits (Steele, Lea and Flood, 2014). */
const splitmix32 = (state: number): (() => number) => {
  let s = state | 0
  return () => {
    s = (s + 0x9e3779b9) | 0
    let z = s ^ (s >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

/** sfc32, the small fast counting generator of PractRand (Doty-Humphrey): 128 bits of state, period at least 2^32. */
const sfc32 = (seed: number, stream: number): (() => number) => {
  const spread = splitmix32(Math.imul(seed, 0x85ebca6b) ^ splitmix32(stream)())
  let [a, b, c, counter] = [spread(), spread(), spread(), 1]
  const draw = () => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let warm = 0; warm < 12; warm += 1) draw()
  return draw
}

const hex = (bits: number) => bits.toString(16).padStart(8, '0')

/** The draws of one stream of a seed: one stream per person, so that a person does not depend on who came before. */
export const chance = (seed: number, stream: number): Chance => {
  const bits = sfc32(seed, stream)
  const next = () => bits() / 4294967296
  const normal = (mean: number, deviation: number) =>
    // Box and Muller; 1 - u avoids the logarithm of 0.
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    normal,
    happens: (probability) => next() < probability,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (choices) => {
      const picked = choices[Math.floor(next() * choices.length)]
      if (picked === undefined) throw new Error('Nothing to pick from')
      return picked
    },
    weighed: <T extends string>(weights: { readonly [choice in T]: number }) => {
      const choices = Object.entries(weights) as [T, number][]
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [choice, weight] of choices) {
        left -= weight
        if (left < 0) return choice
      }
      const last = choices.at(-1)
      if (!last) throw new Error('Nothing to weigh')
      return last[0]
    },
    around: (median, spread) => median * Math.exp(normal(0, spread)),
    uuid: () => {
      const [a, b, c, d] = [hex(bits()), hex(bits()), hex(bits()), hex(bits())]
      return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`
    },
  }
}
