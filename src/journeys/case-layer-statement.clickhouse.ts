import { EVENT_FIELDS } from '../events/index.ts'
import { type Binder, propertySql } from '../events/where.clickhouse.ts'
import { CASE } from './case-statement.clickhouse.ts'
import { type HashRange, hashIn } from './hash-range.clickhouse.ts'
import { SURVEY_PROPERTIES } from './kinds.ts'
import { SURVEY } from './recogniser.ts'

/** One way of telling kinds of events apart, for one workspace. */
export interface Generation {
  readonly workspace: string
  /** A 64-bit number, as text. */
  readonly id: string
  readonly properties: readonly string[]
}

/** What an event adds to the print of its case, and of its workspace: the same events, the same sum, in whatever order. */
export const PRINT = 'cityHash64(seq, toUnixTimestamp64Micro(ts))'

const toldSql = (name: string, binder: Binder): string => {
  if ((EVENT_FIELDS as readonly string[]).includes(name)) return `if(${name} = '', '', concat('+', toString(${name})))`
  const { present } = propertySql(name, binder)
  return `if(${present}, concat('+', properties[${binder.bind(name, 'String')}]), '')`
}

/**
 * The kind of an event, as a JSON list of what `kindOf` reads. Each of its texts is written by itself: those of few values
 * are then written once a value, which costs a fifth of writing the list of each event.
 */
export const kindSql = (properties: readonly string[], binder: Binder): string => {
  const told = ['event', 'channel', 'source', ...properties.map((name) => toldSql(name, binder))]
  const texts = (items: readonly string[]) => items.map((item) => `toJSONString(${item})`).join(`, ',', `)
  const answered = texts(SURVEY_PROPERTIES.map((name) => toldSql(name, binder)))
  const survey = `if(event = ${binder.bind(SURVEY, 'String')}, concat(',', ${answered}), '')`
  return `concat('[', ${texts(told)}, ${survey}, ']')`
}

/** Of which something arrived after a place in the order of arrival, or whose person was merged or parted after a version. */
export interface Since {
  readonly since: string
  readonly identities: string
  /** The keys of those cases, where they are few: then nobody else's events are looked at. */
  readonly keys?: readonly string[]
  /** Whether events of theirs are no more. */
  readonly erased?: boolean
}

/** Which cases are derived: all, for the first time or once again, or those that something happened to. */
export type Touched = 'all' | 'again' | Since

export interface Derivation extends Generation {
  readonly touched: Touched
  /** The last event looked at, in the order of arrival. */
  readonly upTo: string
  readonly derived: string
}

export const ofWorkspace = ({ workspace }: Generation, binder: Binder) =>
  `workspace = ${binder.bind(workspace, 'String')}`
export const ofGeneration = (generation: Generation, binder: Binder) =>
  `${ofWorkspace(generation, binder)} AND generation = ${binder.bind(generation.id, 'UInt64')}`

const keysWith = (prefix: string, keys: readonly string[]): string[] =>
  keys.flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))

/** The events that may belong to some cases: where no key is a source's own, only those of some identifiers are looked at. */
export const eventsOf = (
  { workspace }: Pick<Generation, 'workspace'>,
  keys: readonly string[],
  binder: Binder,
): string => {
  const [people, cases] = [keysWith('person:', keys), keysWith('case:', keys)]
  const names = binder.bind(people, 'Array(String)')
  const own = cases.length === 0 ? '' : ` OR case_id IN ${binder.bind(cases, 'Array(String)')}`
  return `(identifier IN ${names} OR identifier IN (
        SELECT identifier FROM identities WHERE workspace = ${binder.bind(workspace, 'String')} AND profile IN ${names})${own})`
}

const touchedKeysSql = (derivation: Generation, touched: Since, binder: Binder): string =>
  `
  SELECT ${CASE} AS key FROM events WHERE ${ofWorkspace(derivation, binder)} AND seq > ${binder.bind(touched.since, 'UInt64')}
  UNION ALL ${mergedSql(derivation, touched, binder)}
`

/** The keys of the cases that something happened to, some more than so many at the most. */
export const touchedKeysStatement = (derivation: Generation, touched: Since, most: number, binder: Binder): string =>
  `-- Which cases did something happen to?
SELECT DISTINCT key FROM (${touchedKeysSql(derivation, touched, binder)}) LIMIT ${binder.bind(most + 1, 'UInt32')}`

const hashesOf = (keys: readonly string[], binder: Binder): string =>
  `SELECT cityHash64(arrayJoin(${binder.bind(keys, 'Array(String)')}))`

/** Rows of some cases. */
export const ofCases = (keys: readonly string[], binder: Binder): string => ` AND hash IN (${hashesOf(keys, binder)})`

/** Rows of touched cases only. */
export const touchedRowsSql = (derivation: Derivation, binder: Binder): string => {
  const { touched } = derivation
  if (typeof touched === 'string') return ''
  return touched.keys
    ? ofCases(touched.keys, binder)
    : ` AND hash IN (SELECT cityHash64(key) FROM (${touchedKeysSql(derivation, touched, binder)}))`
}

/** Events of touched cases only. */
export const touchedSql = (derivation: Derivation, binder: Binder): string => {
  const { touched } = derivation
  if (typeof touched === 'string') return ''
  const { keys } = touched
  if (keys)
    return `\n      AND ${eventsOf(derivation, keys, binder)} AND ${CASE} IN ${binder.bind(keys, 'Array(String)')}`
  return `\n      AND ${CASE} IN (SELECT DISTINCT ${CASE} FROM events WHERE ${ofWorkspace(derivation, binder)} AND seq > ${binder.bind(touched.since, 'UInt64')}
        UNION DISTINCT ${mergedSql(derivation, touched, binder)})`
}

/** The cases of people who were merged or parted, by whom they are and by whom they ever were. */
const mergedSql = (derivation: Generation, { identities }: Since, binder: Binder): string =>
  `SELECT concat('person:', arrayJoin([profile, formerly])) AS key FROM identities
        WHERE ${ofWorkspace(derivation, binder)} AND identifier IN (
          SELECT identifier FROM identities WHERE ${ofWorkspace(derivation, binder)} AND version > ${binder.bind(identities, 'UInt64')})`

const COLUMNS = '(workspace, generation, hash, key, inferred, print, at, kind, tied, derived, gone)'

/** Earlier than any instant. */
const NEVER = "toInt64('-9223372036854775808')"
/** The places in the order of arrival of those events that share their instant with another of their case. */
const TIED = `arrayMap(e -> e.3, arrayFilter((e, before, after) -> e.1 = before OR e.1 = after, lived,
    arrayPushFront(arrayPopBack(instants), ${NEVER}), arrayPushBack(arrayPopFront(instants), ${NEVER})))`

/** Rows of cases from their events, whatever gives these. */
export const insertSql = (
  derivation: Derivation,
  lived: string,
  binder: Binder,
): string => `INSERT INTO cases ${COLUMNS}
SELECT ${binder.bind(derivation.workspace, 'String')}, ${binder.bind(derivation.id, 'UInt64')}, cityHash64(key), key, inferred, print,
  arrayMap(e -> e.1, lived) AS instants, CAST(arrayMap(e -> e.4, lived), 'Array(LowCardinality(String))'),
  ${TIED}, ${binder.bind(derivation.derived, 'UInt64')}, 0
FROM (
  SELECT key, any(no_case) AS inferred, sum(print) AS print, arraySort(groupArray((at, rank, seq, kind))) AS lived
  FROM (${lived})
  GROUP BY key
)`

/** Derives some cases from their events; those of which a row is there already are written again, and the later row counts. */
export const deriveStatement = (derivation: Derivation, binder: Binder): string =>
  `-- What did each touched case live, in order?
${insertSql(
  derivation,
  `
    SELECT ${CASE} AS key, toUInt8(case_id = '') AS no_case, toUnixTimestamp64Micro(ts) AS at, rank, seq, ${PRINT} AS print,
      ${kindSql(derivation.properties, binder)} AS kind
    FROM events
    WHERE ${ofWorkspace(derivation, binder)} AND seq <= ${binder.bind(derivation.upTo, 'UInt64')}${touchedSql(derivation, binder)}
  `,
  binder,
)}`

/** Of some cases, those of which no event is left: erased, or another's since people were merged or parted. */
const eventlessSql = (derivation: Derivation, touched: Since, binder: Binder): string => {
  const { keys } = touched
  const events = `SELECT ${CASE} FROM events WHERE ${ofWorkspace(derivation, binder)}`
  return keys
    ? `hash IN (${hashesOf(keys, binder)})
  AND key NOT IN (${events} AND ${eventsOf(derivation, keys, binder)})`
    : `key IN (${mergedSql(derivation, touched, binder)}) AND key NOT IN (${events})`
}

/** Where every case was written again, those that were not are no more. */
export const goneStatement = (derivation: Derivation, binder: Binder): string => {
  const { touched } = derivation
  return `-- Which cases are no more?
INSERT INTO cases ${COLUMNS}
SELECT workspace, generation, hash, key, inferred, 0, [], [], [], ${binder.bind(derivation.derived, 'UInt64')}, 1
FROM cases FINAL
WHERE ${ofGeneration(derivation, binder)}
  AND ${typeof touched === 'string' ? `derived < ${binder.bind(derivation.derived, 'UInt64')}` : eventlessSql(derivation, touched, binder)}`
}

/** Up to where rows have been read: when they were derived, and the last block of them that the engine has written. */
export interface ReadUpTo {
  readonly derived: string
  readonly block: string
}

/** The last block of rows that has been written; blocks are numbered as they are, and whatever they are merged into keeps the last number. */
export const lastBlockStatement = (generation: Generation, binder: Binder): string =>
  `-- Which block of rows was written last?
SELECT toString(max(max_block_number)) AS block FROM system.parts
WHERE active AND database = currentDatabase() AND table = 'cases' AND partition_id = ${binder.bind(generation.id, 'String')}`

const sinceSql = ({ derived, block }: ReadUpTo, binder: Binder): string =>
  `derived > ${binder.bind(derived, 'UInt64')} AND toInt64OrZero(splitByChar('_', _part)[3]) > ${binder.bind(block, 'Int64')}`

/**
 * The rows written since, or all that count; in the order of the hash of their key. The latest of each is taken by their
 * order, in which they are stored, which costs a third of what merging them (`FINAL`) does.
 */
export const readStatement = (
  generation: Generation,
  since: ReadUpTo | undefined,
  range: HashRange,
  binder: Binder,
): string =>
  `-- What did each case live?
SELECT bitShiftRight(hash, 11) AS hash53, key, inferred, gone, at, kind
FROM cases
WHERE ${ofGeneration(generation, binder)} AND ${since === undefined ? hashIn('hash', range, binder) : sinceSql(since, binder)}
ORDER BY hash, key, derived DESC
LIMIT 1 BY hash, key`

/** Whether any case has tied events. */
export const anyTiedStatement = (generation: Generation, binder: Binder): string =>
  `-- Do any events share their instant with another of their case?
SELECT toUInt8(max(notEmpty(tied))) AS tied FROM cases WHERE ${ofGeneration(generation, binder)}`

/** The tied events of each case that has any, in the total order; as it was last derived. */
export const tiedStatement = (generation: Generation, binder: Binder): string =>
  `-- Which events share their instant with another of their case?
SELECT bitShiftRight(hash, 11) AS hash53, tied FROM (
  SELECT hash, key, tied FROM cases WHERE ${ofGeneration(generation, binder)} ORDER BY hash, key, derived DESC LIMIT 1 BY hash, key
) WHERE notEmpty(tied)`

/** How many rows there are, and how many events in them; a row that was written twice is counted twice. */
export const sizeStatement = (generation: Generation, range: HashRange, binder: Binder): string =>
  `-- How much will be read?
SELECT count() AS cases, sum(length(at)) AS events FROM cases WHERE ${ofGeneration(generation, binder)} AND ${hashIn('hash', range, binder)}`
