import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../kernel/index.ts'

/** Periods by name: so many days before the as-of instant, or a unit of the calendar. */
export const PERIODS = ['7d', '30d', '90d', 'month', 'last-month', 'quarter', 'year'] as const
export type PeriodName = (typeof PERIODS)[number]

/** A named period or one's own, of journeys by when they were entered, or by when they ended. */
export interface CohortPeriod {
  readonly name?: PeriodName
  readonly from?: Instant
  /** Exclusive. */
  readonly to?: Instant
  readonly by: 'entered' | 'ended'
  /** Not the period itself but the one before it, as long or of the same unit: what it is compared with. */
  readonly before?: boolean
}

export interface Bounds {
  readonly from?: Instant
  readonly to?: Instant
}

const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const
const isDays = (name: PeriodName): name is keyof typeof DAYS => name in DAYS

/** The first instant of a calendar unit, so many units from the one that holds a day. */
const unitStart = (day: Temporal.PlainDate, unit: 'month' | 'quarter' | 'year', shift: number): Temporal.PlainDate => {
  if (unit === 'year') return day.with({ month: 1, day: 1 }).add({ years: shift })
  if (unit === 'month') return day.with({ day: 1 }).add({ months: shift })
  return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 }).add({ months: 3 * shift })
}

/** Whole days of the workspace's zone: a day of 23 or 25 hours is one day. The as-of day is the last one. */
const namedBounds = (name: PeriodName, asOf: Instant, zone: string, before: boolean): Required<Bounds> => {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(asOf)).toZonedDateTimeISO(zone).toPlainDate()
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds
  if (isDays(name)) {
    const last = today.add({ days: 1 }).subtract({ days: before ? DAYS[name] : 0 })
    return { from: start(last.subtract({ days: DAYS[name] })), to: start(last) }
  }
  const unit = name === 'last-month' ? 'month' : name
  const shift = (name === 'last-month' ? -1 : 0) - (before ? 1 : 0)
  return { from: start(unitStart(today, unit, shift)), to: start(unitStart(today, unit, shift + 1)) }
}

/** The instants of a period. The one before a period of one's own is as long and ends where it begins. */
export const boundsOf = ({ name, from, to, before = false }: CohortPeriod, asOf: Instant, zone: string): Bounds => {
  if (name !== undefined) return namedBounds(name, asOf, zone, before)
  if (!before) return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  // Nothing comes before a period without a beginning.
  return from === undefined ? { to: -Infinity } : { from: from - ((to ?? asOf) - from), to: from }
}
