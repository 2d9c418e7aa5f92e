import { NONE } from './cases.ts'
import type { Costs, Model } from './model.ts'

/** How far the design must have been gone through: not at all, up to the purchase, to its end. */
export type Ending = 'prefix' | 'purchase' | 'full'

/** What the design and the events did together, or one without the other. */
export type AlignedMove =
  | { readonly kind: 'together'; readonly touchpoint: number; readonly wrongChannel: boolean }
  | { readonly kind: 'skipped'; readonly touchpoint: number; readonly cost: number }
  | { readonly kind: 'misplaced'; readonly touchpoint: number }

export interface Alignment {
  readonly cost: number
  readonly moves: readonly AlignedMove[]
}

/** One event of a trace: a touchpoint and whether its channel was designed, as `touchpoint * 2 + wrong`. */
export const traceCode = (touchpoint: number, wrongChannel: boolean): number => touchpoint * 2 + (wrongChannel ? 1 : 0)

/** How a position was reached: by an event out of place, or by move m with its event (2m + 1) or without (2m + 2). */
const MISPLACED = 0
const START = -1

/**
 * Aligns traces to a model by dynamic programming over (event index x position). Optimal: the least cost at which the
 * events and a run of the design fit (A. Adriansyah, Aligning observed and modeled behavior, 2014), computed on the
 * graph of positions instead of a state-space search. One aligner reuses its layers; it is not re-entrant.
 */
export const createAligner = (model: Model, costs: Costs) => {
  const { positions, firstMove, from, to, touchpoint: performed, skip } = model
  let layers = 0
  let cost = new Float64Array(0)
  let reached = new Int32Array(0)
  const room = (wanted: number) => {
    if (wanted <= layers) return
    layers = Math.max(wanted, layers * 2)
    cost = new Float64Array(layers * positions)
    reached = new Int32Array(layers * positions)
  }

  /** Moves of the design without an event, in order of positions; again while a return makes something cheaper. */
  const relax = (base: number): void => {
    for (let changed = true; changed; ) {
      changed = false
      for (let m = 0; m < from.length; m++) {
        const start = base + (from[m] ?? 0)
        const reachedAt = (cost[start] ?? Infinity) + (skip[m] ?? Infinity)
        const place = base + (to[m] ?? 0)
        if (reachedAt < (cost[place] ?? Infinity)) {
          cost[place] = reachedAt
          reached[place] = 2 * m + 2
          changed = true
        }
      }
      if (!model.returns) return
    }
  }

  const step = (base: number, code: number): void => {
    const next = base + positions
    cost.fill(Infinity, next, next + positions)
    const [wanted, extra] = [code >> 1, code & 1 ? costs.wrongChannel : 0]
    for (let p = 0; p < positions; p++) {
      const here = cost[base + p] ?? Infinity
      if (here === Infinity) continue
      const end = firstMove[p + 1] ?? 0
      for (let m = firstMove[p] ?? 0; m < end; m++) {
        const place = next + (to[m] ?? 0)
        if (performed[m] !== wanted || here + extra >= (cost[place] ?? Infinity)) continue
        cost[place] = here + extra
        reached[place] = 2 * m + 1
      }
      if (here + costs.misplaced < (cost[next + p] ?? Infinity)) {
        cost[next + p] = here + costs.misplaced
        reached[next + p] = MISPLACED
      }
    }
    relax(next)
  }

  const cheapestEnd = (base: number, ending: Ending): number => {
    if (ending === 'full') return model.end
    let best = ending === 'prefix' ? 0 : model.purchased
    for (let p = best; p < positions; p++) if ((cost[base + p] ?? 0) < (cost[base + best] ?? 0)) best = p
    return best
  }

  const trace = (codes: ArrayLike<number>, end: number): AlignedMove[] => {
    const moves: AlignedMove[] = []
    let [layer, position] = [codes.length, end]
    for (;;) {
      const by = reached[layer * positions + position] ?? START
      if (by === START) return moves.reverse()
      if (by === MISPLACED) {
        moves.push({ kind: 'misplaced', touchpoint: (codes[layer - 1] ?? 0) >> 1 })
        layer--
        continue
      }
      const m = (by - 1) >> 1
      const touchpoint = performed[m] ?? NONE
      if (by & 1) {
        moves.push({ kind: 'together', touchpoint, wrongChannel: ((codes[layer - 1] ?? 0) & 1) === 1 })
        layer--
      } else if (touchpoint !== NONE) moves.push({ kind: 'skipped', touchpoint, cost: skip[m] ?? 0 })
      position = from[m] ?? 0
    }
  }

  /** Aligns the designed touchpoints of a trace, in `traceCode`; events that the map does not foresee are left out. */
  return (codes: ArrayLike<number>, ending: Ending): Alignment => {
    room(codes.length + 1)
    cost.fill(Infinity, 0, positions)
    cost[0] = 0
    reached[0] = START
    relax(0)
    for (let i = 0; i < codes.length; i++) step(i * positions, codes[i] ?? 0)
    const end = cheapestEnd(codes.length * positions, ending)
    return { cost: cost[codes.length * positions + end] ?? 0, moves: trace(codes, end) }
  }
}

/** fitness = 1 - cost / (cost of moving every event + cheapest full run); 1 where nothing could cost anything. */
export const fitness = (cost: number, worst: number): number => (worst === 0 ? 1 : 1 - cost / worst)
