import type { KeyboardEvent } from 'react'
import type { BoardActs, Direction } from './acts.ts'
import type { BoardStore } from './board-store.ts'
import { type Cell, kindOf } from './cell.ts'
import type { Gestures } from './use-gestures.ts'
import { cellsOf, walk } from './walk.ts'

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

interface Ports {
  readonly store: BoardStore
  readonly acts: BoardActs
  readonly gestures: Gestures
  readonly carry: (cell: Cell) => void
  readonly readOnly: boolean
}

/** What is chosen: the selection, else where the keyboard stands. */
export const chosenIn = (store: BoardStore): readonly Cell[] => {
  const { selected, active } = store.now()
  return selected.size > 0 ? [...selected] : active === undefined ? [] : [active]
}

const isOwnKey = ({ target }: KeyboardEvent): boolean => target instanceof HTMLElement && target.matches('[data-cell]')

/** Moving about, choosing and changing without a mouse. Returns whether the key was for the board. */
const press = ({ store, acts, gestures, carry, readOnly }: Ports, event: KeyboardEvent): boolean => {
  const { key, shiftKey: shift, altKey: alt } = event
  const mod = event.ctrlKey || event.metaKey
  const { active } = store.now()
  const direction = DIRECTIONS[key]
  if (direction && alt && !mod) {
    if (active !== undefined && !readOnly) gestures.nudge(active, direction)
    return true
  }
  if (direction || key === 'Home' || key === 'End') {
    const next = walk(acts.map(), active, key, mod)
    if (next !== undefined) gestures.goTo(next, shift ? 'range' : 'alone')
    return true
  }
  if (mod && key.toLowerCase() === 'a') {
    store.set({ selected: new Set(cellsOf(acts.map()).filter((cell) => kindOf(cell) === 'touchpoint')) })
    return true
  }
  if (key === 'Escape') {
    if (store.now().selected.size === 0) return false
    gestures.goTo(undefined)
    return true
  }
  if (active === undefined || readOnly) return false
  if (mod && key.toLowerCase() === 'd') gestures.duplicate(chosenIn(store))
  else if (mod) return false
  else if (key === 'Enter' && shift) gestures.open(active)
  else if (key === 'Enter' || key === 'F2') gestures.rename(active)
  else if (key === ' ') carry(active)
  else if (key === 'x') gestures.goTo(active, 'also')
  else if (key === 'Delete' || key === 'Backspace') gestures.remove(chosenIn(store))
  else if (key === 'n') store.set({ adding: stageOf(acts, active) })
  else if (key === 'N') store.set({ adding: '' })
  else if (key === 'o') gestures.open(active)
  else if (key === 'm') store.set({ menu: active })
  else return false
  return true
}

const stageOf = (acts: BoardActs, cell: Cell): string => {
  const id = cell.slice(cell.indexOf(':') + 1)
  return kindOf(cell) === 'stage' ? id : (acts.map().touchpoints.find((one) => one.id === id)?.stage ?? '')
}

/** Listens on the board; a key inside a cell's own buttons or fields is theirs. */
export const boardKeys =
  (ports: Ports) =>
  (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isOwnKey(event)) return
    if (press(ports, event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
