import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Event } from './event.ts'
import type { LogReader } from './log-reader.ts'

type Row = Omit<Event, 'channelInferred' | 'seq'> & { readonly inferred: number; readonly seq: string }

const BEFORE = `ts <= fromUnixTimestamp64Micro({at:Int64})
    AND (toUnixTimestamp64Micro(ts), events.rank, events.seq) < ({at:Int64}, {rank:Int64}, {seq:UInt64})`

/** Reads the stored events. Their order is found in narrow columns; what they say is read of the page alone. */
export const createLogReader = (analytics: Analytics): LogReader => ({
  async page(workspace, { source, channel, event, before }, most) {
    const asked = { ...(source !== undefined && { source }), ...(channel !== undefined && { channel }) }
    const filters = { ...asked, ...(event !== undefined && { event }) }
    const conditions = [
      'workspace = {workspace:String}',
      ...Object.keys(filters).map((field) => `${field} = {${field}:String}`),
      ...(before ? [BEFORE] : []),
    ].join('\n    AND ')
    const rows = await analytics.rows<Row>(
      `-- What came in last, before what was shown already?
WITH shown AS (
  SELECT ts, rank, seq FROM events
  WHERE ${conditions}
  ORDER BY ts DESC, rank DESC, seq DESC
  LIMIT {most:UInt32}
)
SELECT toString(id) AS id, workspace, source, toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at,
  toFloat64(toUnixTimestamp64Micro(received_at)) / 1000 AS receivedAt, rank, toString(seq) AS seq, identifier,
  case_id AS caseId, event, channel, channel_inferred AS inferred, party, store, adviser, properties
FROM events
WHERE workspace = {workspace:String} AND ts >= (SELECT min(ts) FROM shown)
  AND (ts, events.rank, events.seq) IN (SELECT ts, rank, seq FROM shown)
ORDER BY ts DESC, events.rank DESC, events.seq DESC
LIMIT {most:UInt32}`,
      { workspace, most, ...filters, ...before },
    )
    return rows.map(({ inferred, seq, ...row }) => ({ ...row, seq: Number(seq), channelInferred: inferred === 1 }))
  },
})
