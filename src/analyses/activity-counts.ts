import { type CaseSpans, eventsInSpans, total } from '../journeys/index.ts'
import { HOUR, type Instant } from '../kernel/index.ts'
import { type Calendar, periodOf } from './calendar.ts'

/** Events of one cell, and cases that have one there. */
export interface CellVolume {
  readonly cell: number
  readonly events: number
  readonly people: number
}

/** Events on one channel, with the sums over cases of their squares, and of their products with all events of the case. */
export interface ChannelVolume extends CellVolume {
  readonly squares: number
  readonly products: number
}

/** What is counted together: a number of `events` and `people` has one list of cases behind it, named by what and cell. */
export type Counted = 'all' | 'once' | 'name' | 'touchpoint' | 'channel' | 'only' | 'period' | 'bounce'

/**
 * Activity by codes, `width` of which are channels: a touchpoint is name * width + channel, a period is its number in the
 * calendar * width + channel, a bounce the channel left and come back to * width + the one between.
 */
export interface ActivityCounts {
  readonly events: number
  readonly people: number
  /** Cases of one event. */
  readonly once: number
  readonly touchpoints: readonly CellVolume[]
  readonly channels: readonly ChannelVolume[]
  /** Cases of which every event is on a channel. */
  readonly only: readonly CellVolume[]
  readonly periods: readonly CellVolume[]
  readonly bounces: readonly CellVolume[]
}

/** As the methods say: back on the first channel within 24 hours of having left it. */
export const BACK_WITHIN = 24 * HOUR

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

/** Calls back for each cell that an event or a whole case counts in. */
const eachCell = (
  table: CaseSpans,
  calendar: Calendar,
  c: number,
  on: (counted: Counted, cell: number) => void,
): void => {
  const { begins, ends, activity, channel: channels, at } = table
  const width = table.channels.length
  const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
  const first = channels[begin] ?? 0
  let single = end > begin
  for (let e = begin; e < end; e++) {
    const channel = channels[e] ?? 0
    if (channel !== first) single = false
    on('touchpoint', (activity[e] ?? 0) * width + channel)
    on('channel', channel)
    on('period', periodOf(calendar, at[e] ?? 0) * width + channel)
  }
  if (single) on('only', first)
  if (end - begin === 1) on('once', 0)
  eachBounce(table, c, (left, via) => on('bounce', left * width + via))
}

/** Counts events by channel, case after case. */
const channelCounter = (width: number) => {
  const sums = Array.from({ length: width }, (_, cell) => ({ cell, events: 0, people: 0, squares: 0, products: 0 }))
  const own = new Float64Array(width)
  const order = new Set<number>()
  return {
    add({ begins, ends, channel: channels }: CaseSpans, c: number): void {
      const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
      own.fill(0)
      for (let e = begin; e < end; e++) {
        const channel = channels[e] ?? 0
        order.add(channel)
        own[channel] = (own[channel] ?? 0) + 1
      }
      for (const [channel, sum] of sums.entries()) {
        const times = own[channel] ?? 0
        if (times === 0) continue
        sum.events += times
        sum.people++
        sum.squares += times * times
        sum.products += times * (end - begin)
      }
    },
    cells: (): ChannelVolume[] => [...order].flatMap((channel) => sums[channel] ?? []),
  }
}

/** Counts activity case by case. */
export const countActivity = (table: CaseSpans, calendar: Calendar): ActivityCounts => {
  const by = { touchpoint: counter(), only: counter(), period: counter(), bounce: counter() }
  const people = table.keys.length
  let once = 0
  const channels = channelCounter(table.channels.length)
  for (let c = 0; c < people; c++) {
    channels.add(table, c)
    eachCell(table, calendar, c, (counted, cell) => {
      if (counted === 'once') once++
      else if (counted !== 'all' && counted !== 'name' && counted !== 'channel') by[counted].add(cell, c)
    })
  }
  return {
    events: eventsInSpans(table),
    people,
    once,
    touchpoints: by.touchpoint.cells(),
    channels: channels.cells(),
    only: by.only.cells(),
    periods: by.period.cells(),
    bounces: by.bounce.cells(),
  }
}

const addedCells = (parts: readonly (readonly CellVolume[])[]): CellVolume[] => {
  const found = new Map<number, { cell: number; events: number; people: number }>()
  for (const { cell, events, people } of parts.flat()) {
    const known = found.get(cell)
    if (known) {
      known.events += events
      known.people += people
    } else found.set(cell, { cell, events, people })
  }
  return [...found.values()]
}

const addedChannels = (parts: readonly (readonly ChannelVolume[])[]): ChannelVolume[] => {
  const all = parts.flat()
  return addedCells(parts).map((volume) => {
    const mine = all.filter(({ cell }) => cell === volume.cell)
    const sum = (of: (one: ChannelVolume) => number) => total(mine.map(of))
    return { ...volume, squares: sum(({ squares }) => squares), products: sum(({ products }) => products) }
  })
}

/** Activity of all parts. */
export const addedActivity = (parts: readonly ActivityCounts[]): ActivityCounts => {
  const sum = (of: (part: ActivityCounts) => number) => total(parts.map(of))
  const cells = (of: (part: ActivityCounts) => readonly CellVolume[]) => addedCells(parts.map(of))
  return {
    events: sum(({ events }) => events),
    people: sum(({ people }) => people),
    once: sum(({ once }) => once),
    touchpoints: cells(({ touchpoints }) => touchpoints),
    channels: addedChannels(parts.map(({ channels }) => channels)),
    only: cells(({ only }) => only),
    periods: cells(({ periods }) => periods),
    bounces: cells(({ bounces }) => bounces),
  }
}

/** The cases behind a number: as many as are counted. */
export const whoCounts = (table: CaseSpans, calendar: Calendar, wanted: Counted, cell: number): number[] => {
  const found: number[] = []
  const width = table.channels.length
  for (let c = 0; c < table.keys.length; c++) {
    let is = wanted === 'all'
    eachCell(table, calendar, c, (counted, own) => {
      if (
        counted === wanted
          ? own === cell
          : wanted === 'name' && counted === 'touchpoint' && Math.floor(own / width) === cell
      )
        is = true
    })
    if (is) found.push(c)
  }
  return found
}
