import { createAligner, type Ending, MOVE } from './aligner.ts'
import type { Costs, Model } from './model.ts'

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
