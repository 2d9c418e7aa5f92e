import { NONE } from './cases.ts'
import type { EventCosts, Model } from './model.ts'

/** How far the design must have been gone through: not at all, up to the purchase, to its end. */
export type Ending = 'prefix' | 'purchase' | 'full'

/** What a move of an alignment was: with its event (on a channel not designed), without one, or an event out of place. */
export const MOVE = { together: 0, wrongChannel: 1, skipped: 2, misplaced: 3 } as const
type OnMove = (move: number, touchpoint: number, cost: number) => void

/** Moves by touchpoint: how many with their event and how many of those on a channel not designed, out of place, at what cost without. */
export interface MoveSums {
  readonly together: Uint32Array
  readonly wrong: Uint32Array
  readonly misplaced: Uint32Array
  readonly skipped: Float64Array
  /** The touchpoints of the moves, each once, and room for one more; 1 for each of them. */
  readonly met: Uint32Array
  readonly seen: Uint8Array
}

/** How a position was reached: by an event out of place, or by move m with its event (2m + 1) or without (2m + 2). */
const MISPLACED = 0
const START = -1

/** What layers may take together, in bytes, before they are forgotten and met anew. */
const BUDGET = 64 << 20

/** One layer of the dynamic programming after another: the least cost of each position, and by what it is reached. */
const createSteps = (model: Model, costs: EventCosts) => {
  const { positions, firstMove, firstReturn, from, to, skip, movesOf } = model
  const cost = new Float64Array(positions)
  const reached = new Int32Array(positions)

  /** Moves of the design without an event, from the first position that became cheaper; again where a return helps. */
  const relax = (first: number): void => {
    for (let lowest = first; lowest < positions; ) {
      for (let m = firstMove[lowest] ?? 0; m < firstReturn; m++) {
        const reachedAt = (cost[from[m] ?? 0] ?? Infinity) + (skip[m] ?? Infinity)
        const place = to[m] ?? 0
        if (reachedAt < (cost[place] ?? Infinity)) {
          cost[place] = reachedAt
          reached[place] = 2 * m + 2
        }
      }
      lowest = positions
      for (let m = firstReturn; m < from.length; m++) {
        const here = cost[from[m] ?? 0] ?? Infinity
        const back = to[m] ?? 0
        if (here >= (cost[back] ?? Infinity)) continue
        cost[back] = here
        reached[back] = 2 * m + 2
        lowest = Math.min(lowest, back)
      }
    }
  }
  /** Takes the least cost off all, which leaves what they are to each other; gives it. */
  const lower = (): number => {
    let least = Infinity
    for (let p = 0; p < positions; p++) least = Math.min(least, cost[p] ?? Infinity)
    if (least > 0) for (let p = 0; p < positions; p++) cost[p] = (cost[p] ?? Infinity) - least
    return least
  }
  return {
    cost,
    reached,
    begin(): number {
      cost.fill(Infinity)
      cost[0] = 0
      reached[0] = START
      relax(0)
      return lower()
    },
    /** Out of place everywhere first: what moves cost without events is the same one event later. Then together, where cheaper. */
    after(before: Float64Array, base: number, code: number): number {
      for (let p = 0; p < positions; p++) cost[p] = (before[base + p] ?? Infinity) + costs.misplaced
      reached.fill(MISPLACED)
      const extra = code & 1 ? costs.wrongChannel : 0
      const moves = movesOf[code >> 1] ?? []
      let lowest = positions
      for (let i = 0; i < moves.length; i++) {
        const m = moves[i] ?? 0
        const together = (before[base + (from[m] ?? 0)] ?? Infinity) + extra
        const position = to[m] ?? 0
        const known = cost[position] ?? Infinity
        if (together > known || (together === known && reached[position] !== MISPLACED)) continue
        if (together < known) lowest = Math.min(lowest, position)
        cost[position] = together
        reached[position] = 2 * m + 1
      }
      relax(lowest)
      return lower()
    },
  }
}

/** Numbers that grow by doubling, zeroed where new. */
const larger = <Values extends Float64Array | Int32Array>(values: Values, wanted: number): Values => {
  if (wanted <= values.length) return values
  const room = new (values.constructor as new (size: number) => Values)(Math.max(wanted, values.length * 2))
  room.set(values)
  return room
}

/** Layers by number: those alike in all but a constant are one, and so is what an event does to them. */
const createLayers = (model: Model, costs: EventCosts, budget: number) => {
  const { positions } = model
  const codes = model.movesOf.length * 2
  const steps = createSteps(model, costs)
  const most = Math.floor(budget / (positions * 12))
  let [cost, known, hashes] = [new Float64Array(0), new Int32Array(0), new Int32Array(0)]
  let [layers, places] = [0, new Int32Array(0)]
  /** Of each edge: to which layer, what it costs, and by what each position is reached. */
  let [to, add, reached] = [new Int32Array(0), new Float64Array(0), new Int32Array(0)]
  let edges = 0
  const own = { first: 0, begun: new Int32Array(positions) }

  const isSame = (layer: number): boolean => {
    const base = layer * positions
    for (let p = 0; p < positions; p++) if (cost[base + p] !== steps.cost[p]) return false
    return true
  }
  const hash = (): number => {
    let mixed = 0x811c
    for (let p = 0; p < positions; p++)
      mixed = Math.imul(mixed ^ ((steps.cost[p] ?? 0) * 64), 0x9e37_79b1) ^ (mixed >>> 15)
    return mixed ^ (mixed >>> 13)
  }
  const place = (layer: number): void => {
    let at = (hashes[layer] ?? 0) & (places.length - 1)
    while ((places[at] ?? 0) !== 0) at = (at + 1) & (places.length - 1)
    places[at] = layer + 1
  }
  /** The number of the layer just worked out. */
  const numbered = (): number => {
    const mine = hash()
    for (let at = mine & (places.length - 1); ; at = (at + 1) & (places.length - 1)) {
      const layer = (places[at] ?? 0) - 1
      if (layer < 0) break
      if (hashes[layer] === mine && isSame(layer)) return layer
    }
    const layer = layers++
    cost = larger(cost, layers * positions)
    cost.set(steps.cost, layer * positions)
    known = larger(known, layers * codes)
    hashes = larger(hashes, layers)
    hashes[layer] = mine
    if (layers * 2 > places.length) {
      places = new Int32Array(places.length * 2)
      for (let one = 0; one < layers; one++) place(one)
    } else place(layer)
    return layer
  }
  const restart = (): void => {
    layers = edges = 0
    known.fill(0)
    places = new Int32Array(1 << 10)
    steps.begin()
    own.begun.set(steps.reached)
    own.first = numbered()
  }
  restart()
  return {
    /** The layer before any event; what was met before may be forgotten first, but never amid a trace. */
    begin(): number {
      if (edges + layers > most) restart()
      return own.first
    },
    /** What an event does to a layer: an edge. */
    edge(layer: number, code: number): number {
      const place = layer * codes + code
      const found = (known[place] ?? 0) - 1
      if (found >= 0) return found
      const costs = steps.after(cost, layer * positions, code)
      const next = numbered()
      const edge = edges++
      to = larger(to, edges)
      add = larger(add, edges)
      reached = larger(reached, edges * positions)
      to[edge] = next
      add[edge] = costs
      reached.set(steps.reached, edge * positions)
      known[place] = edge + 1
      return edge
    },
    /** What is known so far, as long as no other edge is asked for; `known` holds by layer and code an edge, counted from 1. */
    tables: () => ({ known, to, add, reached, begun: own.begun }),
    codes,
    costAt: (layer: number, position: number): number => cost[layer * positions + position] ?? Infinity,
    /** By what a position is reached along an edge; before any event where there is none. */
    by: (edge: number | undefined, position: number): number =>
      (edge === undefined ? own.begun[position] : reached[edge * positions + position]) ?? START,
  }
}

/**
 * Aligns traces to a model by dynamic programming over (event index x position). Optimal: the least cost at which the
 * events and a run of the design fit (A. Adriansyah, Aligning observed and modeled behavior, 2014), computed on the
 * graph of positions instead of a state-space search.
 *
 * A layer less its least cost is a state, and there are few of them: what an event does to one is worked out once, so that
 * aligning a trace is one look-up an event. One aligner is not re-entrant.
 */
export const createAligner = (model: Model, costs: EventCosts, budget = BUDGET) => {
  const { positions, from: origin, touchpoint: performed, skip } = model
  const layers = createLayers(model, costs, budget)
  const width = layers.codes
  let trail = new Int32Array(256)
  let trace: ArrayLike<number> = []
  let [first, size, endedAt] = [0, 0, 0]

  const cheapestEnd = (layer: number, ending: Ending): number => {
    if (ending === 'full') return model.end
    let best = ending === 'prefix' ? 0 : model.purchased
    for (let p = best; p < positions; p++) if (layers.costAt(layer, p) < layers.costAt(layer, best)) best = p
    return best
  }

  return {
    /**
     * Aligns the designed touchpoints of a trace, in `traceCode`, from one place of some codes to another; events that the map
     * does not foresee are left out.
     */
    cost(codes: ArrayLike<number>, ending: Ending, from = 0, to = codes.length): number {
      first = from
      size = to - from
      trail = larger(trail, size)
      let [layer, cost] = [layers.begin(), 0]
      let { known, to: next, add } = layers.tables()
      for (let i = 0; i < size; i++) {
        const code = codes[from + i] ?? 0
        let edge = (known[layer * width + code] ?? 0) - 1
        if (edge < 0) {
          edge = layers.edge(layer, code)
          ;({ known, to: next, add } = layers.tables())
        }
        trail[i] = edge
        cost += add[edge] ?? 0
        layer = next[edge] ?? 0
      }
      trace = codes
      endedAt = cheapestEnd(layer, ending)
      return cost + layers.costAt(layer, endedAt)
    },
    /** Adds up the moves of the trace whose cost was asked for last; the last touchpoint that was lived as designed, if any. */
    sum({ met, seen, together, wrong, misplaced, skipped }: MoveSums): { readonly last: number; readonly met: number } {
      const { reached, begun } = layers.tables()
      let [at, position, last, count] = [size, endedAt, NONE, 0]
      for (;;) {
        const by = (at === 0 ? begun[position] : reached[(trail[at - 1] ?? 0) * positions + position]) ?? START
        if (by === START) break
        const code = at === 0 ? 0 : (trace[first + at - 1] ?? 0)
        const m = (by - 1) >> 1
        const touchpoint = by === MISPLACED ? code >> 1 : (performed[m] ?? NONE)
        if (touchpoint !== NONE) {
          // Written down as if it had not been met before, and the next one over it where it had.
          met[count] = touchpoint
          count += 1 - (seen[touchpoint] ?? 0)
          seen[touchpoint] = 1
        }
        if (by === MISPLACED) {
          misplaced[touchpoint] = (misplaced[touchpoint] ?? 0) + 1
          at--
          continue
        }
        if (by & 1) {
          if (last === NONE) last = touchpoint
          together[touchpoint] = (together[touchpoint] ?? 0) + 1
          wrong[touchpoint] = (wrong[touchpoint] ?? 0) + (code & 1)
          at--
        } else if (touchpoint !== NONE) skipped[touchpoint] = (skipped[touchpoint] ?? 0) + (skip[m] ?? 0)
        position = origin[m] ?? 0
      }
      return { last, met: count }
    },
    /** The moves of the trace whose cost was asked for last, the last move first. */
    moves(on: OnMove): void {
      let [at, position] = [size, endedAt]
      for (;;) {
        const by = layers.by(at === 0 ? undefined : trail[at - 1], position)
        if (by === START) return
        const code = trace[first + at - 1] ?? 0
        if (by === MISPLACED) {
          on(MOVE.misplaced, code >> 1, 0)
          at--
          continue
        }
        const m = (by - 1) >> 1
        const touchpoint = performed[m] ?? NONE
        if (by & 1) {
          on((code & 1) === 1 ? MOVE.wrongChannel : MOVE.together, touchpoint, 0)
          at--
        } else if (touchpoint !== NONE) on(MOVE.skipped, touchpoint, skip[m] ?? 0)
        position = origin[m] ?? 0
      }
    },
  }
}
