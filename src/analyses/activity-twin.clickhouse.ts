import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import {
  type ActivityCounts,
  BACK_WITHIN,
  type CellVolume,
  type ChannelVolume,
  type Counted,
} from './activity-counts.ts'
import type { Calendar } from './calendar.ts'
import { coded, keysIn, type TwinCases } from './twin-cases.clickhouse.ts'

/**
 * The cells that each case counts in, once for each time, as an array over `codes` (name * width + channel) and `at`.
 * Counts and lists of people come of the same text.
 */
const cellsOf = (counted: Counted, width: string, { starts }: Calendar, binder: Binder): string => {
  const channels = `arrayMap(c -> c % ${width}, codes)`
  switch (counted) {
    case 'all':
      return '[0]'
    case 'once':
      return 'if(length(codes) = 1, [0], [])'
    case 'name':
      return `arrayMap(c -> intDiv(c, ${width}), codes)`
    case 'touchpoint':
      return 'codes'
    case 'channel':
      return channels
    case 'only':
      return `if(length(arrayDistinct(${channels})) = 1, [codes[1] % ${width}], [])`
    case 'period': {
      const boundaries = binder.bind(
        Array.from(starts, (instant) => instant * 1000),
        'Array(Int64)',
      )
      const numbers = binder.bind([...starts.keys()], 'Array(UInt32)')
      const period = `transform(roundDown(t, ${boundaries}), ${boundaries}, ${numbers}, toUInt32(0))`
      return `arrayMap((c, t) -> ${period} * ${width} + c % ${width}, codes, at)`
    }
    case 'bounce':
      return bouncesSql(channels, width, binder)
  }
}

/**
 * A run is where a channel follows another: that one, the one before, when it began, and when the one before was last used.
 * Back on the channel of the run before the last, soon enough after that was left: a bounce. Nothing is looked up by its
 * place, so that a case of many events costs no more than its events.
 */
const bouncesSql = (channels: string, width: string, binder: Binder): string => {
  const when = 'arrayMap(t -> toFloat64(t) / 1000, at)'
  const runs = `arrayFilter((r, i) -> i = 1 OR r.1 != r.2, arrayZip(${channels},
      arrayPushFront(arrayPopBack(${channels}), toUInt64(0)), ${when}, arrayPushFront(arrayPopBack(${when}), toFloat64(0))), arrayEnumerate(codes))`
  const within = binder.bind(BACK_WITHIN, 'Float64')
  return `arrayMap(r -> r.1 * ${width} + r.2, arrayFilter((r, between, before) -> r.1 = before.1 AND r.3 - between.4 <= ${within},
      arrayPopFront(arrayPopFront(${runs})), arrayPopFront(arrayPopBack(${runs})), arrayPopBack(arrayPopBack(${runs}))))`
}

/** How much happens where, as the engine counts it; kinds are coded as name * width + channel. */
export const createActivityTwin = (analytics: Analytics, cases: TwinCases, channels: number) => {
  const cellsIn = (counted: Counted, calendar: Calendar, binder: Binder): string =>
    `SELECT hash, key, arrayMap(x -> toUInt64(x), ${cellsOf(counted, binder.bind(channels, 'UInt32'), calendar, binder)}) AS cells
  FROM (${coded(cases, binder)})`
  const volumes = async (counted: Counted, calendar: Calendar): Promise<readonly CellVolume[]> => {
    const binder = createBinder()
    const found = await analytics.rows<{ cell: string; events: string; people: string }>(
      `-- How many events of each sort, in how many cases?
SELECT one.1 AS cell, count() AS events, countIf(one.2 = 1) AS people
FROM (SELECT arrayJoin(arrayZip(cells, arrayEnumerateUniq(cells))) AS one FROM (${cellsIn(counted, calendar, binder)}))
GROUP BY cell ORDER BY cell`,
      binder.parameters,
    )
    return found.map(({ cell, events, people }) => ({
      cell: Number(cell),
      events: Number(events),
      people: Number(people),
    }))
  }
  const channelVolumes = async (calendar: Calendar): Promise<readonly ChannelVolume[]> => {
    const binder = createBinder()
    const found = await analytics.rows<Record<keyof ChannelVolume, string>>(
      `-- How many events of each channel, in how many cases, and how they gather in them?
SELECT one.1 AS cell, sum(one.2) AS events, count() AS people, sum(one.2 * one.2) AS squares, sum(one.2 * lived) AS products
FROM (SELECT length(cells) AS lived, arrayJoin(arrayMap(k -> (k, countEqual(cells, k)), arrayDistinct(cells))) AS one
  FROM (${cellsIn('channel', calendar, binder)}))
GROUP BY cell ORDER BY cell`,
      binder.parameters,
    )
    return found.map(({ cell, events, people, squares, products }) => ({
      cell: Number(cell),
      events: Number(events),
      people: Number(people),
      squares: Number(squares),
      products: Number(products),
    }))
  }
  return {
    counts: async (calendar: Calendar): Promise<ActivityCounts> => {
      const of = (counted: Counted) => volumes(counted, calendar)
      const touchpoints = await of('touchpoint')
      const [once, all] = [await of('once'), await of('all')]
      return {
        events: touchpoints.reduce((sum, { events }) => sum + events, 0),
        people: all[0]?.people ?? 0,
        once: once[0]?.people ?? 0,
        touchpoints,
        channels: await channelVolumes(calendar),
        only: await of('only'),
        periods: await of('period'),
        bounces: await of('bounce'),
      }
    },
    /** The keys of the cases behind a number: as many as are counted. */
    who: (calendar: Calendar, counted: Counted, cell: number): Promise<readonly string[]> => {
      const binder = createBinder()
      return keysIn(
        analytics,
        `-- Who counts there?
SELECT key FROM (${cellsIn(counted, calendar, binder)}) WHERE has(cells, ${binder.bind(cell, 'UInt64')}) ORDER BY hash, key`,
        binder,
      )
    },
  }
}
