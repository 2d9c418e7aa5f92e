import { type Event, isBefore } from '../events/index.ts'
import type { TimelineFilter, TimelineReader } from './timeline.ts'

const latestFirst = (one: Event, other: Event): number =>
  other.at - one.at || other.rank - one.rank || other.seq - one.seq

const passes = (event: Event, { channels, text, before }: TimelineFilter): boolean => {
  const sought = text?.toLowerCase() ?? ''
  const said = [event.event, ...Object.values(event.properties)]
  return (
    (!channels || channels.length === 0 || channels.includes(event.channel)) &&
    (sought === '' || said.some((each) => each.toLowerCase().includes(sought))) &&
    (!before || isBefore(event, before))
  )
}

/** What people lived, from events at hand: the twin of the real reader. */
export const createMemoryTimelineReader = (events: readonly Event[]): TimelineReader => {
  const of = (workspace: string, filed: readonly string[]) =>
    events.filter((event) => event.workspace === workspace && filed.includes(event.identifier))
  return {
    page: async (workspace, filed, filter, most) =>
      of(workspace, filed)
        .filter((event) => passes(event, filter))
        .sort(latestFirst)
        .slice(0, most),
    channels: async (workspace, filed) => {
      const counts = new Map<string, number>()
      for (const { channel } of of(workspace, filed)) counts.set(channel, (counts.get(channel) ?? 0) + 1)
      return [...counts]
        .map(([channel, n]) => ({ channel, events: n }))
        .sort((one, other) => other.events - one.events || (one.channel < other.channel ? -1 : 1))
    },
  }
}
