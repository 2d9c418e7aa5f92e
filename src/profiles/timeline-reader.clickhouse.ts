import type { Event } from '../events/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { TimelineReader } from './timeline.ts'

type Row = Omit<Event, 'channelInferred' | 'seq'> & { readonly inferred: number; readonly seq: string }

const SAYS = `(positionCaseInsensitiveUTF8(event, {text:String}) > 0
    OR arrayExists(said -> positionCaseInsensitiveUTF8(said, {text:String}) > 0, mapValues(properties)))`
const BEFORE = `ts <= fromUnixTimestamp64Micro({at:Int64})
    AND (toUnixTimestamp64Micro(ts), events.rank, events.seq) < ({at:Int64}, {rank:Int64}, {seq:UInt64})`

/** What people lived, from the stored events. */
export const createTimelineReader = (analytics: Analytics): TimelineReader => ({
  async page(workspace, filed, { channels = [], text = '', before }, most) {
    const conditions = [
      ...(channels.length > 0 ? ['channel IN {channels:Array(String)}'] : []),
      ...(text === '' ? [] : [SAYS]),
      ...(before ? [BEFORE] : []),
    ]
    const which = `workspace = {workspace:String} AND identifier IN {filed:Array(String)}
    ${conditions.map((condition) => `AND ${condition}`).join('\n    ')}`
    const rows = await analytics.rows<Row>(
      `-- What did this person live, before what was shown already? The times alone say which rows are read whole.
WITH (SELECT min(ts) FROM (SELECT ts FROM events WHERE ${which} ORDER BY ts DESC LIMIT {most:UInt32})) AS oldest
SELECT toString(id) AS id, workspace, source, toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at,
  toFloat64(toUnixTimestamp64Micro(received_at)) / 1000 AS receivedAt, rank, toString(seq) AS seq, identifier,
  case_id AS caseId, event, channel, channel_inferred AS inferred, party, store, adviser, properties
FROM events
WHERE ts >= oldest AND ${which}
ORDER BY ts DESC, events.rank DESC, events.seq DESC
LIMIT {most:UInt32}`,
      { workspace, filed, most, ...(channels.length > 0 && { channels }), ...(text !== '' && { text }), ...before },
    )
    return rows.map(({ inferred, seq, ...row }) => ({ ...row, seq: Number(seq), channelInferred: inferred === 1 }))
  },
  async channels(workspace, filed) {
    const rows = await analytics.rows<{ channel: string; events: string }>(
      `-- On which channels did this person meet us?
SELECT channel, toString(count()) AS events FROM events
WHERE workspace = {workspace:String} AND identifier IN {filed:Array(String)}
GROUP BY channel ORDER BY count() DESC, channel`,
      { workspace, filed },
    )
    return rows.map(({ channel, events }) => ({ channel, events: Number(events) }))
  },
})
