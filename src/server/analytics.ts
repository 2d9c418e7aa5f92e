import { startAnalytics } from '../storage/clickhouse/start.clickhouse.ts'
import type { AnalyticsAddress, StartRole } from './role.ts'
import { folderSecret } from './secret.ts'

/** The analytics role: the only process that opens the engine's folder, and the one that loads the log into the tables. */
export const startAnalyticsRole: StartRole<AnalyticsAddress> = async ({ dataFolder, port }) => {
  const secret = await folderSecret(dataFolder, 'analytics')
  const server = process.env.PARCOURS_CLICKHOUSE_URL
  const { url, close } = await startAnalytics({ folder: dataFolder, port, secret, clickhouseUrl: server })
  return { address: { url, secret, ...(server !== undefined && { server }) }, stop: close }
}
