import { Type } from '@sinclair/typebox'
import type { CaseTable } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import { type Calendar, calendarOf, type Period } from './calendar.ts'
import { oneOf } from './shapes.ts'

/** The calendar of an answer by period, as options. */
export const calendarOptions = (usual: Period) => ({
  calendar: Type.Optional({ ...oneOf(['day', 'week', 'month'], { description: 'calendar period' }), default: usual }),
  zone: Type.Optional(Type.String({ maxLength: 60, default: 'Europe/Paris', description: 'the zone of the calendar' })),
})

/** The periods from a table's first event to the as-of instant. */
export const calendarOver = (table: CaseTable, period: Period, zone: string, asOf: Instant): Calendar =>
  calendarOf(
    period,
    zone,
    table.at.reduce((least, at) => Math.min(least, at), asOf),
    asOf,
  )
