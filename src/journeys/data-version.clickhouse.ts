import { IDENTITY_VERSION } from '../events/person.clickhouse.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/**
 * What changes whenever an event of the workspace is added or erased: how many there are, the last in order of arrival, and
 * the sum of their places (an erasure beside an arrival changes it too); and whenever somebody is merged or unmerged.
 */
export const dataVersion =
  (analytics: Analytics) =>
  async (workspace: Id<'Workspace'>): Promise<string> => {
    const [row] = await analytics.rows<{ n: string; last: string; sum: string; people: string }>(
      `-- Of which data is an answer?
SELECT count() AS n, toString(max(seq)) AS last, toString(sum(cityHash64(seq, toUnixTimestamp64Micro(ts)))) AS sum,
  (${IDENTITY_VERSION}) AS people
FROM events WHERE workspace = {workspace:String}`,
      { workspace },
    )
    return `${row?.n ?? '0'}.${row?.last ?? '0'}.${row?.sum ?? '0'}.${row?.people ?? '0'}`
  }
