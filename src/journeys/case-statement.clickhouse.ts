import type { Condition } from '../events/index.ts'
import { personSql } from '../events/person.clickhouse.ts'
import { actualOf, type Binder, conditionSql, decimalSql, matchSql, propertySql } from '../events/where.clickhouse.ts'
import { METRICS } from '../feedback/index.ts'
import type { CaseQuestion } from './case-reader.ts'
import { NONE, SIGN, UNKNOWN } from './cases.ts'
import { type HashRange, hashIn } from './hash-range.clickhouse.ts'
import { type Recogniser, SURVEY } from './recogniser.ts'

/** The case of an event: the source's, else its person's. */
export const CASE = `if(case_id = '', concat('person:', ${personSql()}), concat('case:', case_id))`

/** The same, or the value of a property where that is what makes a case. */
const caseSql = ({ by }: CaseQuestion, binder: Binder): string =>
  by === undefined ? CASE : `CAST(concat(${binder.bind(`${by}=`, 'String')}, ${actualOf(by, binder).text}), 'String')`

/** Of a part of the cases, where one is given. */
export interface RangedQuestion extends CaseQuestion {
  readonly range?: HashRange
}

/** Which events are looked at; the workspace always. */
export const filterSql = (question: RangedQuestion, binder: Binder): string => {
  const { workspace, filter, range, by } = question
  const { source, from, to, channel, where = [] } = filter
  const instant = (at: number) => `fromUnixTimestamp64Micro(${binder.bind(Math.round(at * 1000), 'Int64')})`
  return [
    `workspace = ${binder.bind(workspace, 'String')}`,
    ...(source === undefined ? [] : [`source = ${binder.bind(source, 'String')}`]),
    ...(from === undefined ? [] : [`ts >= ${instant(from)}`]),
    ...(to === undefined ? [] : [`ts < ${instant(to)}`]),
    ...(channel === undefined ? [] : [`channel = ${binder.bind(channel, 'String')}`]),
    ...where.map((condition) => conditionSql(condition, binder)),
    ...(by === undefined ? [] : [`${actualOf(by, binder).text} != ''`]),
    ...(range === undefined ? [] : [hashIn(`cityHash64(${caseSql(question, binder)})`, range, binder)]),
  ].join('\n    AND ')
}

/** The cases of which one event fulfils a condition. */
export const havingStatement = (question: RangedQuestion, condition: Condition, binder: Binder): string =>
  `-- Of which cases does an event fulfil the condition?
SELECT DISTINCT ${caseSql(question, binder)} AS key
FROM events
WHERE ${filterSql(question, binder)}
    AND ${conditionSql(condition, binder)}`

/** The same, by the first 53 bits of the hash of each key. */
export const havingHashStatement = (question: CaseQuestion, condition: Condition, binder: Binder): string =>
  `-- Of which cases does an event fulfil the condition?
SELECT DISTINCT bitShiftRight(cityHash64(${CASE}), 11) AS hash53
FROM events
WHERE ${filterSql(question, binder)}
    AND ${conditionSql(condition, binder)}`

/** The values of a property wherever an event has it, with the hash of its case, and its place in the order of arrival where some are `tied`; of all events, or `among` some; in large blocks, each of which tells its values once. */
export const valuesStatement = (
  workspace: string,
  property: string,
  { tied, among = '' }: { readonly tied: boolean; readonly among?: string },
  binder: Binder,
): string =>
  `-- What does each event say of one property?
SELECT ${tied ? 'seq, ' : ''}toFloat64(bitShiftRight(cityHash64(${CASE}), 11)) AS hash53, toFloat64(toUnixTimestamp64Micro(ts)) AS at,
  toLowCardinality(properties[${binder.bind(property, 'String')}]) AS value
FROM events
WHERE workspace = ${binder.bind(workspace, 'String')} AND mapContains(properties, ${binder.bind(property, 'String')})${among}
SETTINGS max_block_size = 524288, preferred_block_size_bytes = 33554432`

/** The properties that most events have, and how many have each. */
export const commonestStatement = (workspace: string, binder: Binder): string =>
  `-- Which properties do most events have?
SELECT property, count() AS n FROM (SELECT properties.keys AS names FROM events WHERE workspace = ${binder.bind(workspace, 'String')})
ARRAY JOIN names AS property GROUP BY property ORDER BY n DESC, property LIMIT 20`

/** What each event is to the map, as expressions by column. */
export const seenThrough = ({ touchpoints, entry, success }: Recogniser, binder: Binder): readonly string[] => {
  const rules = touchpoints.flatMap(({ rules: any }, t) =>
    any.length === 0 ? [] : [`${any.map((rule) => matchSql(rule, binder)).join(' OR ')}, ${t}`],
  )
  const isSurvey = `event = ${binder.bind(SURVEY, 'String')}`
  const metrics = binder.bind([...METRICS], 'Array(String)')
  const ids = binder.bind(
    touchpoints.map(({ id }) => id),
    'Array(String)',
  )
  const about = propertySql('touchpoint', binder).text
  return [
    `toUInt16(${rules.length === 0 ? NONE : `multiIf(${rules.join(', ')}, ${NONE})`}) AS touchpoint`,
    `toUInt8(if(${entry ? matchSql(entry, binder) : `touchpoint != ${NONE}`}, ${SIGN.entry}, 0)
      + if(${success ? matchSql(success, binder) : '0'}, ${SIGN.success}, 0)
      + if(${isSurvey}, ${SIGN.survey}, 0)) AS signs`,
    `if(${isSurvey}, toFloat64(ifNull(${decimalSql(propertySql('score', binder).text)}, nan)), nan) AS score`,
    `toUInt8(if(${isSurvey}, indexOf(${metrics}, ${propertySql('metric', binder).text}), 0)) AS metric`,
    `toUInt16(if(${isSurvey}, multiIf(${about} = '', ${NONE}, indexOf(${ids}, ${about}) = 0, ${UNKNOWN}, indexOf(${ids}, ${about}) - 1), ${NONE})) AS about`,
  ]
}

/** Columns of an event beside its place in the order, with the types in which they travel. */
const CASE_COLUMNS = [
  ['event', 'LowCardinality(String)'],
  ['channel', 'LowCardinality(String)'],
] as const
const JOURNEY_COLUMNS = [
  ...CASE_COLUMNS,
  ['touchpoint', 'UInt16'],
  ['signs', 'UInt8'],
  ['score', 'Float64'],
  ['metric', 'UInt8'],
  ['about', 'UInt16'],
] as const

/** Cases are read in so many slices, by a hash of their key, so that no answer needs more memory than the engine grants. */
export interface Slice {
  readonly index: number
  readonly of: number
}

/** One row per case with its events in the total order (occurred at, rank, ingest sequence), as one array a column. */
export const caseStatement = (
  question: RangedQuestion,
  recogniser: Recogniser | undefined,
  slice: Slice,
  binder: Binder,
) => {
  const columns = recogniser ? JOURNEY_COLUMNS : CASE_COLUMNS
  const sliced =
    slice.of === 1
      ? ''
      : `\n    AND cityHash64(${caseSql(question, binder)}) % ${binder.bind(slice.of, 'UInt32')} = ${binder.bind(slice.index, 'UInt32')}`
  return `-- What did each case live, in order?
SELECT key, inferred,
  arrayMap(e -> e.1, lived) AS at,
  ${columns.map(([name, type], i) => `CAST(arrayMap(e -> e.${i + 4}, lived), 'Array(${type})') AS ${name}`).join(',\n  ')}
FROM (
  SELECT key, any(no_case) AS inferred,
    arraySort(groupArray((at, rank, seq, ${columns.map(([name]) => name).join(', ')}))) AS lived
  FROM (
    SELECT ${caseSql(question, binder)} AS key, toUInt8(${question.by === undefined ? "case_id = ''" : '0'}) AS no_case, toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at,
      rank, seq, event, channel${recogniser ? `,\n      ${seenThrough(recogniser, binder).join(',\n      ')}` : ''}
    FROM events
    WHERE ${filterSql(question, binder)}${sliced}
  )
  GROUP BY key
)`
}
