import { type Rate, rate } from '../kernel/index.ts'
import { clusteredShare } from '../statistics/index.ts'
import type { ActivityCounts } from './activity-counts.ts'
import type { Calendar } from './calendar.ts'

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
  /** Of all events; cases are independent, what one of them did several times is not. */
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

const nameOf = (channel: string | undefined) => channel || '–'

/** What codes stand for. */
interface Names {
  readonly activities: readonly string[]
  readonly channels: readonly string[]
}

/**
 * Volumes by touchpoint and channel, the mix of channels, bounces between them, and volumes by calendar period. Counts are
 * of events and of the people who have one; shares are recomputed from counts.
 */
export const activityOf = (counts: ActivityCounts, names: Names, calendar: Calendar): Activity => {
  const { events, people } = counts
  const width = names.channels.length
  // What each case has on any channel, times all it has: the squares of all it has.
  const denSquares = counts.channels.reduce((sum, { products }) => sum + products, 0)
  const channelOf = (cell: number) => nameOf(names.channels[cell % width])
  const alone = new Map(counts.only.map(({ cell, people: n }) => [cell, n]))
  const users = new Map(counts.channels.map(({ cell, people: n }) => [cell, n]))
  const most = (a: Volume, b: Volume) => b.events - a.events
  return {
    events,
    people,
    touchpoints: counts.touchpoints
      .map(({ cell, ...volume }) => ({
        name: names.activities[Math.floor(cell / width)] ?? '',
        channel: channelOf(cell),
        ...volume,
      }))
      .sort((a, b) => most(a, b) || (a.name + a.channel < b.name + b.channel ? -1 : 1)),
    channels: counts.channels
      .map(({ cell, squares, products, ...volume }) => ({
        channel: channelOf(cell),
        ...volume,
        share: clusteredShare({ num: volume.events, den: events, people, squares, products, denSquares }),
        reach: rate(volume.people, people),
        only: rate(alone.get(cell) ?? 0, volume.people),
      }))
      .sort((a, b) => most(a, b) || (a.channel < b.channel ? -1 : 1)),
    bounces: counts.bounces
      .map(({ cell, events: n, people: who }) => ({
        channel: channelOf(Math.floor(cell / width)),
        via: channelOf(cell),
        people: rate(who, users.get(Math.floor(cell / width)) ?? 0),
        bounces: n,
      }))
      .sort((a, b) => b.people.num - a.people.num || (a.channel + a.via < b.channel + b.via ? -1 : 1)),
    periods: counts.periods
      .map(({ cell, ...volume }) => ({
        at: Math.floor(cell / width),
        period: calendar.labels[Math.floor(cell / width)] ?? '',
        channel: channelOf(cell),
        ...volume,
      }))
      .sort((a, b) => a.at - b.at || (a.channel < b.channel ? -1 : 1))
      .map(({ at: _, ...volume }) => volume),
    once: rate(counts.once, people),
  }
}
