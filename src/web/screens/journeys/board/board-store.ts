import { createContext, use, useSyncExternalStore } from 'react'
import type { UserText } from '../../../../kernel/index.ts'
import type { BoardActs } from './acts.ts'
import type { Cell } from './cell.ts'

/** What a person does on a board, beside the map itself. */
export interface BoardState {
  /** Where the keyboard is. */
  readonly active: Cell | undefined
  readonly selected: ReadonlySet<Cell>
  /** Whose title is being written. */
  readonly renaming: Cell | undefined
  readonly menu: Cell | undefined
  /** What the keyboard or a finger has picked up. */
  readonly carried: ReadonlySet<Cell>
  /** The stage in which a new touchpoint is being written, or `''` for a new stage. */
  readonly adding: string | undefined
  /** Said to a screen reader. */
  readonly said: string
}

export interface BoardStore {
  readonly now: () => BoardState
  readonly set: (change: Partial<BoardState>) => void
  readonly listen: (hear: () => void) => () => void
}

const NONE: ReadonlySet<Cell> = new Set()

/** Kept outside of React's tree: a card is drawn again only when what it shows of this changes. */
export const createBoardStore = (): BoardStore => {
  let state: BoardState = {
    active: undefined,
    selected: NONE,
    renaming: undefined,
    menu: undefined,
    carried: NONE,
    adding: undefined,
    said: '',
  }
  const listeners = new Set<() => void>()
  return {
    now: () => state,
    set: (change) => {
      state = { ...state, ...change }
      for (const hear of listeners) hear()
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
  }
}

/** What every cell of a board shares; the same object for as long as the board is there. */
export interface BoardParts {
  readonly store: BoardStore
  readonly acts: BoardActs
  readonly readOnly: boolean
  readonly title: (text: UserText | undefined) => string
  readonly channelName: (channel: string) => string
}

export const BoardContext = createContext<BoardParts | undefined>(undefined)

export const useBoard = (): BoardParts => {
  const parts = use(BoardContext)
  if (!parts) throw new Error('A cell stands outside of a board')
  return parts
}

/** One fact of the board's state: the caller is drawn again when this fact changes, and only then. */
export const useFact = <T>(fact: (state: BoardState) => T): T => {
  const { store } = useBoard()
  return useSyncExternalStore(store.listen, () => fact(store.now()))
}
