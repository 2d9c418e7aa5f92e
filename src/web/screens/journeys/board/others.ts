import { createContext, use, useSyncExternalStore } from 'react'
import type { Presence } from '../draft/presence.ts'
import type { Cell } from './cell.ts'

/** Who else is at which cell: a cell is drawn again when its own visitors change. */
export interface Others {
  readonly at: (cell: Cell) => Presence | undefined
  readonly tell: (people: readonly Presence[]) => void
  readonly listen: (hear: () => void) => () => void
}

const cellAt = ([list, id]: readonly string[]): Cell | undefined => {
  if (id === undefined) return undefined
  return list === 'stages' ? `stage:${id}` : list === 'touchpoints' ? `touchpoint:${id}` : undefined
}

export const createOthers = (): Others => {
  let here = new Map<Cell, Presence>()
  const listeners = new Set<() => void>()
  return {
    at: (cell) => here.get(cell),
    tell: (people) => {
      const next = new Map<Cell, Presence>()
      for (const person of people) {
        const cell = person.at && cellAt(person.at)
        if (cell) next.set(cell, same(here.get(cell), person))
      }
      here = next
      for (const hear of listeners) hear()
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
  }
}

const same = (before: Presence | undefined, now: Presence): Presence =>
  before && before.id === now.id && before.name === now.name ? before : now

export const OthersContext = createContext<Others | undefined>(undefined)

/** Who else is at this cell. */
export const useHereWith = (cell: Cell): Presence | undefined => {
  const others = use(OthersContext)
  return useSyncExternalStore(others?.listen ?? (() => () => {}), () => others?.at(cell))
}
