import { createContext, use } from 'react'
import type { BoardActs, Direction, Slot } from './acts.ts'
import type { Cell } from './cell.ts'

/** What a person does on the board: the act, where the keyboard goes then, and what is said of it. */
export interface Gestures {
  readonly nudge: (cell: Cell, direction: Direction) => void
  readonly move: (cells: readonly Cell[], slot: Slot) => void
  readonly moveStage: BoardActs['moveStage']
  readonly remove: (cells: readonly Cell[]) => void
  readonly duplicate: (cells: readonly Cell[]) => void
  readonly paste: (text: string) => void
  readonly addStageAfter: (stage: string) => void
  /** Shows everything about a cell beside the board. */
  readonly open: (cell: Cell) => void
  readonly rename: (cell: Cell) => void
  /** Goes to a cell: selects it, alone or with others. */
  readonly goTo: (cell: Cell | undefined, how?: 'alone' | 'also' | 'range' | 'keep') => void
}

export const GestureContext = createContext<Gestures | undefined>(undefined)

export const useGestures = (): Gestures => {
  const gestures = use(GestureContext)
  if (!gestures) throw new Error('A cell stands outside of a board')
  return gestures
}
