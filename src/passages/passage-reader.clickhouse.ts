import { OWN_SOURCE } from '../events/index.ts'
import { personSql } from '../events/person.clickhouse.ts'
import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import { CASE, seenThrough } from '../journeys/case-statement.clickhouse.ts'
import { NONE, type Recogniser } from '../journeys/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { CaseSteps, PassageReader } from './passage-reader.ts'

interface Row {
  readonly key: string
  readonly is_named: number
  readonly whose: string
  readonly steps: readonly (readonly [at: number, rank: number, seq: string, touchpoint: number, signs: number])[]
}

/** Keys travel as parameters of an address: so many at one time. */
const KEYS_AT_ONCE = 200
/** So many events of one answer. */
const EVENTS_A_PORTION = 1_000_000

const statement = (recogniser: Recogniser, where: string, binder: Binder): string => {
  const [touchpoint, signs] = seenThrough(recogniser, binder)
  return `-- What did each case live of the map, in order?
SELECT key, any(named) AS is_named, argMax(person, (at, rank, seq)) AS whose,
  arraySort(groupArray((at, rank, seq, touchpoint, signs))) AS steps
FROM (
  SELECT ${CASE} AS key, toUInt8(case_id != '') AS named, ${personSql()} AS person,
    toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at, rank, seq, ${touchpoint}, ${signs}
  FROM events
  WHERE ${where}
)
WHERE touchpoint != ${NONE} OR signs != 0
GROUP BY key`
}

const caseOf = ({ key, is_named, whose, steps }: Row): CaseSteps => ({
  key,
  named: is_named === 1,
  person: whose,
  steps: steps.map(([at, rank, seq, touchpoint, signs]) => ({ at, rank, seq: Number(seq), touchpoint, signs })),
})

const namesIn = (keys: readonly string[], prefix: string): readonly string[] =>
  keys.flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))

/** The events that may be of some cases: found by the table's own order for people, by a scan for cases that a source named. */
const ofKeys = (workspace: Id<'Workspace'>, keys: readonly string[], binder: Binder): string => {
  const [people, cases] = [namesIn(keys, 'person:'), namesIn(keys, 'case:')]
  const space = binder.bind(workspace, 'String')
  const bound = binder.bind(people, 'Array(String)')
  const theirs = `identifier IN ${bound} OR identifier IN (
      SELECT identifier FROM identities WHERE workspace = ${space} AND profile IN ${bound})`
  const parts = [
    ...(people.length > 0 ? [`case_id = '' AND (${theirs})`] : []),
    ...(cases.length > 0 ? [`case_id IN ${binder.bind(cases, 'Array(String)')}`] : []),
  ]
  return `workspace = ${space} AND ((${parts.join(') OR (')})) AND ${CASE} IN ${binder.bind(keys, 'Array(String)')}`
}

/** Reads whole cases from the analytical engine. */
export const createPassageReader = (analytics: Analytics): PassageReader => {
  const read = async (recogniser: Recogniser, where: (binder: Binder) => string): Promise<CaseSteps[]> => {
    const binder = createBinder()
    const text = statement(recogniser, where(binder), binder)
    return (await analytics.rows<Row>(text, binder.parameters)).map(caseOf)
  }
  return {
    latest: async (workspace) => {
      const [row] = await analytics.rows<{ n: string; at: number }>(
        `-- When did the latest event occur?
SELECT count() AS n, toFloat64(toUnixTimestamp64Micro(max(ts))) / 1000 AS at FROM events WHERE workspace = {workspace:String} AND source != {own:String}`,
        { workspace, own: OWN_SOURCE },
      )
      return row === undefined || row.n === '0' ? null : row.at
    },
    of: async (workspace, recogniser, keys) => {
      const found: CaseSteps[] = []
      for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
        const some = keys.slice(at, at + KEYS_AT_ONCE)
        // People are found by an index that a condition on cases would spoil.
        for (const kind of ['person:', 'case:']) {
          const mine = some.filter((key) => key.startsWith(kind))
          if (mine.length > 0) found.push(...(await read(recogniser, (binder) => ofKeys(workspace, mine, binder))))
        }
      }
      return found
    },
    async *all(workspace, recogniser) {
      const [row] = await analytics.rows<{ n: string }>(
        '-- How many events are there?\nSELECT count() AS n FROM events WHERE workspace = {workspace:String}',
        { workspace },
      )
      const portions = Math.max(1, Math.ceil(Number(row?.n ?? 0) / EVENTS_A_PORTION))
      for (let portion = 0; portion < portions; portion++)
        yield await read(recogniser, (binder) => {
          const slice = `cityHash64(${CASE}) % ${binder.bind(portions, 'UInt32')} = ${binder.bind(portion, 'UInt32')}`
          return `workspace = ${binder.bind(workspace, 'String')} AND ${slice}`
        })
    },
  }
}
