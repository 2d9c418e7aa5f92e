import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Claim } from './claims.ts'
import { HEARD } from './face.ts'
import { NAMES, namedOf, type Sighting, type StoredFaceReader } from './face-sighting.ts'
import { type Identifier, identifier, KINDS, type Kind, parseIdentifier } from './identifier.ts'
import { clear, isSameReading, NOTHING_READ, type Reading, SETTLES } from './naming-reader.ts'

const RECEIVED = 'toUnixTimestamp64Micro(received_at)'
/** Identifiers read at one time: a first reading of millions goes in parts. */
const PART = 50_000

interface Row {
  readonly filed: string
  readonly n: string
  readonly lastAt: number
  readonly told: readonly string[]
  readonly toldAt: readonly number[]
  readonly named: readonly (readonly [property: string, text: string])[]
}

/** Most events tell nothing of anybody: only those that may are looked into. */
const MAY_TELL = `(source IN {sources:Array(String)} OR arrayExists(key -> startsWith(key, 'traits.'), mapKeys(properties)))`

const saidSql = (names: readonly string[]): string => {
  const traits = names.map((name) => `properties['traits.${name}']`)
  const inClear = names.map((name) => `if(source IN {sources:Array(String)}, properties['${name}'], '')`)
  return `if(${MAY_TELL}, arrayFirst(said -> said != '', [${[...traits, ...inClear].join(', ')}]), '')`
}

const statement = (count: string, filed: string) => `-- What do the events filed under these tell of whose they are?
SELECT identifier AS filed, toString(${count}) AS n, toFloat64(max(toUnixTimestamp64Micro(ts))) / 1000 AS lastAt,
  [${HEARD.map((each) => saidSql(NAMES[each])).map((said) => `argMaxIf(${said}, ts, ${said} != '')`)}] AS told,
  [${HEARD.map((each) => saidSql(NAMES[each])).map((said) => `toFloat64(toUnixTimestamp64Micro(maxIf(ts, ${said} != ''))) / 1000`)}] AS toldAt,
  arraySlice(groupUniqArrayArray(64)(arrayFilter(claim -> claim.2 != '',
    arrayConcat(
      arrayMap(key -> (key, properties[key]), {believed:Array(String)}),
      if(source IN {sources:Array(String)}, arrayMap(key -> (key, properties[key]), {declared:Array(String)}), [])
    ))), 1, 64) AS named
FROM events
WHERE workspace = {workspace:String} AND ${filed}
GROUP BY identifier`

const STATEMENT = statement(
  'count()',
  `cityHash64(identifier) % {parts:UInt32} = {part:UInt32}
  AND identifier IN (
    SELECT DISTINCT identifier FROM events
    WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
      AND substringIndex(identifier, ':', 1) IN {kinds:Array(String)}
      AND cityHash64(identifier) % {parts:UInt32} = {part:UInt32}
  )`,
)
const WITHOUT = statement('countIf(toString(id) NOT IN {ids:Array(String)})', 'identifier IN {filed:Array(String)}')
/** Identifiers counted without some of their events at one time. */
const COUNTED_AT_ONCE = 500

const kindOfProperty = (property: string, declared: readonly Claim[]): Kind | undefined => {
  const kind = property.startsWith('identifiers.')
    ? property.slice('identifiers.'.length)
    : declared.find((claim) => claim.property === property)?.kind
  return KINDS.find((known) => known === kind)
}

const sightingOf = ({ filed, n, lastAt, told, toldAt, named }: Row, declared: readonly Claim[]): Sighting[] => {
  const known = parseIdentifier(filed)
  if (known === undefined) return []
  const said = HEARD.map((each, at) => [each, [clear(told[at] ?? ''), toldAt[at] ?? 0]] as const)
  const others = named.flatMap(([property, text]): Identifier[] => {
    const kind = kindOfProperty(property, declared)
    const other = kind && identifier(kind, clear(text))
    return other === undefined || other === known ? [] : [other]
  })
  return [
    {
      filed,
      identifier: known,
      named: namedOf(others),
      heard: Object.fromEntries(said.filter(([, [text]]) => text !== '')),
      events: Number(n),
      lastAt,
    },
  ]
}

const telling = (declared: readonly Claim[]) => ({
  sources: [...new Set(declared.map(({ source }) => source))],
  declared: [...new Set(declared.map(({ property }) => property))],
  believed: KINDS.map((kind) => `identifiers.${kind}`),
})

/** Reads faces from the stored events. */
export const createFaceReader = (analytics: Analytics): StoredFaceReader => ({
  async without(workspace, uncounted, declared) {
    const all = [...uncounted]
    const seen: Sighting[] = []
    for (let at = 0; at < all.length; at += COUNTED_AT_ONCE) {
      const some = all.slice(at, at + COUNTED_AT_ONCE)
      const [filed, ids] = [some.map(([each]) => each), some.flatMap(([, each]) => each)]
      const rows = await analytics.rows<Row>(WITHOUT, { workspace, filed, ids, ...telling(declared) })
      seen.push(...rows.flatMap((row) => sightingOf(row, declared)))
    }
    return seen
  },
  async *since(workspace: Id<'Workspace'>, reading: Reading, declared: readonly Claim[]) {
    const kinds = [...KINDS]
    const [state] = await analytics.rows<{ n: string; upTo: string; before: string; atEnd: string }>(
      `-- Did events come in, and are those read before all that there were?
WITH (SELECT max(${RECEIVED}) - {settles:Int64} FROM events WHERE workspace = {workspace:String}) AS settled
SELECT count() AS n, toString(settled) AS upTo, countIf(${RECEIVED} < {upTo:Int64}) AS before,
  countIf(${RECEIVED} < settled) AS atEnd
FROM events WHERE workspace = {workspace:String}`,
      { workspace, upTo: reading.upTo, settles: SETTLES },
    )
    if (state === undefined || state.n === '0') return yield { seen: [], whole: true, reading: NOTHING_READ }
    const next: Reading = { upTo: Number(state.upTo), before: Number(state.atEnd), total: Number(state.n) }
    if (isSameReading(reading, next)) return yield { seen: [], whole: true, reading: next }
    const from = Number(state.before) === reading.before ? reading.upTo : 0
    const [touched] = await analytics.rows<{ n: string }>(
      `-- Of how many identifiers did something come in?
SELECT toString(uniq(identifier)) AS n FROM events
WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
  AND substringIndex(identifier, ':', 1) IN {kinds:Array(String)}`,
      { workspace, from, kinds },
    )
    const parts = Math.max(1, Math.ceil(Number(touched?.n ?? 0) / PART))
    const bound = { workspace, from, kinds, parts, ...telling(declared) }
    for (let part = 0; part < parts; part++) {
      const rows = await analytics.rows<Row>(STATEMENT, { ...bound, part })
      yield { seen: rows.flatMap((row) => sightingOf(row, declared)), whole: true }
    }
    yield { seen: [], whole: true, reading: next }
  },
})
