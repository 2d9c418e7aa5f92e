import { arrivedEndpoints, ON_ARRIVAL } from '../api/arrived.http.ts'
import type { Endpoint } from '../api/endpoint.ts'
import { createPostgresLive } from '../api/live.postgres.ts'
import { createLive, type Live } from '../api/live.ts'
import type { Clock, Instant } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Hearing } from '../storage/postgres/database.ts'
import type { AnalyticsAddress } from './role.ts'
import { watchArrivals } from './watch-arrivals.ts'

interface Ports {
  readonly database: Hearing | undefined
  readonly engine: Analytics | undefined
  readonly analytics: AnalyticsAddress | undefined
  readonly now: Clock
}

export interface ToldScreens {
  readonly live: Live
  readonly endpoints: readonly Endpoint[]
  stop(): Promise<void>
}

const latestReceived = async (engine: Analytics): Promise<Instant | undefined> => {
  const [row] = await engine.rows<{ n: string; at: number }>(
    `-- When did the latest event come in?
SELECT count() AS n, toFloat64(max(toUnixTimestamp64Milli(received_at))) AS at FROM events`,
  )
  return row === undefined || row.n === '0' ? undefined : row.at
}

/**
 * What tells the open screens what changed: what people do, in this process or in another on the same database, and
 * what arrives, which each process sees for itself in the loader.
 */
export const tellScreens = async ({ database, engine, analytics, now }: Ports): Promise<ToldScreens> => {
  const here = createLive()
  const shared = database && (await createPostgresLive(here, database))
  let last: Instant | undefined
  const lastAt = async () => {
    last ??= engine && (await latestReceived(engine))
    return last
  }
  const watch =
    analytics &&
    watchArrivals(analytics, () => {
      last = now()
      for (const changed of ON_ARRIVAL) here.tell(changed)
    })
  return {
    live: shared ?? here,
    endpoints: arrivedEndpoints(lastAt),
    stop: async () => {
      watch?.stop()
      await watch?.stopped
      await shared?.close()
    },
  }
}
