import type { Instant } from '../kernel/index.ts'

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i

const PLAIN = /^[\d:.T-]+Z$/
const inPlain = (value: string): string => value.replace(',', '.').replace(/([+-]\d\d)(\d\d)$/, '$1:$2')

/** The messages of one request often bear one time: the last one read is kept with what it came to. */
let last: { readonly text: string; readonly instant: Instant | undefined } = { text: '', instant: undefined }

/** An instant as the protocol writes it (ISO 8601 with its zone), else undefined. */
export const instantOf = (value: unknown): Instant | undefined => {
  if (typeof value !== 'string') return undefined
  if (value !== last.text) last = { text: value, instant: read(value) }
  return last.instant
}

const read = (value: string): Instant | undefined => {
  if (!ISO.test(value)) return undefined
  // Nearly every client writes what the engine reads as it is.
  const instant = Date.parse(PLAIN.test(value) ? value : inPlain(value))
  return Number.isNaN(instant) ? undefined : instant
}

/** When it occurred by our clock: as long before it was received as, by the client's clock, before it was sent. */
export const correctedTime = (said: Instant, sentAt: Instant | undefined, receivedAt: Instant): Instant =>
  sentAt === undefined ? said : receivedAt - (sentAt - said)
