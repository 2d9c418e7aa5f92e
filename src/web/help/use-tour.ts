import { useSyncExternalStore } from 'react'
import { TOUR } from './tour-steps.ts'

const KEPT = 'parcours.tour'

/** Where a reader is with the tour: open at a step, left at one to be resumed, or through with it. */
export interface TourState {
  readonly open: boolean
  readonly step: number
  /** Taken to its end, or declined: it is not offered again, but help has it. */
  readonly over: boolean
}

const BEFORE: TourState = { open: false, step: 0, over: false }

const read = (): TourState => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<TourState>
    const step = Math.min(Math.max(0, Number(kept.step) || 0), TOUR.length - 1)
    return { open: kept.open === true, step, over: kept.over === true }
  } catch {
    return BEFORE
  }
}

let state: TourState = read()
const listeners = new Set<() => void>()

const become = (next: Partial<TourState>): void => {
  state = { ...state, ...next }
  localStorage.setItem(KEPT, JSON.stringify(state))
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const tour = {
  start: () => become({ open: true, step: 0 }),
  resume: () => become({ open: true }),
  go: (step: number) =>
    step < TOUR.length ? become({ step: Math.max(0, step) }) : become({ open: false, step: 0, over: true }),
  /** Put away to be resumed. */
  leave: () => become({ open: false }),
  decline: () => become({ open: false, over: true }),
}

export const useTour = (): TourState => useSyncExternalStore(listen, () => state)
