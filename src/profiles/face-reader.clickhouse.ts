import { propertyValue } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Face, type FaceReader, TOLD, type Told } from './face.ts'
import { bare, type Identifier, identifier, KINDS, type Kind, kindOf, parseIdentifier } from './identifier.ts'
import { isSameReading, NOTHING_READ, type Reading, SETTLES } from './naming-reader.ts'

const RECEIVED = 'toUnixTimestamp64Micro(received_at)'
/**
 * Under which names each thing is told: as a trait, or in clear by a source whose properties the owner declared. The
 * first that says something counts.
 */
const NAMES: Readonly<Record<(typeof TOLD)[number] | 'company', readonly string[]>> = {
  firstName: ['firstName', 'first_name', 'prenom'],
  lastName: ['lastName', 'last_name', 'nom'],
  name: ['name'],
  birthday: ['birthday', 'birthDate', 'birth_date', 'date_naissance'],
  email: ['email'],
  phone: ['phone', 'telephone'],
  address: ['address.street', 'address', 'street', 'adresse'],
  postcode: ['postcode', 'address.postalCode', 'postalCode', 'code_postal'],
  city: ['city', 'address.city', 'ville'],
  company: ['company'],
}
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

/** Most events tell nothing of anybody: only those that may are looked into. */
const MAY_TELL = `(source IN {sources:Array(String)} OR arrayExists(key -> startsWith(key, 'traits.'), mapKeys(properties)))`

const toldSql = (names: readonly string[]): string => {
  const traits = names.map((name) => `properties['traits.${name}']`)
  const inClear = names.map((name) => `if(source IN {sources:Array(String)}, properties['${name}'], '')`)
  const value = `if(${MAY_TELL}, arrayFirst(said -> said != '', [${[...traits, ...inClear].join(', ')}]), '')`
  return `argMaxIf(${value}, ts, ${value} != '')`
}

const STATEMENT = `-- What do the events filed under these tell of whose they are?
SELECT identifier AS filed, toString(count()) AS n, toFloat64(max(toUnixTimestamp64Micro(ts))) / 1000 AS lastAt,
  [${[...TOLD, 'company' as const].map((each) => toldSql(NAMES[each])).join(', ')}] AS told,
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

/** An address or a number that events are filed under is told by that. */
const withOwn = (known: Identifier, told: Told): Told => {
  const kind = kindOf(known)
  return kind === 'email' || kind === 'phone' ? { ...told, [kind]: bare(known) } : told
}

const faceOf = ({ filed, n, lastAt, told, named }: Row, declared: Declared): Omit<Face, 'alone'>[] => {
  const known = parseIdentifier(filed)
  if (known === undefined) return []
  const said = Object.fromEntries(
    TOLD.map((each, at) => [each, clear(told[at] ?? '')]).filter(([, text]) => text !== ''),
  )
  const { firstName = '', lastName = '', name = '', city = '' }: Told = said
  const company = clear(told[TOLD.length] ?? '')
  const others = named.flatMap(([property, text]): Identifier[] => {
    const kind = kindOfProperty(property, declared)
    const other = kind && identifier(kind, clear(text))
    return other === undefined || other === known ? [] : [other]
  })
  return [
    {
      filed,
      identifier: known,
      name: `${firstName} ${lastName}`.trim() || name || company,
      city,
      named: [...new Set(others)].sort().slice(0, MOST_NAMED),
      told: withOwn(known, said),
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
WITH (SELECT max(${RECEIVED}) - {settles:Int64} FROM events WHERE workspace = {workspace:String}) AS settled
SELECT count() AS n, toString(settled) AS upTo, countIf(${RECEIVED} < {upTo:Int64}) AS before,
  countIf(${RECEIVED} < settled) AS atEnd
FROM events WHERE workspace = {workspace:String}`,
      { workspace, upTo: reading.upTo, settles: SETTLES },
    )
    if (state === undefined || state.n === '0') return yield { faces: [], reading: NOTHING_READ }
    const next: Reading = { upTo: Number(state.upTo), before: Number(state.atEnd), total: Number(state.n) }
    if (isSameReading(reading, next)) return yield { faces: [], reading: next }
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
    yield { faces: [], reading: next }
  },
})
