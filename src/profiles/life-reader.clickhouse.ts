import type { Event } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/** The latest events of one person are read, up to so many; beyond, what is told says that it is of these. */
export const MOST_EVENTS = 10_000

type Row = Omit<Event, 'channelInferred' | 'seq'> & { readonly inferred: number; readonly seq: string }

/** The person's latest events, in the total order (occurred at, rank, ingest sequence). */
export const readLife = async (
  analytics: Analytics,
  workspace: Id<'Workspace'>,
  filedUnder: readonly string[],
): Promise<{ readonly events: readonly Event[]; readonly truncated: boolean }> => {
  const rows = await analytics.rows<Row>(
    `-- What did this person live, the latest first?
SELECT toString(id) AS id, workspace, source, toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at,
  toFloat64(toUnixTimestamp64Micro(received_at)) / 1000 AS receivedAt, rank, toString(seq) AS seq, identifier,
  case_id AS caseId, event, channel, channel_inferred AS inferred, party, store, adviser, properties
FROM events
WHERE workspace = {workspace:String} AND identifier IN {filed:Array(String)}
ORDER BY ts DESC, events.rank DESC, events.seq DESC
LIMIT {most:UInt32}`,
    { workspace, filed: filedUnder, most: MOST_EVENTS + 1 },
  )
  return {
    events: rows
      .slice(0, MOST_EVENTS)
      .reverse()
      .map(({ inferred, seq, ...row }) => ({ ...row, seq: Number(seq), channelInferred: inferred === 1 })),
    truncated: rows.length > MOST_EVENTS,
  }
}

/** Those of some texts that events are filed under. */
export const readFiled =
  (analytics: Analytics) =>
  async (workspace: Id<'Workspace'>, texts: readonly string[]): Promise<readonly string[]> => {
    if (texts.length === 0) return []
    const rows = await analytics.rows<{ identifier: string }>(
      `-- Under which of these is an event filed?
SELECT DISTINCT identifier FROM events WHERE workspace = {workspace:String} AND identifier IN {texts:Array(String)}`,
      { workspace, texts },
    )
    return rows.map(({ identifier }) => identifier)
  }
