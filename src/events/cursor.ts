import type { Event } from './event.ts'

/** Where a page of events ends: the next one begins before it. In the total order of events. */
export interface Cursor {
  /** In microseconds since 1970. */
  readonly at: number
  readonly rank: number
  readonly seq: number
}

export const cursorOf = ({ at, rank, seq }: Pick<Event, 'at' | 'rank' | 'seq'>): Cursor => ({
  at: Math.round(at * 1000),
  rank,
  seq,
})

export const cursorText = ({ at, rank, seq }: Cursor): string => `${at}.${rank}.${seq}`

/** Undefined where the text is no cursor. */
export const readCursor = (text: string): Cursor | undefined => {
  const [, at, rank, seq] = /^(-?\d{1,17})\.(\d{1,15})\.(\d{1,16})$/.exec(text) ?? []
  return seq === undefined ? undefined : { at: Number(at), rank: Number(rank), seq: Number(seq) }
}

/** Whether an event comes before a cursor. */
export const isBefore = (event: Event, cursor: Cursor): boolean => {
  const own = cursorOf(event)
  return own.at - cursor.at < 0 || (own.at === cursor.at && (own.rank - cursor.rank || own.seq - cursor.seq) < 0)
}
