import type { Event } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'

/** Where a page of a timeline ends: the next one begins before it. In the total order of events. */
export interface Cursor {
  /** In microseconds since 1970. */
  readonly at: number
  readonly rank: number
  readonly seq: number
}

export interface TimelineFilter {
  readonly channels?: readonly string[]
  /** Found in the event's name or in what it says, in any case. */
  readonly text?: string
  readonly before?: Cursor
}

/** Port: what a person lived, the latest first, page by page over everything that they are filed under. */
export interface TimelineReader {
  page(
    workspace: Id<'Workspace'>,
    filedUnder: readonly string[],
    filter: TimelineFilter,
    most: number,
  ): Promise<readonly Event[]>
  /** How many interactions on each channel, the commonest first. */
  channels(
    workspace: Id<'Workspace'>,
    filedUnder: readonly string[],
  ): Promise<readonly { readonly channel: string; readonly events: number }[]>
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
