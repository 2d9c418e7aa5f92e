/** An interval around an estimate, at the 95 % level unless a docstring says otherwise. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * A rate that carries its proof. `num` of `den`; `n` is how many cases it rests on (`den` for a share of cases).
 * `value`, `low` and `high` are `null` where the denominator is 0 or `n` is under the minimum asked for.
 */
export interface Rate {
  readonly value: number | null
  readonly num: number
  readonly den: number
  readonly n: number
  readonly low: number | null
  readonly high: number | null
}

/** The 97.5 % point of the standard normal. */
export const Z95 = 1.959963984540054

/** Wilson's score interval for `num` successes of `den`. Source: E. B. Wilson, JASA 22 (1927). Undefined for `den` 0. */
export const wilson = (num: number, den: number, z = Z95): Interval | undefined => {
  if (den === 0) return undefined
  const p = num / den
  const centre = p + (z * z) / (2 * den)
  const spread = z * Math.sqrt((p * (1 - p)) / den + (z * z) / (4 * den * den))
  const scale = 1 + (z * z) / den
  // Nobody or everybody: the bound is the estimate itself, which rounding would miss by 1e-17.
  return {
    low: num === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: num === den ? 1 : Math.min(1, (centre + spread) / scale),
  }
}

/** The rate `num`/`den` with Wilson's interval; withheld (null) where `den` is 0 or under `minN`. */
export const rate = (num: number, den: number, minN = 0): Rate => {
  const interval = den < minN ? undefined : wilson(num, den)
  return {
    value: interval ? num / den : null,
    num,
    den,
    n: den,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }
}
