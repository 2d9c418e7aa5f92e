import { Type } from '@sinclair/typebox'
import { USUAL_ZONE } from '../governance/index.ts'
import type { CaseSpans } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Scope } from './analysis.ts'
import type { Period } from './calendar.ts'
import { oneOf } from './shapes.ts'

/** The zone of a calendar; the workspace's where none is said. */
export const ZONE_OPTION = Type.Optional(
  Type.String({ maxLength: 60, description: 'the zone whose days are counted (else the workspace’s)' }),
)

/** By which zone a question's days begin. */
export const zoneOf = ({ options, zone }: Scope & { readonly options: { readonly zone?: string } }): string =>
  options.zone ?? zone ?? USUAL_ZONE

/** The calendar of an answer by period, as options. */
export const calendarOptions = (usual: Period) => ({
  calendar: Type.Optional({ ...oneOf(['day', 'week', 'month'], { description: 'calendar period' }), default: usual }),
  zone: ZONE_OPTION,
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
