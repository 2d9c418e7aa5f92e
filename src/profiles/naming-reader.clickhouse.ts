import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { claimedProperties } from './claims.ts'
import { KINDS } from './identifier.ts'
import { clear, isSameReading, type NamingReader, NOTHING_READ, type Reading, SETTLES } from './naming-reader.ts'

interface Row {
  readonly identifier: string
  readonly source: string
  readonly names: readonly string[]
  readonly texts: readonly string[]
  readonly at: number
  readonly event: string
  readonly channel: string
  readonly store: string
  readonly last: number
}

const RECEIVED = 'toUnixTimestamp64Micro(received_at)'

/** Reads names from the stored events: the engine groups them, so that a way of naming travels once. */
export const createNamingReader = (analytics: Analytics): NamingReader => ({
  async since(workspace, reading, claims) {
    const [state] = await analytics.rows<{ n: string; upTo: string; before: string; atEnd: string }>(
      `-- Did events come in, and are those read before all that there were?
WITH (SELECT max(${RECEIVED}) - {settles:Int64} FROM events WHERE workspace = {workspace:String}) AS settled
SELECT count() AS n, toString(settled) AS upTo, countIf(${RECEIVED} < {upTo:Int64}) AS before,
  countIf(${RECEIVED} < settled) AS atEnd
FROM events WHERE workspace = {workspace:String}`,
      { workspace, upTo: reading.upTo, settles: SETTLES },
    )
    if (state === undefined || state.n === '0') return { namings: [], reading: NOTHING_READ }
    const next: Reading = { upTo: Number(state.upTo), before: Number(state.atEnd), total: Number(state.n) }
    if (isSameReading(reading, next)) return { namings: [], reading: next }
    const from = Number(state.before) === reading.before ? reading.upTo : 0
    const rows = await analytics.rows<Row>(
      `-- Who is named by which other names, since when?
SELECT identifier, source, arrayMap(claim -> claim.1, claims) AS names, arrayMap(claim -> claim.2, claims) AS texts,
  seen.1 AS at, seen.2 AS event, seen.3 AS channel, seen.4 AS store, last
FROM (
  SELECT identifier, source, claims,
    min((toFloat64(toUnixTimestamp64Micro(ts)) / 1000, toString(event), toString(channel), toString(store))) AS seen,
    max(toFloat64(toUnixTimestamp64Micro(ts)) / 1000) AS last
  FROM (
    SELECT identifier, source, ts, event, channel, store,
      arrayFilter(claim -> claim.2 != '', arrayMap(key -> (key, properties[key]), {keys:Array(String)})) AS claims
    FROM events
    WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
      AND substringIndex(identifier, ':', 1) IN {kinds:Array(String)}
  )
  WHERE notEmpty(claims) OR substringIndex(identifier, ':', 1) NOT IN ('user', 'anonymous')
  GROUP BY identifier, source, claims
)`,
      { workspace, from, keys: claimedProperties(claims), kinds: [...KINDS] },
    )
    return {
      namings: rows.map(({ identifier, source, names, texts, at, event, channel, store, last }) => ({
        identifier,
        properties: Object.fromEntries(names.map((name, i) => [name, clear(texts[i] ?? '')])),
        first: { at, source, event, channel, store },
        last,
      })),
      reading: next,
    }
  },
})
