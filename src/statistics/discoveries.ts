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
