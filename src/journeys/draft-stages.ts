/** Something to put in order, with how much it weighs. */
export interface Weighed {
  readonly position: number
  readonly cases: number
}

const FEWEST = 3
const MOST = 6
/** A grouping explains enough once it leaves a tenth of the spread. */
const ENOUGH = 0.9

/** Whether items may be parted just before this index. */
export type MayCut = (index: number) => boolean

/**
 * Cuts items, in their order, into groups that lie close together: the fewest groups, from three to six, that explain
 * 90 % of the weighted variance of positions; fewer where `mayCut` forbids. Optimal breaks in one dimension by dynamic
 * programming (W. D. Fisher, "On grouping for maximum homogeneity", JASA 53, 1958).
 */
export const groupByPosition = <Item extends Weighed>(
  items: readonly Item[],
  mayCut: MayCut = () => true,
): readonly (readonly Item[])[] => {
  const whole = spread(items, 0, items.length)
  const most = Math.min(MOST, items.length, 1 + items.filter((_, index) => index > 0 && mayCut(index)).length)
  for (let groups = Math.min(FEWEST, most); ; groups++) {
    const cut = cutInto(items, groups, mayCut)
    if (groups >= most || whole === 0 || 1 - cut.left / whole >= ENOUGH) return cut.groups
  }
}

/** Weighted sum of squares around the mean of items `from` to `to` (exclusive). */
const spread = (items: readonly Weighed[], from: number, to: number): number => {
  let [weight, sum, squares] = [0, 0, 0]
  for (const { position, cases } of items.slice(from, to)) {
    weight += cases
    sum += cases * position
    squares += cases * position * position
  }
  return weight === 0 ? 0 : Math.max(0, squares - (sum * sum) / weight)
}

const cutInto = <Item extends Weighed>(items: readonly Item[], groups: number, mayCut: MayCut) => {
  const n = items.length
  // best[g][i]: the least spread of the first i items in g groups; last[g][i]: where the last of these groups begins.
  const best = Array.from({ length: groups + 1 }, () => new Float64Array(n + 1).fill(Infinity))
  const last = Array.from({ length: groups + 1 }, () => new Uint32Array(n + 1))
  const [none] = best
  if (none) none[0] = 0
  for (let g = 1; g <= groups; g++)
    for (let i = g; i <= n; i++)
      for (let from = g - 1; from < i; from++) {
        if (from > 0 && !mayCut(from)) continue
        const cost = (best[g - 1]?.[from] ?? Infinity) + spread(items, from, i)
        if (cost < (best[g]?.[i] ?? Infinity)) {
          const [row, begin] = [best[g], last[g]]
          if (row) row[i] = cost
          if (begin) begin[i] = from
        }
      }
  const found: Item[][] = []
  for (let g = groups, end = n; g > 0; g--) {
    const from = last[g]?.[end] ?? 0
    found.unshift(items.slice(from, end))
    end = from
  }
  return { groups: found, left: best[groups]?.[n] ?? 0 }
}
