import { isBefore } from './cursor.ts'
import type { Event } from './event.ts'
import type { LogReader } from './log-reader.ts'

/** Reads events at hand: the twin of the engine's reader. */
export const createMemoryLogReader = (events: readonly Event[]): LogReader => ({
  page: async (workspace, { source, channel, event, before }, most) =>
    events
      .filter(
        (one) =>
          one.workspace === workspace &&
          (source === undefined || one.source === source) &&
          (channel === undefined || one.channel === channel) &&
          (event === undefined || one.event === event) &&
          (before === undefined || isBefore(one, before)),
      )
      .sort((a, b) => b.at - a.at || b.rank - a.rank || b.seq - a.seq)
      .slice(0, most),
})
