import { Temporal } from 'temporal-polyfill'
import { unknownZone } from '../governance/index.ts'
import { DAY, type Instant, Refused } from '../kernel/index.ts'

export type Period = 'day' | 'week' | 'month'

/** Whole periods of the calendar in a zone: period p runs from `starts[p]` to `starts[p + 1]` (exclusive). */
export interface Calendar {
  readonly period: Period
  readonly zone: string
  readonly starts: Float64Array
  /** The first day of each period, ISO 8601. */
  readonly labels: readonly string[]
}

const opening = (date: Temporal.PlainDate, period: Period): Temporal.PlainDate =>
  period === 'month' ? date.with({ day: 1 }) : period === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date

const refuseUnknown = (zone: string): void => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  } catch (problem) {
    throw problem instanceof RangeError ? new Refused(unknownZone(zone)) : problem
  }
}

/** A century of days: more would be laid out for minutes, and read by nobody. */
const MOST_PERIODS = 40_000
const LONG = { day: DAY, week: 7 * DAY, month: 28 * DAY } as const

const tooMany = (many: number): Refused =>
  new Refused({
    code: 'too-many-periods',
    what: {
      fr: `Ce seraient environ ${many} périodes ; il y en a ${MOST_PERIODS} au plus.`,
      en: `These would be some ${many} periods; there are ${MOST_PERIODS} at most.`,
    },
    remedy: {
      fr: 'Comptez par semaine ou par mois, ou rapprochez la date à laquelle on se place du premier événement.',
      en: 'Count by week or by month, or bring the as-of date nearer to the first event.',
    },
  })

/**
 * The periods that hold two instants and all between them. Weeks begin on Monday (ISO 8601); a day on which clocks
 * change has 23 or 25 hours, so boundaries are those of the zone and never a multiple of 24 hours.
 */
export const calendarOf = (period: Period, zone: string, from: Instant, to: Instant): Calendar => {
  refuseUnknown(zone)
  const many = Math.ceil((to - from) / LONG[period])
  if (many > MOST_PERIODS) throw tooMany(many)
  const dateOf = (instant: Instant) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone).toPlainDate()
  const last = dateOf(to)
  const starts: number[] = []
  const labels: string[] = []
  const step = period === 'month' ? { months: 1 } : { days: period === 'week' ? 7 : 1 }
  let date = opening(dateOf(from), period)
  for (;;) {
    starts.push(date.toZonedDateTime(zone).epochMilliseconds)
    if (Temporal.PlainDate.compare(date, last) > 0) break
    labels.push(date.toString())
    date = date.add(step)
  }
  return { period, zone, starts: Float64Array.from(starts), labels }
}

/** The period that an instant falls in; -1 before the first, the number of periods after the last. */
export const periodOf = ({ starts }: Calendar, instant: Instant): number => {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= instant) low = middle + 1
    else high = middle
  }
  return low - 1
}
