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

/** What a move of an alignment was: with its event (on a channel not designed), without one, or an event out of place. */
export const MOVE = { together: 0, wrongChannel: 1, skipped: 2, misplaced: 3 } as const
type OnMove = (move: number, touchpoint: number, cost: number) => void

/** How a position was reached: by an event out of place, or by move m with its event (2m + 1) or without (2m + 2). */
const MISPLACED = 0
const START = -1

/**
 * Aligns traces to a model by dynamic programming over (event index x position). Optimal: the least cost at which the
 * events and a run of the design fit (A. Adriansyah, Aligning observed and modeled behavior, 2014), computed on the
 * graph of positions instead of a state-space search.
 *
 * The layers of the trace before are kept: what two traces begin with alike is computed once, so that sorted traces cost
 * only what is new in each. One aligner is not re-entrant.
 */
export const createAligner = (model: Model, costs: Costs) => {
  const { positions, firstMove, firstReturn, from, to, touchpoint: performed, skip, movesOf } = model
  let layers = 0
  let cost = new Float64Array(0)
  let reached = new Int32Array(0)
  let before: ArrayLike<number> = []
  let ready = -1
  let endedAt = 0
  const room = (wanted: number) => {
    if (wanted <= layers) return
    layers = Math.max(wanted, layers * 2)
    const [oldCost, oldReached] = [cost, reached]
    cost = new Float64Array(layers * positions)
    reached = new Int32Array(layers * positions)
    cost.set(oldCost)
    reached.set(oldReached)
  }

  /** Moves of the design without an event, from the first position that became cheaper; again where a return helps. */
  const relax = (base: number, first: number): void => {
    for (let lowest = first; lowest < positions; ) {
      for (let m = firstMove[lowest] ?? 0; m < firstReturn; m++) {
        const reachedAt = (cost[base + (from[m] ?? 0)] ?? Infinity) + (skip[m] ?? Infinity)
        const place = base + (to[m] ?? 0)
        if (reachedAt < (cost[place] ?? Infinity)) {
          cost[place] = reachedAt
          reached[place] = 2 * m + 2
        }
      }
      lowest = positions
      for (let m = firstReturn; m < from.length; m++) {
        const here = cost[base + (from[m] ?? 0)] ?? Infinity
        const back = to[m] ?? 0
        if (here >= (cost[base + back] ?? Infinity)) continue
        cost[base + back] = here
        reached[base + back] = 2 * m + 2
        lowest = Math.min(lowest, back)
      }
    }
  }

  /** Out of place everywhere first: what moves cost without events is the same one event later. Then together, where cheaper. */
  const step = (base: number, code: number): void => {
    const next = base + positions
    for (let p = 0; p < positions; p++) cost[next + p] = (cost[base + p] ?? Infinity) + costs.misplaced
    reached.fill(MISPLACED, next, next + positions)
    const extra = code & 1 ? costs.wrongChannel : 0
    const moves = movesOf[code >> 1] ?? []
    let lowest = positions
    for (let i = 0; i < moves.length; i++) {
      const m = moves[i] ?? 0
      const together = (cost[base + (from[m] ?? 0)] ?? Infinity) + extra
      const position = to[m] ?? 0
      const known = cost[next + position] ?? Infinity
      if (together > known || (together === known && reached[next + position] !== MISPLACED)) continue
      if (together < known) lowest = Math.min(lowest, position)
      cost[next + position] = together
      reached[next + position] = 2 * m + 1
    }
    relax(next, lowest)
  }

  const cheapestEnd = (base: number, ending: Ending): number => {
    if (ending === 'full') return model.end
    let best = ending === 'prefix' ? 0 : model.purchased
    for (let p = best; p < positions; p++) if ((cost[base + p] ?? 0) < (cost[base + best] ?? 0)) best = p
    return best
  }

  /** Walks back along the cheapest way: each move, the last one first. */
  const walk = (codes: ArrayLike<number>, end: number, on: OnMove): void => {
    let [layer, position] = [codes.length, end]
    for (;;) {
      const by = reached[layer * positions + position] ?? START
      if (by === START) return
      if (by === MISPLACED) {
        on(MOVE.misplaced, (codes[layer - 1] ?? 0) >> 1, 0)
        layer--
        continue
      }
      const m = (by - 1) >> 1
      const touchpoint = performed[m] ?? NONE
      if (by & 1) {
        on(((codes[layer - 1] ?? 0) & 1) === 1 ? MOVE.wrongChannel : MOVE.together, touchpoint, 0)
        layer--
      } else if (touchpoint !== NONE) on(MOVE.skipped, touchpoint, skip[m] ?? 0)
      position = from[m] ?? 0
    }
  }

  /** Aligns the designed touchpoints of a trace, in `traceCode`; events that the map does not foresee are left out. */
  return {
    cost(codes: ArrayLike<number>, ending: Ending): number {
      room(codes.length + 1)
      if (ready < 0) {
        cost.fill(Infinity, 0, positions)
        cost[0] = 0
        reached[0] = START
        relax(0, 0)
        ready = 0
      }
      let same = 0
      while (same < ready && same < codes.length && codes[same] === before[same]) same++
      for (let i = same; i < codes.length; i++) step(i * positions, codes[i] ?? 0)
      before = codes
      ready = codes.length
      endedAt = cheapestEnd(codes.length * positions, ending)
      return cost[codes.length * positions + endedAt] ?? 0
    },
    /** The moves of the trace whose cost was asked for last, the last move first. */
    moves: (on: OnMove): void => walk(before, endedAt, on),
  }
}

/** Aligns traces one by one, each with its moves in their order. */
export const alignTraces = (model: Model, costs: Costs) => {
  const aligner = createAligner(model, costs)
  return (codes: ArrayLike<number>, ending: Ending): Alignment => {
    const cost = aligner.cost(codes, ending)
    const moves: AlignedMove[] = []
    aligner.moves((move, touchpoint, skipped) => {
      if (move === MOVE.misplaced) moves.push({ kind: 'misplaced', touchpoint })
      else if (move === MOVE.skipped) moves.push({ kind: 'skipped', touchpoint, cost: skipped })
      else moves.push({ kind: 'together', touchpoint, wrongChannel: move === MOVE.wrongChannel })
    })
    return { cost, moves: moves.reverse() }
  }
}

/** fitness = 1 - cost / (cost of moving every event + cheapest full run); 1 where nothing could cost anything. */
export const fitness = (cost: number, worst: number): number => (worst === 0 ? 1 : 1 - cost / worst)
