import { DAY, HOUR, MINUTE, SECOND } from './instant.ts'

const ISO_DURATION =
  /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * An ISO 8601 duration in milliseconds, or `undefined` where the text is not one.
 * A year counts 365.25 days and a month a twelfth of that (30.4375 days): durations in maps are expectations, not calendars.
 */
export const durationMs = (text: string): number | undefined => {
  const match = ISO_DURATION.exec(text)
  if (!match || text === 'P' || text.endsWith('T')) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  return (
    ((years ?? 0) * 365.25 + (months ?? 0) * 30.4375 + (weeks ?? 0) * 7 + (days ?? 0)) * DAY +
    (hours ?? 0) * HOUR +
    (minutes ?? 0) * MINUTE +
    (seconds ?? 0) * SECOND
  )
}
