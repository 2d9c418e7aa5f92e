import type { Cursor, Event } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'

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
