import { DAY, type Instant, type Interval, iso, type Rate, rate } from '../kernel/index.ts'
import { rateDifference } from '../statistics/index.ts'
import { type Instances, STATUS } from './follow.ts'
import { total } from './sums.ts'

/** How many journeys began and ended in a stretch of time. */
export interface Flow {
  readonly entered: number
  readonly succeeded: number
  readonly abandoned: number
}

/** The latest stretch of so many days, and the one before it. */
export interface PulsePeriod {
  readonly days: number
  readonly now: Flow
  readonly before: Flow
}

/** A rate that is not what it was: the interval of the difference leaves 0 out. */
export interface Move {
  readonly days: number
  readonly now: Rate
  readonly before: Rate
  readonly difference: Interval & { readonly value: number }
}

/** A journey at this instant: who is on the way, and what the last days brought. */
export interface Pulse {
  readonly asOf: string
  /** Journeys entered and not yet ended; on track and late make them up. */
  readonly open: number
  readonly onTrack: number
  readonly late: number
  readonly day: PulsePeriod
  readonly week: PulsePeriod
  /** Stretches of 24 hours that end at the as-of instant, the oldest first; `from` is where each begins. */
  readonly days: readonly (Flow & { readonly from: string })[]
  /** Success of the journeys that ended in the latest stretch, where it moved. */
  readonly moved: Move | null
}

/** Days drawn. */
const DRAWN = 28

/** Under this many journeys on a side, a difference says nothing. */
const FEWEST = 30

type Counts = { entered: number; succeeded: number; abandoned: number }

/** Flows by stretch of 24 hours back from the as-of instant: 0 is the latest. */
const countDays = ({ count, openedAt, closedAt, status }: Instances, asOf: Instant, most: number): Counts[] => {
  const days = Array.from({ length: most }, (): Counts => ({ entered: 0, succeeded: 0, abandoned: 0 }))
  const dayOf = (at: Instant) => days[Math.floor((asOf - at) / DAY)]
  for (let i = 0; i < count; i++) {
    const entered = dayOf(openedAt[i] ?? Number.NaN)
    if (entered) entered.entered++
    if (status[i] === STATUS.open) continue
    const ended = dayOf(closedAt[i] ?? Number.NaN)
    if (ended) ended[status[i] === STATUS.succeeded ? 'succeeded' : 'abandoned']++
  }
  return days
}

const sum = (days: readonly Flow[], from: number, to: number): Flow =>
  days.slice(from, to).reduce(
    (all, day) => ({
      entered: all.entered + day.entered,
      succeeded: all.succeeded + day.succeeded,
      abandoned: all.abandoned + day.abandoned,
    }),
    { entered: 0, succeeded: 0, abandoned: 0 },
  )

const periodOf = (days: readonly Flow[], length: number): PulsePeriod => ({
  days: length,
  now: sum(days, 0, length),
  before: sum(days, length, 2 * length),
})

const closed = ({ succeeded, abandoned }: Flow): number => succeeded + abandoned

/** Whether success moved from one stretch to the next, at the 95 % level (Newcombe's interval of the difference). */
const moveOf = ({ days, now, before }: PulsePeriod): Move | null => {
  if (closed(now) < FEWEST || closed(before) < FEWEST) return null
  const difference = rateDifference(now.succeeded, closed(now), before.succeeded, closed(before))
  if (!difference || (difference.low <= 0 && difference.high >= 0)) return null
  return { days, now: rate(now.succeeded, closed(now)), before: rate(before.succeeded, closed(before)), difference }
}

/** What is counted of some journeys for their pulse. */
export interface PulseCounts {
  readonly asOf: Instant
  readonly days: readonly Flow[]
  readonly open: number
  readonly onTrack: number
}

export const countPulse = (
  { instances, asOf }: { readonly instances: Instances; readonly asOf: Instant },
  since = 7,
): PulseCounts => {
  let [open, onTrack] = [0, 0]
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] !== STATUS.open) continue
    open++
    onTrack += instances.onTrack[i] ?? 0
  }
  return { asOf, days: countDays(instances, asOf, Math.max(DRAWN, 2 * since)), open, onTrack }
}

/** The pulse of all parts; `since` is over how many days a move is looked for. */
export const tellPulse = (parts: readonly PulseCounts[], since = 7): Pulse => {
  const [first] = parts
  if (!first) throw new Error('Nothing was counted')
  const { asOf } = first
  const days = first.days.map((_, day) =>
    sum(
      parts.map((part) => part.days[day] ?? { entered: 0, succeeded: 0, abandoned: 0 }),
      0,
      parts.length,
    ),
  )
  const open = total(parts.map((part) => part.open))
  const onTrack = total(parts.map((part) => part.onTrack))
  return {
    asOf: iso(asOf),
    open,
    onTrack,
    late: open - onTrack,
    day: periodOf(days, 1),
    week: periodOf(days, 7),
    days: days
      .slice(0, DRAWN)
      .map((day, back) => ({ from: iso(asOf - (back + 1) * DAY), ...day }))
      .reverse(),
    moved: moveOf(periodOf(days, since)),
  }
}

/** The pulse of followed journeys. */
export const pulseOf = (followed: { readonly instances: Instances; readonly asOf: Instant }, since = 7): Pulse =>
  tellPulse([countPulse(followed, since)], since)
