import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { throughAside, widthOf } from './case-layer-aside.clickhouse.ts'
import {
  type Derivation,
  type Generation,
  ofCases,
  ofGeneration,
  ofWorkspace,
  touchedRowsSql,
  touchedSql,
} from './case-layer-statement.clickhouse.ts'
import { CASE } from './case-statement.clickhouse.ts'

/** So many values in one statement are gathered in memory. */
const VALUES_A_PART = 3_000_000
/** About so many events are laid aside at once. */
const EVENTS_AT_ONCE = 8_000_000
/** So many events tell which properties are the commonest. */
const COUNTED = 1_000_000
/** Beside the cases, so many values are kept for each event on average, of so many properties at the most. */
const MOST = { anEvent: 4, properties: 1_000 } as const

/** A property, and how many events have it. */
interface Common {
  readonly property: string
  readonly values: number
}

/** The properties that most events have, and how many have each: of so many events, one in some is counted. */
const commonestStatement = (generation: Generation, oneIn: number, binder: Binder): string =>
  `-- Which properties do most events have?
SELECT property, count() AS n FROM (
  SELECT properties.keys AS names FROM events WHERE ${ofWorkspace(generation, binder)} AND cityHash64(seq) % ${binder.bind(oneIn, 'UInt32')} = 0
) ARRAY JOIN names AS property GROUP BY property ORDER BY n DESC, property LIMIT ${binder.bind(5 * MOST.properties, 'UInt32')}`

/** Which properties' values are kept: those that were asked for, as far as they fit, and the commonest that kinds do not tell; after one that is too many, those that fit. */
export const worthKeeping = async (
  analytics: Analytics,
  generation: Generation,
  events: number,
  asked: readonly string[],
): Promise<readonly Common[]> => {
  const oneIn = Math.max(1, Math.floor(events / COUNTED))
  const binder = createBinder()
  const statement = commonestStatement(generation, oneIn, binder)
  const rows = await analytics.rows<{ property: string; n: string }>(statement, binder.parameters)
  const known = rows.map(({ property, n }) => ({ property, values: Number(n) * oneIn }))
  // What is too rare to have been counted takes next to nothing.
  const rare = asked.filter((name) => !known.some(({ property }) => property === name))
  const wanted = [...rare.map((property) => ({ property, values: oneIn })), ...known]
  const fitting = (some: readonly Common[]): Common[] => {
    let room = MOST.anEvent * events
    return some
      .filter(({ property, values }) => {
        const fits = values <= room && !generation.properties.includes(property)
        if (fits) room -= values
        return fits
      })
      .slice(0, MOST.properties)
  }
  const first = fitting(wanted.filter(({ property }) => asked.includes(property)))
  return [...first, ...fitting(known.filter(({ property }) => !asked.includes(property)))]
}

/** The properties that somebody asked about when their values were not kept. */
export const askedFor = async (analytics: Analytics, { workspace }: Generation): Promise<readonly string[]> => {
  const rows = await analytics.rows<{ property: string }>(
    `-- Which properties did somebody ask about?
SELECT DISTINCT property FROM values_asked WHERE workspace = {workspace:String} ORDER BY property`,
    { workspace },
  )
  return rows.map(({ property }) => property)
}

/** Somebody asks about a property whose values are not kept: they are from the next derivation on. */
export const noteAsked = (analytics: Analytics, { workspace }: Generation, property: string): Promise<void> =>
  analytics.run(
    `-- Its values are worth keeping.
INSERT INTO values_asked SELECT {workspace:String}, {property:String}`,
    { workspace, property },
  )

const COLUMNS = '(workspace, generation, property, hash, at, seq, value, derived)'

/** Rows of values, whatever gives these. */
const insertSql = (
  derivation: Derivation,
  values: string,
  binder: Binder,
): string => `INSERT INTO case_values ${COLUMNS}
SELECT ${binder.bind(derivation.workspace, 'String')}, ${binder.bind(derivation.id, 'UInt64')}, property, hash,
  groupArray(at), groupArray(seq), groupArray(value), ${binder.bind(derivation.derived, 'UInt64')}
${values} GROUP BY property, hash`

/** Some properties' values wherever an event has them. */
const valuesSql = (derivation: Derivation, properties: readonly string[], more: string, binder: Binder): string =>
  `FROM (
  SELECT cityHash64(${CASE}) AS hash, toUnixTimestamp64Micro(ts) AS at, seq, properties FROM events
  WHERE ${ofWorkspace(derivation, binder)} AND seq <= ${binder.bind(derivation.upTo, 'UInt64')} AND notEmpty(properties.keys)${more}
) ARRAY JOIN mapKeys(properties) AS property, mapValues(properties) AS value
WHERE property IN ${binder.bind(properties, 'Array(String)')}`

const touchedStatement = (derivation: Derivation, properties: readonly string[], binder: Binder): string =>
  `-- What do the events of touched cases say?
${insertSql(derivation, valuesSql(derivation, properties, touchedSql(derivation, binder), binder), binder)}`

const layAsideStatement = (
  derivation: Derivation,
  properties: readonly string[],
  { range, parts }: { readonly range: string; readonly parts: number },
  binder: Binder,
): string =>
  `-- Which case does each value belong to?
INSERT INTO values_aside (run, part, property, hash, at, seq, value)
SELECT ${binder.bind(derivation.derived, 'UInt64')}, toUInt16(intDiv(hash, ${widthOf(parts, binder)})), property, hash, at, seq, value
${valuesSql(derivation, properties, range, binder)}`

const partStatement = (derivation: Derivation, part: number, binder: Binder): string => {
  const laid = `FROM values_aside WHERE run = ${binder.bind(derivation.derived, 'UInt64')} AND part = ${binder.bind(part, 'UInt16')}`
  return `-- What do the events of the cases of a part say?\n${insertSql(derivation, laid, binder)}`
}

/** Touched cases of which no event has a property any more. */
const withoutStatement = (derivation: Derivation, properties: readonly string[], binder: Binder): string => {
  const derived = binder.bind(derivation.derived, 'UInt64')
  return `-- Which cases say nothing of a property any more?
INSERT INTO case_values ${COLUMNS}
SELECT workspace, generation, property, hash, [], [], [], ${derived}
FROM (
  SELECT workspace, generation, property, hash, max(case_values.derived) AS latest, argMax(notEmpty(at), case_values.derived) AS told
  FROM case_values
  WHERE ${ofGeneration(derivation, binder)} AND property IN ${binder.bind(properties, 'Array(String)')}${touchedRowsSql(derivation, binder)}
  GROUP BY workspace, generation, property, hash
) WHERE latest < ${derived} AND told`
}

/** What was erased is taken out of what is stored, and not only overruled. */
const eraseStatement = (derivation: Derivation, binder: Binder): string =>
  `ALTER TABLE case_values DELETE WHERE ${ofGeneration(derivation, binder)} AND derived < ${binder.bind(derivation.derived, 'UInt64')}${touchedRowsSql(derivation, binder)}
SETTINGS mutations_sync = 1`

/** How much there is; where it is not known how many values, there are at the most so many. */
interface Amount {
  readonly events: number
  readonly values?: number
}

/** Writes the values of some properties for touched cases, or for all. What is erased is gone from them. */
export const deriveValues = async (
  analytics: Analytics,
  derivation: Derivation,
  properties: readonly string[],
  { events, values = MOST.anEvent * events }: Amount,
  valuesAPart = VALUES_A_PART,
): Promise<void> => {
  const run = async (statement: (binder: Binder) => string): Promise<void> => {
    const binder = createBinder()
    await analytics.run(statement(binder), binder.parameters)
  }
  const { touched } = derivation
  const parts = Math.ceil(values / valuesAPart)
  if (typeof touched === 'string' && (parts > 1 || events > EVENTS_AT_ONCE))
    await throughAside(
      analytics,
      derivation,
      { events, parts },
      {
        table: 'values_aside',
        each: Math.min(EVENTS_AT_ONCE, (4 * events) / parts),
        lay: (range, binder) => layAsideStatement(derivation, properties, { range: range(binder), parts }, binder),
        derive: (part, binder) => partStatement(derivation, part, binder),
      },
    )
  else await run((binder) => touchedStatement(derivation, properties, binder))
  await run((binder) => withoutStatement(derivation, properties, binder))
  if (touched === 'again' || (typeof touched === 'object' && touched.erased))
    await run((binder) => eraseStatement(derivation, binder))
}

/** Whether a property's values are kept beside the cases. */
export const areKept = async (
  analytics: Analytics,
  { workspace, id }: Generation,
  property: string,
): Promise<boolean> => {
  const rows = await analytics.rows<{ kept: number }>(
    `-- Are its values kept?
SELECT has(valued, {property:String}) AS kept FROM case_layers
WHERE workspace = {workspace:String} AND generation = {id:UInt64} ORDER BY derived DESC LIMIT 1`,
    { workspace, id, property },
  )
  return rows[0]?.kept === 1
}

/** How many values are kept of a property, those that were overruled among them. */
export const keptSizeStatement = (
  generation: Generation,
  property: string,
  keys: readonly string[] | undefined,
  binder: Binder,
): string =>
  `-- How many of its values are kept?
SELECT sum(length(at)) AS events FROM case_values
WHERE ${ofGeneration(generation, binder)} AND property = ${binder.bind(property, 'String')}${keys ? ofCases(keys, binder) : ''}`

/** What the events of each case say of one property, in the order of the hashes of cases, of all or of some. */
export const keptValuesStatement = (
  generation: Generation,
  property: string,
  { tied, keys }: { readonly tied: boolean; readonly keys?: readonly string[] },
  binder: Binder,
): string =>
  `-- What do the events of each case say of one property?
SELECT bitShiftRight(hash, 11) AS hash53, at, ${tied ? 'seq, ' : ''}value
FROM case_values
WHERE ${ofGeneration(generation, binder)} AND property = ${binder.bind(property, 'String')}${keys ? ofCases(keys, binder) : ''}
ORDER BY hash, derived DESC LIMIT 1 BY hash
SETTINGS max_block_size = 65536, preferred_block_size_bytes = 16777216`
