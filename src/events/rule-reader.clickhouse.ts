import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { personSql } from './person.clickhouse.ts'
import { hidden, isPersonal, masked, maskedIdentifier } from './personal.ts'
import {
  MOST_NAMES,
  MOST_SAMPLES,
  MOST_VALUES,
  type RulePreview,
  type RuleQuestion,
  type RuleReader,
  type RuleSample,
  rivals,
  type Told,
} from './rule-reader.ts'
import { type Binder, createBinder, matchSql, propertySql } from './where.clickhouse.ts'
import { EVENT_FIELDS, type EventMatch } from './where.ts'

interface Row {
  readonly name: string
  readonly n: string
}
const told = (rows: readonly Row[]): readonly Told[] => rows.map(({ name, n }) => ({ name, events: Number(n) }))

const anyOf = (rules: readonly EventMatch[], binder: Binder): string =>
  rules.length === 0 ? '0' : `(${rules.map((rule) => matchSql(rule, binder)).join(' OR ')})`

const whose = (workspace: string, names: readonly string[], binder: Binder): string =>
  [
    `workspace = ${binder.bind(workspace, 'String')}`,
    ...(names.length === 0 ? [] : [`event IN ${binder.bind(names, 'Array(String)')}`]),
  ].join(' AND ')

const valueSql = (property: string, binder: Binder): string =>
  (EVENT_FIELDS as readonly string[]).includes(property) ? `toString(${property})` : propertySql(property, binder).text

/** Asks the analytical engine what the events kept look like. */
export const createRuleReader = (analytics: Analytics): RuleReader => ({
  names: async (workspace) => {
    const binder = createBinder()
    const rows = await analytics.rows<Row>(
      `-- Which events are there?
SELECT event AS name, count() AS n FROM events WHERE ${whose(workspace, [], binder)}
GROUP BY name ORDER BY n DESC, name LIMIT ${MOST_NAMES}`,
      binder.parameters,
    )
    return told(rows)
  },
  properties: async (workspace, names) => {
    const binder = createBinder()
    const rows = await analytics.rows<Row>(
      `-- Which properties do these events carry?
SELECT arrayJoin(mapKeys(properties)) AS name, count() AS n FROM events WHERE ${whose(workspace, names, binder)}
GROUP BY name ORDER BY n DESC, name LIMIT ${MOST_NAMES}`,
      binder.parameters,
    )
    return told(rows)
  },
  values: async (workspace, names, property, containing) => {
    if (isPersonal(property)) return []
    const binder = createBinder()
    const rows = await analytics.rows<Row>(
      `-- Which values does this property take?
SELECT ${valueSql(property, binder)} AS name, count() AS n FROM events WHERE ${whose(workspace, names, binder)}
  AND name != '' AND positionCaseInsensitiveUTF8(name, ${binder.bind(containing, 'String')}) > 0
GROUP BY name ORDER BY n DESC, name LIMIT ${MOST_VALUES}`,
      binder.parameters,
    )
    return told(rows).filter(({ name }) => hidden(name) === name)
  },
  preview: async (question) => {
    const [counts, samples] = await Promise.all([countsOf(analytics, question), samplesOf(analytics, question)])
    return { ...counts, samples }
  },
})

/** The values that a property takes, by their names alone. */
export const valuesIn = (analytics: Analytics) => {
  const reader = createRuleReader(analytics)
  return async (workspace: Id<'Workspace'>, property: string, containing: string): Promise<readonly string[]> =>
    (await reader.values(workspace, [], property, containing)).map(({ name }) => name)
}

interface Counts {
  readonly total: string
  readonly mine: string
  readonly people: string
  readonly before: string
  readonly after: string
  readonly first: string
  readonly last: string
  readonly shared: readonly string[]
  readonly by_channel: Readonly<Record<string, string>>
  readonly by_day: Readonly<Record<string, string>>
}

const toldOf = (counts: Readonly<Record<string, string>>): readonly Told[] =>
  Object.entries(counts).map(([name, n]) => ({ name, events: Number(n) }))

const byName = (a: Told, b: Told): number => (a.name < b.name ? -1 : 1)

const countsOf = async (analytics: Analytics, question: RuleQuestion): Promise<Omit<RulePreview, 'samples'>> => {
  const binder = createBinder()
  const near = rivals(question)
  const others = question.others.flatMap(({ match }) => match)
  const [row] = await analytics.rows<Counts>(
    `-- What does the rule recognise, and what does the map miss with it and without it?
SELECT count() AS total, countIf(is_mine) AS mine, uniqExactIf(person, is_mine) AS people,
  countIf(NOT is_known AND NOT was_mine) AS before, countIf(NOT is_known AND NOT is_mine) AS after,
  toString(toDate(min(ts))) AS first, toString(toDate(max(ts))) AS last, sumForEach(with_each) AS shared,
  sumMapIf(map(toString(channel), toUInt64(1)), is_mine) AS by_channel,
  sumMapIf(map(toString(toDate(ts)), toUInt64(1)), is_mine) AS by_day
FROM (
  SELECT ${personSql()} AS person, ts, channel, toBool(${anyOf(question.match, binder)}) AS is_mine, toBool(${anyOf(question.formerly, binder)}) AS was_mine,
    toBool(${anyOf(others, binder)}) AS is_known,
    CAST([${near.map(({ match }) => `is_mine AND ${anyOf(match, binder)}`).join(', ')}], 'Array(UInt64)') AS with_each
  FROM events WHERE ${whose(question.workspace, [], binder)}
)`,
    binder.parameters,
  )
  const {
    total = '0',
    mine = '0',
    people = '0',
    before = '0',
    after = '0',
    first = '',
    last = '',
    shared = [],
  } = row ?? {}
  return {
    total: Number(total),
    events: Number(mine),
    people: Number(people),
    span: total === '0' ? null : { from: first, to: last },
    overlaps: near
      .map(({ id }, index) => ({ id, events: Number(shared[index] ?? 0) }))
      .filter(({ events }) => events > 0)
      .sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1)),
    channels: toldOf(row?.by_channel ?? {}).toSorted((x, y) => y.events - x.events || byName(x, y)),
    days: toldOf(row?.by_day ?? {}).toSorted(byName),
    offMap: { before: Number(before), after: Number(after) },
  }
}

interface SampleRow extends Omit<RuleSample, 'person'> {
  readonly identifier: string
}

const samplesOf = async (analytics: Analytics, { workspace, match }: RuleQuestion): Promise<readonly RuleSample[]> => {
  const binder = createBinder()
  const rows = await analytics.rows<SampleRow>(
    `-- Which were the latest?
SELECT toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at, event, channel, store, identifier, properties FROM events
WHERE ${whose(workspace, [], binder)} AND ${anyOf(match, binder)} ORDER BY ts DESC, rank DESC, seq DESC LIMIT ${MOST_SAMPLES}`,
    binder.parameters,
  )
  return rows.map(({ identifier, properties, ...row }) => ({
    ...row,
    person: maskedIdentifier(identifier),
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, masked(name, value)])),
  }))
}
