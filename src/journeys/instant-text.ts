import { Temporal } from 'temporal-polyfill'
import { USUAL_ZONE } from '../governance/index.ts'
import { type Instant, Refused } from '../kernel/index.ts'

/** `[Europe/Paris]`, as RFC 9557 writes the zone after the time. */
const NAMED_ZONE = /\[[A-Za-z]/
const OWN_OFFSET = /T.*(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/

const unreadable = (text: string): Refused =>
  new Refused({
    code: 'unreadable-time',
    what: { fr: `« ${text} » n’est ni une date ni un instant.`, en: `"${text}" is neither a date nor an instant.` },
    remedy: { fr: 'Écrivez 2026-09-14 ou 2026-09-14T10:00:00Z.', en: 'Write 2026-09-14 or 2026-09-14T10:00:00Z.' },
  })

/** A date or an instant in ISO 8601, with a zone of its own or in the workspace's. */
export const instantFrom = (text: string, zone: string = USUAL_ZONE): Instant => {
  try {
    if (NAMED_ZONE.test(text)) return Temporal.ZonedDateTime.from(text).epochMilliseconds
    if (OWN_OFFSET.test(text)) return Temporal.Instant.from(text).epochMilliseconds
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch (problem) {
    if (problem instanceof RangeError) throw unreadable(text)
    throw problem
  }
}

/** A period that ends before it begins holds nobody, which would be read as a figure. */
export const inOrder = <Bounds extends { readonly from?: Instant; readonly to?: Instant }>(bounds: Bounds): Bounds => {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = bounds
  if (from < to) return bounds
  throw new Refused({
    code: 'reversed-period',
    what: {
      fr: 'La période se termine avant d’avoir commencé, ou à l’instant même où elle commence.',
      en: 'The period ends before it begins, or at the very instant at which it begins.',
    },
    remedy: {
      fr: 'Donnez d’abord son début, puis sa fin, qui n’en fait plus partie.',
      en: 'Give its beginning first, then its end, which is no part of it any more.',
    },
  })
}
