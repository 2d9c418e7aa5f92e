import { propertyValue } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { SETTLES } from './naming-reader.ts'
import type { Text, TextStore } from './said.ts'
import { QUIET_EVENTS, QUIET_PROPERTIES, SPOKEN } from './spoken.ts'

const RECEIVED = 'toUnixTimestamp64Micro(received_at)'
/** As `plainWords` has it: no case, no accents, one blank before each word. */
const PLAIN = `concat(' ', replaceRegexpAll(replaceAll(replaceAll(lowerUTF8(
    replaceRegexpAll(normalizeUTF8NFD(arrayStringConcat(spoken.2, ' ')), '\\\\p{M}', '')), 'œ', 'oe'), 'æ', 'ae'),
    '[^\\\\p{L}\\\\p{N}]+', ' '))`

const TAKE_IN = `-- What did people write or say, in what came in since?
INSERT INTO texts (workspace, ts, id, identifier, source, event, channel, properties, texts, said)
WITH arrayFilter(told -> told.2 != '' AND (position(told.2, ' ') > 0 OR told.1 IN {spoken:Array(String)})
    AND NOT arrayExists(start -> startsWith(told.1, start), {quiet:Array(String)}),
  arrayZip(mapKeys(properties), mapValues(properties))) AS each,
  (arrayMap(told -> toString(told.1), each), arrayMap(told -> told.2, each)) AS spoken
SELECT workspace, ts, id, identifier, source, event, channel, spoken.1, spoken.2, ${PLAIN}
FROM events
WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
  AND event NOT IN {events:Array(String)} AND notEmpty(each)`

interface Row {
  readonly id: Text['id']
  readonly at: number
  readonly event: string
  readonly channel: string
  readonly source: string
  readonly identifier: string
  readonly properties: readonly string[]
  readonly texts: readonly string[]
}

const clear = (stored: string): string => {
  const value = stored.startsWith('"') ? propertyValue(stored) : stored
  return typeof value === 'string' ? value : stored
}

const takeIn = async (analytics: Analytics, workspace: Id<'Workspace'>): Promise<void> => {
  const [read] = await analytics.rows<{ up_to: string; before: string; total: string }>(
    `-- How far were the events read for texts?
SELECT toString(up_to) AS up_to, toString(before) AS before, toString(total) AS total
FROM text_readings FINAL WHERE workspace = {workspace:String}`,
    { workspace },
  )
  const upTo = Number(read?.up_to ?? 0)
  const [state] = await analytics.rows<{ n: string; upTo: string; before: string; atEnd: string }>(
    `-- Did events come in, and are those read before all that there were?
WITH (SELECT max(${RECEIVED}) - {settles:Int64} FROM events WHERE workspace = {workspace:String}) AS settled
SELECT toString(count()) AS n, toString(settled) AS upTo, toString(countIf(${RECEIVED} < {upTo:Int64})) AS before,
  toString(countIf(${RECEIVED} < settled)) AS atEnd
FROM events WHERE workspace = {workspace:String}`,
    { workspace, upTo, settles: SETTLES },
  )
  if (!state || state.n === '0' || state.n === read?.total) return
  const from = state.before === read?.before ? upTo : 0
  await analytics.run(TAKE_IN, {
    ...{ workspace, from, spoken: SPOKEN, quiet: QUIET_PROPERTIES, events: QUIET_EVENTS },
  })
  await analytics.run(
    `INSERT INTO text_readings (workspace, up_to, before, total)
SELECT {workspace:String}, {upTo:Int64}, {before:UInt64}, {total:UInt64}`,
    { workspace, upTo: Number(state.upTo), before: Number(state.atEnd), total: Number(state.n) },
  )
}

/** What people said, in a narrow table beside the events: read in the order of time, so that the latest come first. */
export const createTextStore = (analytics: Analytics): TextStore => ({
  async refresh(workspace) {
    await takeIn(analytics, workspace)
    const [all] = await analytics.rows<{ n: string }>(
      `-- How many texts are there?
SELECT toString(uniq(id)) AS n FROM texts WHERE workspace = {workspace:String}`,
      { workspace },
    )
    return Number(all?.n ?? 0)
  },
  async find(workspace, words, most) {
    const rows = await analytics.rows<Row>(
      `-- In what did somebody say all of these words, the latest first?
SELECT toString(id) AS id, toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at, event, channel, source, identifier,
  properties, texts
FROM texts
WHERE workspace = {workspace:String}
  ${words.map((_, at) => `AND position(said, {word${at}:String}) > 0`).join('\n  ')}
ORDER BY ts DESC, id DESC
LIMIT 1 BY ts, id
LIMIT {most:UInt32}`,
      { workspace, most, ...Object.fromEntries(words.map((word, at) => [`word${at}`, ` ${word}`])) },
    )
    return rows.map(({ properties, texts, ...row }) => ({
      ...row,
      texts: texts.map((text, at) => ({ property: properties[at] ?? '', text: clear(text) })),
    }))
  },
})
