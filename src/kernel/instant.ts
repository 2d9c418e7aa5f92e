/** An instant: milliseconds since 1970-01-01T00:00:00Z. May carry a fraction where a source is finer. */
export type Instant = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 in UTC with milliseconds, the form of every instant in JSON. */
export const iso = (instant: Instant): string => new Date(instant).toISOString()

/** What tells the time. Rules never call it: they are given `now`. */
export type Clock = () => Instant
