import { Type } from '@sinclair/typebox'
import type { CaseSpans } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import { type Calendar, calendarOf, type Period } from './calendar.ts'
import { oneOf } from './shapes.ts'

/** The calendar of an answer by period, as options. */
export const calendarOptions = (usual: Period) => ({
  calendar: Type.Optional({ ...oneOf(['day', 'week', 'month'], { description: 'calendar period' }), default: usual }),
  zone: Type.Optional(Type.String({ maxLength: 60, default: 'Europe/Paris', description: 'the zone of the calendar' })),
})

/** When the first of all events was; each case begins with its own first. */
export const firstInstant = (
  { begins, ends, at }: Pick<CaseSpans, 'begins' | 'ends' | 'at'>,
  asOf: Instant,
): Instant => {
  let first = asOf
  for (let c = 0; c < begins.length; c++)
    if ((ends[c] ?? 0) > (begins[c] ?? 0)) first = Math.min(first, at[begins[c] ?? 0] ?? asOf)
  return first
}

/** The periods from a table's first event to the as-of instant. */
export const calendarOver = (table: CaseSpans, period: Period, zone: string, asOf: Instant): Calendar =>
  calendarOf(period, zone, firstInstant(table, asOf), asOf)
