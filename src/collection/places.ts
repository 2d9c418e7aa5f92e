import type { Instant } from '../kernel/index.ts'

/** Places within one millisecond: what comes beyond goes on into the next ones. */
export const PLACES = 4096

/** The first of some places in the order of arrival, each given out once. */
export type Places = (receivedAt: Instant, messages: number) => number

/** Gives out places: requests of one millisecond, however many, never have one in common. */
export const createPlaces = (): Places => {
  let next = 0
  return (receivedAt, messages) => {
    const first = Math.max(next, receivedAt * PLACES)
    next = first + messages
    return first
  }
}
