import { createContext, use } from 'react'
import type { Selection } from '../../explorations/index.ts'

/** What every number of a screen has in common: of when, of whom, and where its people are listed. */
export interface Explaining {
  readonly asOf?: string
  /** The filters in force, in words. */
  readonly filters: readonly string[]
  /** Lists the people of a number; absent where there is nowhere to list them. */
  readonly open?: (selection: Selection) => void
  /** The address of a list, to pass on. */
  readonly address?: (selection: Selection) => string
}

const NOTHING: Explaining = { filters: [] }
const Context = createContext<Explaining>(NOTHING)

export const ExplainingProvider = Context
export const useExplaining = (): Explaining => use(Context)
