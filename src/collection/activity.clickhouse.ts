import type { Id, Instant } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/** What a source has sent: all of it, the last time, and the last hour minute by minute. */
export interface Activity {
  readonly source: string
  readonly events: number
  readonly lastAt: Instant
  /** Sixty counts, the oldest first. */
  readonly minutes: readonly number[]
}

const MINUTES = 60
const MINUTE_MS = 60_000

/** How busy each source is, from the stored events. */
export const readActivity = async (
  analytics: Analytics,
  workspace: Id<'Workspace'>,
  now: Instant,
): Promise<readonly Activity[]> => {
  const from = Math.floor(now / MINUTE_MS) - (MINUTES - 1)
  const rows = await analytics.rows<{ source: string; events: string; lastAt: number; minutes: [number, string][] }>(
    `-- What has each source sent, and how much of it in each minute of the last hour?
WITH toInt64(intDiv(toUnixTimestamp64Milli(received_at), ${MINUTE_MS})) AS minute
SELECT source, toString(count()) AS events, toFloat64(max(toUnixTimestamp64Milli(received_at))) AS lastAt,
  arrayZip((sumMapIf([minute], [toUInt64(1)], minute >= {from:Int64}) AS sums).1,
    arrayMap(n -> toString(n), sums.2)) AS minutes
FROM events WHERE workspace = {workspace:String}
GROUP BY source ORDER BY source`,
    { workspace, from },
  )
  return rows.map(({ source, events, lastAt, minutes }) => {
    const counts = new Map(minutes.map(([minute, n]) => [Number(minute) - from, Number(n)]))
    return {
      source,
      events: Number(events),
      lastAt,
      minutes: Array.from({ length: MINUTES }, (_, minute) => counts.get(minute) ?? 0),
    }
  })
}
