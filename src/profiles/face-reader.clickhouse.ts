import { propertyValue } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Face, FaceReader } from './face.ts'
import { type Identifier, identifier, KINDS, type Kind, parseIdentifier } from './identifier.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'

const RECEIVED = 'toUnixTimestamp64Micro(received_at)'
/** What a name and a town are told by: as a trait, or in clear by a source whose properties the owner declared. */
const TOLD = ['firstName', 'lastName', 'name', 'company', 'city'] as const
/** Identifiers read at one time: a first reading of millions goes in parts. */
const PART = 50_000
const MOST_NAMED = 8

interface Row {
  readonly filed: string
  readonly n: string
  readonly lastAt: number
  readonly told: readonly string[]
  readonly named: readonly (readonly [property: string, text: string])[]
}

type Declared = Parameters<FaceReader['since']>[2]

const toldSql = (name: string, declared: string): string => {
  const value = `if(properties['traits.${name}'] != '', properties['traits.${name}'], if(source IN ${declared}, properties['${name}'], ''))`
  return `argMaxIf(${value}, ts, ${value} != '')`
}

const STATEMENT = `-- What do the events filed under these tell of whose they are?
SELECT identifier AS filed, toString(count()) AS n, toFloat64(max(toUnixTimestamp64Micro(ts))) / 1000 AS lastAt,
  [${TOLD.map((name) => toldSql(name, '{sources:Array(String)}')).join(', ')}] AS told,
  arraySlice(groupUniqArrayArray(64)(arrayFilter(claim -> claim.2 != '',
    arrayConcat(
      arrayMap(key -> (key, properties[key]), {believed:Array(String)}),
      if(source IN {sources:Array(String)}, arrayMap(key -> (key, properties[key]), {declared:Array(String)}), [])
    ))), 1, 64) AS named
FROM events
WHERE workspace = {workspace:String} AND cityHash64(identifier) % {parts:UInt32} = {part:UInt32}
  AND identifier IN (
    SELECT DISTINCT identifier FROM events
    WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
      AND substringIndex(identifier, ':', 1) IN {kinds:Array(String)}
      AND cityHash64(identifier) % {parts:UInt32} = {part:UInt32}
  )
GROUP BY identifier`

const clear = (stored: string): string => {
  const value = stored.startsWith('"') ? propertyValue(stored) : stored
  return typeof value === 'string' ? value : stored
}

const kindOfProperty = (property: string, declared: Declared): Kind | undefined => {
  const kind = property.startsWith('identifiers.')
    ? property.slice('identifiers.'.length)
    : declared.find((claim) => claim.property === property)?.kind
  return KINDS.find((known) => known === kind)
}

const faceOf = ({ filed, n, lastAt, told, named }: Row, declared: Declared): Omit<Face, 'alone'>[] => {
  const known = parseIdentifier(filed)
  if (known === undefined) return []
  const [first = '', last = '', name = '', company = '', city = ''] = told.map(clear)
  const others = named.flatMap(([property, text]): Identifier[] => {
    const kind = kindOfProperty(property, declared)
    const other = kind && identifier(kind, clear(text))
    return other === undefined || other === known ? [] : [other]
  })
  return [
    {
      filed,
      identifier: known,
      name: `${first} ${last}`.trim() || name || company,
      city,
      named: [...new Set(others)].sort().slice(0, MOST_NAMED),
      events: Number(n),
      lastAt,
    },
  ]
}

/** Reads faces from the stored events. */
export const createFaceReader = (analytics: Analytics): FaceReader => ({
  async *since(workspace: Id<'Workspace'>, reading: Reading, declared: Declared) {
    const kinds = [...KINDS]
    const [state] = await analytics.rows<{ n: string; upTo: string; before: string; atEnd: string }>(
      `-- Did events come in, and are those read before all that there were?
WITH (SELECT max(${RECEIVED}) FROM events WHERE workspace = {workspace:String}) AS latest
SELECT count() AS n, toString(max(${RECEIVED})) AS upTo, countIf(${RECEIVED} < {upTo:Int64}) AS before,
  countIf(${RECEIVED} < latest) AS atEnd
FROM events WHERE workspace = {workspace:String}`,
      { workspace, upTo: reading.upTo },
    )
    if (state === undefined || state.n === '0') return yield { faces: [], reading: NOTHING_READ }
    const from = Number(state.before) === reading.before ? reading.upTo : 0
    const [touched] = await analytics.rows<{ n: string }>(
      `-- Of how many identifiers did something come in?
SELECT toString(uniq(identifier)) AS n FROM events
WHERE workspace = {workspace:String} AND ${RECEIVED} >= {from:Int64}
  AND substringIndex(identifier, ':', 1) IN {kinds:Array(String)}`,
      { workspace, from, kinds },
    )
    const parts = Math.max(1, Math.ceil(Number(touched?.n ?? 0) / PART))
    const bound = {
      workspace,
      from,
      kinds,
      parts,
      sources: [...new Set(declared.map(({ source }) => source))],
      declared: [...new Set(declared.map(({ property }) => property))],
      believed: KINDS.map((kind) => `identifiers.${kind}`),
    }
    for (let part = 0; part < parts; part++) {
      const rows = await analytics.rows<Row>(STATEMENT, { ...bound, part })
      yield { faces: rows.flatMap((row) => faceOf(row, declared)) }
    }
    yield { faces: [], reading: { upTo: Number(state.upTo), before: Number(state.atEnd) } }
  },
})
