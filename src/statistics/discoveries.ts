/**
 * Adjusted p-values: what is at most q is a discovery at a false discovery rate of q, over everything tested.
 * Source: Y. Benjamini and Y. Hochberg, JRSS B 57 (1995). Valid under independence and positive dependence.
 */
export const adjusted = (ps: ArrayLike<number>): Float64Array => {
  const order = Uint32Array.from({ length: ps.length }, (_, i) => i).sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1))
  const q = new Float64Array(ps.length)
  let least = 1
  for (let rank = ps.length; rank > 0; rank--) {
    const at = order[rank - 1] ?? 0
    least = Math.min(least, ((ps[at] ?? 1) * ps.length) / rank)
    q[at] = least
  }
  return q
}

/**
 * The same whatever the dependence between tests, at the price of a factor 1 + 1/2 + … + 1/m: figures of the same people,
 * some of which rise where others fall (success and drop-off, touchpoints lived one instead of the other).
 * Source: Y. Benjamini and D. Yekutieli, Annals of Statistics 29 (2001), theorem 1.3.
 */
export const adjustedWhateverDepends = (ps: ArrayLike<number>): Float64Array => {
  let factor = 0
  for (let k = 1; k <= ps.length; k++) factor += 1 / k
  return adjusted(ps).map((q) => Math.min(1, q * factor))
}
