import type { NavigateOptions } from '@tanstack/react-router'

/** One stop of the tour: where it is, and the element that it shows there. */
export interface TourStep {
  readonly id: 'home' | 'lit' | 'breaking' | 'who' | 'missing' | 'add' | 'moments' | 'share' | 'help'
  readonly at: (map: string) => NavigateOptions
  /** The `data-tour` of the element shown; a stop whose element is absent is passed over. */
  readonly anchor: string
}

const board = (map: string): NavigateOptions => ({ to: '/maps/$map', params: { map }, search: {} })
const offMap = (map: string): NavigateOptions => ({ to: '/maps/$map', params: { map }, search: { view: 'off-map' } })
const moments = (map: string): NavigateOptions => ({ to: '/maps/$map', params: { map }, search: { view: 'moments' } })

/** From what customers live to what is done about it, on whichever map the company has: the demo's in the demo. */
export const TOUR: readonly TourStep[] = [
  { id: 'home', at: () => ({ to: '/' }), anchor: 'journey-card' },
  { id: 'lit', at: board, anchor: 'stage' },
  { id: 'breaking', at: board, anchor: 'breaking' },
  { id: 'who', at: board, anchor: 'who' },
  { id: 'missing', at: offMap, anchor: 'off-map' },
  { id: 'add', at: offMap, anchor: 'add-to-map' },
  { id: 'moments', at: moments, anchor: 'moment' },
  { id: 'share', at: board, anchor: 'share' },
  { id: 'help', at: board, anchor: 'help' },
]
