import { type CaseSpans, eventsInSpans } from '../journeys/index.ts'
import { HOUR, type Instant, type Rate, rate } from '../kernel/index.ts'
import { type Calendar, periodOf } from './calendar.ts'

/** Events, and people who have one. */
export interface Volume {
  readonly events: number
  readonly people: number
}

export interface TouchpointVolume extends Volume {
  readonly name: string
  readonly channel: string
}

export interface ChannelMix extends Volume {
  readonly channel: string
  /** Of all events. */
  readonly share: Rate
  /** Of all people. */
  readonly reach: Rate
  /** People whose every event is on it, of those who use it. */
  readonly only: Rate
}

/** People who use a channel, turn to another, and come back to the first within a day, of those who use it. */
export interface ChannelBounce {
  readonly channel: string
  readonly via: string
  readonly people: Rate
  readonly bounces: number
}

export interface PeriodVolume extends Volume {
  readonly period: string
  readonly channel: string
}

export interface Activity extends Volume {
  readonly touchpoints: readonly TouchpointVolume[]
  readonly channels: readonly ChannelMix[]
  readonly bounces: readonly ChannelBounce[]
  readonly periods: readonly PeriodVolume[]
  /** People of whom only one event is known. */
  readonly once: Rate
}

/** As the methods say: back on the first channel within 24 hours of having left it. */
const BACK_WITHIN = 24 * HOUR

/** Counts events by cell, and cases that have one; cells in order of first appearance. */
const counter = () => {
  const events = new Map<number, number>()
  const people = new Map<number, number>()
  const seen = new Map<number, number>()
  return {
    add(cell: number, c: number) {
      events.set(cell, (events.get(cell) ?? 0) + 1)
      if (seen.get(cell) === c) return
      seen.set(cell, c)
      people.set(cell, (people.get(cell) ?? 0) + 1)
    },
    cells: () => [...events].map(([cell, n]) => ({ cell, events: n, people: people.get(cell) ?? 0 })),
  }
}

/** Calls back for each bounce of a case: the channel left and come back to, and the one between. */
const eachBounce = (
  { begins, ends, at, channel }: CaseSpans,
  c: number,
  on: (channel: number, via: number) => void,
): void => {
  /** The last event on each of the last two runs of one channel. */
  let [before, beforeLeft, now] = [-1, 0, -1]
  let lastAt: Instant = 0
  for (let e = begins[c] ?? 0; e < (ends[c] ?? 0); e++) {
    const here = channel[e] ?? 0
    const when = at[e] ?? 0
    if (here !== now) {
      if (here === before && when - beforeLeft <= BACK_WITHIN) on(here, now)
      before = now
      beforeLeft = lastAt
      now = here
    }
    lastAt = when
  }
}

/** Which events of a case are looked for: of a name, on a channel, at a time; any where it is not said. */
interface Did {
  readonly activity?: number
  readonly channel?: number
  during?(at: Instant): boolean
}

/** The cases that have such an event. */
export const whoDid = (table: CaseSpans, { activity, channel, during }: Did): number[] => {
  const found: number[] = []
  for (let c = 0; c < table.keys.length; c++)
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++)
      if (
        (activity === undefined || table.activity[e] === activity) &&
        (channel === undefined || table.channel[e] === channel) &&
        (during === undefined || during(table.at[e] ?? 0))
      ) {
        found.push(c)
        break
      }
  return found
}

/** The cases of which every event is on a channel. */
export const whoUsedOnly = ({ keys, begins, ends, channel }: CaseSpans, wanted: number): number[] =>
  keys.flatMap((_, c) => {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    return end > begin && channel.subarray(begin, end).every((one) => one === wanted) ? [c] : []
  })

/** The cases that bounced from a channel by another. */
export const whoBounced = (table: CaseSpans, channel: number, via: number): number[] => {
  const found: number[] = []
  for (let c = 0; c < table.keys.length; c++) {
    let bounced = false
    eachBounce(table, c, (left, between) => {
      if (left === channel && between === via) bounced = true
    })
    if (bounced) found.push(c)
  }
  return found
}

/** The cases of one event only. */
export const whoCameOnce = ({ keys, begins, ends }: CaseSpans): number[] =>
  keys.flatMap((_, c) => ((ends[c] ?? 0) - (begins[c] ?? 0) === 1 ? [c] : []))

const nameOf = (channel: string | undefined) => channel || '–'

/**
 * Volumes by touchpoint and channel, the mix of channels, bounces between them, and volumes by calendar period. Counts are
 * of events and of the people who have one; shares are recomputed from counts.
 */
export const activityOf = (table: CaseSpans, calendar: Calendar): Activity => {
  const [events, people] = [eventsInSpans(table), table.keys.length]
  const width = table.channels.length
  const [byTouchpoint, byChannel, byPeriod, bounces] = [counter(), counter(), counter(), counter()]
  const alone = new Uint32Array(width)
  for (let c = 0; c < people; c++) {
    const [begin, end] = [table.begins[c] ?? 0, table.ends[c] ?? 0]
    const first = table.channel[begin] ?? 0
    let single = end > begin
    for (let e = begin; e < end; e++) {
      const channel = table.channel[e] ?? 0
      if (channel !== first) single = false
      byTouchpoint.add((table.activity[e] ?? 0) * width + channel, c)
      byChannel.add(channel, c)
      byPeriod.add(periodOf(calendar, table.at[e] ?? 0) * width + channel, c)
    }
    if (single) alone[first] = (alone[first] ?? 0) + 1
    eachBounce(table, c, (left, via) => bounces.add(left * width + via, c))
  }
  const users = new Map(byChannel.cells().map(({ cell, people: n }) => [cell, n]))
  const most = (a: Volume, b: Volume) => b.events - a.events
  return {
    events,
    people,
    touchpoints: byTouchpoint
      .cells()
      .map(({ cell, ...volume }) => ({
        name: table.activities[Math.floor(cell / width)] ?? '',
        channel: nameOf(table.channels[cell % width]),
        ...volume,
      }))
      .sort((a, b) => most(a, b) || (a.name + a.channel < b.name + b.channel ? -1 : 1)),
    channels: byChannel
      .cells()
      .map(({ cell, ...volume }) => ({
        channel: nameOf(table.channels[cell]),
        ...volume,
        share: rate(volume.events, events),
        reach: rate(volume.people, people),
        only: rate(alone[cell] ?? 0, volume.people),
      }))
      .sort((a, b) => most(a, b) || (a.channel < b.channel ? -1 : 1)),
    bounces: bounces
      .cells()
      .map(({ cell, events: n, people: who }) => ({
        channel: nameOf(table.channels[Math.floor(cell / width)]),
        via: nameOf(table.channels[cell % width]),
        people: rate(who, users.get(Math.floor(cell / width)) ?? 0),
        bounces: n,
      }))
      .sort((a, b) => b.people.num - a.people.num || (a.channel + a.via < b.channel + b.via ? -1 : 1)),
    periods: byPeriod
      .cells()
      .map(({ cell, ...volume }) => ({
        at: Math.floor(cell / width),
        period: calendar.labels[Math.floor(cell / width)] ?? '',
        channel: nameOf(table.channels[cell % width]),
        ...volume,
      }))
      .sort((a, b) => a.at - b.at || (a.channel < b.channel ? -1 : 1))
      .map(({ at: _, ...volume }) => volume),
    once: rate(whoCameOnce(table).length, people),
  }
}
