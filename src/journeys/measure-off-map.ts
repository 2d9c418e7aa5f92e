import type { JourneyMap } from '../maps/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, wasLived } from './follow.ts'
import { type AllSpread, addedAll, addedOff, createSpread, liftInterval, type OffSpread } from './lift-spread.ts'
import type { OffMap } from './lived.ts'
import { addedCounts, byName, total } from './sums.ts'

interface Off {
  readonly activity: number
  readonly channel: number
  events: number
  instances: number
  seen: number
  /** By touchpoint; one more for the start or the end of the instance. */
  readonly after: Uint32Array
  readonly before: Uint32Array
}

const commonest = (counts: Uint32Array): number =>
  counts.reduce((best, count, t) => (count > (counts[best] ?? 0) ? t : best), 0)

/** What was counted off the map over some journeys. */
export interface OffMapCounts {
  /** By event and channel. */
  readonly found: ReadonlyMap<string, Told>
  /** Events after each touchpoint, on the map or off it. */
  readonly gapAfter: Uint32Array
  readonly total: number
  readonly spread: AllSpread
}

interface Told {
  readonly event: string
  readonly channel: string
  readonly events: number
  readonly instances: number
  readonly after: Uint32Array
  readonly before: Uint32Array
  readonly spread: OffSpread
}

/** Counts what the map does not foresee, surveys aside. */
export const countOffMap = (
  map: JourneyMap,
  table: JourneyTable,
  instances: Instances,
  note: (activity: number, channel: number, instance: number) => void = () => {},
): OffMapCounts => {
  const edge = map.touchpoints.length
  const found = new Map<number, Off>()
  const width = table.channels.length
  const gapAfter = new Uint32Array(edge + 1)
  const spread = createSpread(edge + 1)
  let all = 0
  for (let i = 0; i < instances.count; i++) {
    if (i > 0 && instances.caseOf[i] !== instances.caseOf[i - 1]) spread.close()
    let latest = edge
    let waiting: Off[] = []
    const settle = (next: number) => {
      for (const off of waiting) off.before[next] = (off.before[next] ?? 0) + 1
      waiting = []
    }
    const end = instances.starts[i + 1] ?? 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (!wasLived(table, instances, i, e) || (touchpoint === NONE && table.signs[e] !== 0)) continue
      all++
      gapAfter[latest] = (gapAfter[latest] ?? 0) + 1
      if (touchpoint !== NONE) {
        spread.event(latest)
        settle(touchpoint)
        latest = touchpoint
        continue
      }
      const [activity, channel] = [table.activity[e] ?? 0, table.channel[e] ?? 0]
      const key = activity * width + channel
      spread.event(latest, key)
      const off = found.get(key) ?? {
        activity,
        channel,
        events: 0,
        instances: 0,
        seen: -1,
        after: new Uint32Array(edge + 1),
        before: new Uint32Array(edge + 1),
      }
      if (off.events === 0) found.set(key, off)
      off.events++
      if (off.seen !== i) {
        off.instances++
        note(activity, channel, i)
      }
      off.seen = i
      off.after[latest] = (off.after[latest] ?? 0) + 1
      waiting.push(off)
    }
    settle(edge)
  }
  spread.close()
  const told = [...found.values()].map(({ activity, channel, events, instances: lived, after, before }): Told => {
    const [event, on] = [table.activities[activity] ?? '', table.channels[channel] ?? '']
    return {
      event,
      channel: on,
      events,
      instances: lived,
      after,
      before,
      spread: spread.off(activity * width + channel),
    }
  })
  return {
    found: new Map(told.map((one) => [JSON.stringify([one.event, one.channel]), one])),
    gapAfter,
    total: all,
    spread: spread.all(),
  }
}

const together = (some: readonly Told[]): Told => {
  const [first] = some
  if (!first) throw new Error('Nothing was counted')
  if (some.length === 1) return first
  return {
    ...first,
    events: total(some.map(({ events }) => events)),
    instances: total(some.map(({ instances }) => instances)),
    after: addedCounts(some.map(({ after }) => after)),
    before: addedCounts(some.map(({ before }) => before)),
    spread: addedOff(some.map(({ spread }) => spread)),
  }
}

/**
 * Events that neither a touchpoint nor the perimeter foresees, surveys aside: how many, where they come, and their lift
 * after the touchpoint that they follow most often = share of events after it that they are / share of all events, with
 * its interval over cases.
 */
export const offMapOf = (map: JourneyMap, parts: readonly OffMapCounts[]): OffMap[] => {
  const all = total(parts.map((part) => part.total))
  const gapAfter = addedCounts(parts.map((part) => part.gapAfter))
  const every = addedAll(parts.map(({ spread }) => spread))
  const found = byName(
    parts.map((part) => part.found),
    together,
  )
  return [...found.values()]
    .map(({ event, channel, events, instances, after, before, spread }) => {
      const follows = commonest(after)
      const counts = { after: after[follows] ?? 0, there: gapAfter[follows] ?? 1, own: events, all }
      const { low, high } = liftInterval(counts, follows, spread, every)
      return {
        event,
        channel,
        events,
        instances,
        after: map.touchpoints[follows]?.id ?? null,
        before: map.touchpoints[commonest(before)]?.id ?? null,
        lift: counts.after / counts.there / (events / all),
        liftLow: low,
        liftHigh: high,
      }
    })
    .sort((a, b) => b.events - a.events || (a.event + a.channel < b.event + b.channel ? -1 : 1))
}
