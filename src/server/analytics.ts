import { startAnalytics } from '../storage/clickhouse/start.clickhouse.ts'
import type { AnalyticsAddress, StartRole } from './role.ts'
import { folderSecret } from './secret.ts'

/** The analytics role: the only process that opens the engine's folder. */
export const startAnalyticsRole: StartRole<AnalyticsAddress> = async ({ dataFolder, port }) => {
  const secret = await folderSecret(dataFolder, 'analytics')
  const { url, close } = await startAnalytics({ folder: dataFolder, port, secret })
  return { address: { url, secret }, stop: close }
}
