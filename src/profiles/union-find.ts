/** Disjoint sets of numbered things, with path halving and union by size. */
export interface UnionFind {
  find(thing: number): number
  /** Joins the sets of two roots; the root of both. */
  join(one: number, other: number): number
}

export const createUnionFind = (size: number): UnionFind => {
  const parent = Uint32Array.from({ length: size }, (_, thing) => thing)
  const sizes = new Uint32Array(size).fill(1)
  const up = (thing: number): number => parent[thing] ?? thing
  return {
    find(thing) {
      let at = thing
      while (up(at) !== at) {
        parent[at] = up(up(at))
        at = up(at)
      }
      return at
    },
    join(one, other) {
      if (one === other) return one
      const [big, small] = (sizes[one] ?? 0) >= (sizes[other] ?? 0) ? [one, other] : [other, one]
      parent[small] = big
      sizes[big] = (sizes[big] ?? 0) + (sizes[small] ?? 0)
      return big
    },
  }
}
