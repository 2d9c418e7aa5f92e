import { createSocketEventSink } from '../imports/event-sink.socket.ts'
import type { EventSink } from '../imports/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { connectAnalytics } from '../storage/clickhouse/connect.clickhouse.ts'
import { loaderReached } from './reached.ts'
import type { AnalyticsAddress, IngestAddress } from './role.ts'

/** The analytical engine where it answers: a ClickHouse server of one's own, or this machine's. */
export const reachAnalytics = ({ url, secret, server }: AnalyticsAddress): Analytics =>
  connectAnalytics(server === undefined ? { url, secret } : { url: server })

/** What keeps events: ingest on its socket; an import is over once the loader has passed what it kept. */
export const reachSink = ({ socket, token }: IngestAddress, analytics: AnalyticsAddress): EventSink =>
  createSocketEventSink({ at: { socket }, token, reached: loaderReached(analytics) })
