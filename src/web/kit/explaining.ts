import { createContext, use } from 'react'
import type { Selection } from '../../explorations/index.ts'

/** Whom a number is of: lived journeys of a map, or by the name that an analysis gives to one of its numbers. */
export type Whom = Selection | string

/** What every number of a screen has in common: of when, of whom, and where its people are listed. */
export interface Explaining {
  readonly asOf?: string
  /** The filters in force, in words. */
  readonly filters: readonly string[]
  /** Lists the people of a number; absent where there is nowhere to list them. */
  readonly open?: (whom: Whom) => void
  /** The address of a list, to pass on. */
  readonly address?: (whom: Whom) => string
  /** The command that gives the same numbers. */
  readonly command?: string
  /** Whether people and cases are counted, rather than journeys through a map. */
  readonly cases?: boolean
}

const NOTHING: Explaining = { filters: [] }
const Context = createContext<Explaining>(NOTHING)

export const ExplainingProvider = Context
export const useExplaining = (): Explaining => use(Context)
