import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Calendar } from './calendar.ts'
import type { RetentionQuestion } from './retention.ts'

/** Which cases the engine answers over, and what each kind of event is called by the caller; a kind left out is none. */
export interface TwinCases {
  readonly workspace: string
  /** The layer's generation, as the text of a 64-bit number. */
  readonly generation: string
  readonly kinds: readonly string[]
  readonly codes: readonly number[]
}

/** The code of what is none of the caller's. */
const NO_CODE = 0xffff_ffff

/**
 * The same questions as the kernel's, asked of the engine over the very rows that the kernel loads: order and ties are
 * settled there already. Where a cluster holds more cases than one machine does, they answer; elsewhere they are the proof
 * that both understand a question alike.
 */
export const createTwins = (analytics: Analytics) => {
  const coded = ({ workspace, generation, kinds, codes }: TwinCases, binder: Binder): string =>
    `SELECT key, at, arrayMap(k -> transform(toString(k), ${binder.bind([...kinds], 'Array(String)')}, ${binder.bind([...codes], 'Array(UInt32)')}, toUInt32(${NO_CODE})), kind) AS codes
  FROM cases FINAL WHERE workspace = ${binder.bind(workspace, 'String')} AND generation = ${binder.bind(generation, 'UInt64')}`
  const rows = <Row>(statement: string, binder: Binder) => analytics.rows<Row>(statement, binder.parameters)

  return {
    /** The kinds of event that the cases hold, as texts. */
    kinds: async (workspace: string, generation: string): Promise<readonly string[]> => {
      const found = await analytics.rows<{ kind: string }>(
        `-- Of which kinds are the events?
SELECT DISTINCT toString(arrayJoin(kind)) AS kind FROM cases FINAL WHERE workspace = {workspace:String} AND generation = {generation:UInt64} ORDER BY kind`,
        { workspace, generation },
      )
      return found.map(({ kind }) => kind)
    },
    /** When the latest event of any case occurred, in milliseconds; `null` where there is none. */
    latest: async (workspace: string, generation: string): Promise<number | null> => {
      const [row] = await analytics.rows<{ at: number; n: string }>(
        `-- When did the latest event occur?
SELECT toFloat64(max(at[-1])) / 1000 AS at, count() AS n FROM cases FINAL WHERE workspace = {workspace:String} AND generation = {generation:UInt64}`,
        { workspace, generation },
      )
      return row === undefined || row.n === '0' ? null : row.at
    },
    volumes: async (cases: TwinCases) => {
      const binder = createBinder()
      const found = await rows<{ code: number; events: string; cases: string }>(
        `-- How many events of each kind, in how many cases?
SELECT code, count() AS events, uniqExact(key) AS cases FROM (SELECT key, arrayJoin(codes) AS code FROM (${coded(cases, binder)}))
GROUP BY code ORDER BY code`,
        binder,
      )
      return found.map((row) => ({ code: row.code, events: Number(row.events), cases: Number(row.cases) }))
    },
    follows: async (cases: TwinCases) => {
      const binder = createBinder()
      const found = await rows<{ from: number; to: number; count: string }>(
        `-- What directly follows what, how often?
SELECT pair.1 AS from, pair.2 AS to, count() AS count
FROM (SELECT arrayJoin(arrayZip(arrayPopBack(codes), arrayPopFront(codes))) AS pair FROM (${coded(cases, binder)}))
GROUP BY from, to ORDER BY from, to`,
        binder,
      )
      return found.map(({ from, to, count }) => ({ from, to, count: Number(count) }))
    },
    /** Distinct paths with how many cases lived them: what a cluster reduces its cases to, for the kernel to go on with. */
    variants: async (cases: TwinCases) => {
      const binder = createBinder()
      const found = await rows<{ path: readonly number[]; cases: string }>(
        `-- Which paths are there, and how many cases lived each?
SELECT codes AS path, count() AS cases FROM (${coded(cases, binder)}) GROUP BY codes`,
        binder,
      )
      return found.map((row) => ({ path: row.path, cases: Number(row.cases) }))
    },
    /** How many cases reach each step in order; `window` in milliseconds from the first step, `Infinity` for none. */
    funnel: async (cases: TwinCases, steps: readonly (readonly number[])[], window: number) => {
      const binder = createBinder()
      const none = '-9e18'
      const within = Number.isFinite(window) ? `event.2 - before <= ${binder.bind(window * 1000, 'Float64')}` : '1'
      // By step, since when the latest admissible attempt that stands there runs; all steps look at what stood before the event.
      const advanced = `arrayMap((named, own, before, first) ->
      if(has(named, event.1), if(first, toFloat64(event.2), if(before > ${none} AND ${within}, greatest(own, before), own)), own),
      steps, stands, arrayPushFront(arrayPopBack(stands), toFloat64(${none})), arrayMap((x, i) -> i = 1, steps, arrayEnumerate(steps)))`
      const list = binder.bind(
        steps.flatMap((codes, step) => codes.map((code) => step * 2 ** 32 + code)),
        'Array(UInt64)',
      )
      const found = await rows<{ step: number; cases: string }>(
        `-- How many cases reach each step?
WITH arrayMap(i -> arrayMap(x -> toUInt32(x % 4294967296), arrayFilter(x -> intDiv(x, 4294967296) = i, ${list})), range(${steps.length})) AS steps
SELECT step, countIf(stands[step] > ${none}) AS cases
FROM (
  SELECT arrayFold((stands, event) -> ${advanced}, arrayZip(codes, at), arrayMap(x -> toFloat64(${none}), steps)) AS stands
  FROM (${coded(cases, binder)})
) ARRAY JOIN range(1, ${steps.length + 1}) AS step
GROUP BY step ORDER BY step`,
        binder,
      )
      return found.map((row) => Number(row.cases))
    },
    /** People by the period in which they joined, and how many of them came back after k periods. */
    retention: async (cases: TwinCases, { starts }: Calendar, { periods, asOf, kind }: RetentionQuestion) => {
      const binder = createBinder()
      const boundaries = binder.bind(
        Array.from(starts, (start) => start * 1000),
        'Array(Int64)',
      )
      const back = kind === 'bounded' ? 'has(came, k)' : 'arrayExists(c -> c >= k, came)'
      const found = await rows<{ cohort: number; k: number; people: string }>(
        `-- Who comes back, by the period of their first event?
SELECT cohort, k, countIf(k = 0 OR ${back}) AS people
FROM (
  SELECT toInt32(arrayCount(b -> b <= seen[1], ${boundaries})) - 1 AS cohort,
    arrayMap(t -> toInt32(arrayCount(b -> b <= t, ${boundaries})) - 1 - cohort, arrayPopFront(seen)) AS came
  FROM (SELECT arrayFilter(t -> t <= ${binder.bind(Math.round(asOf * 1000), 'Int64')}, at) AS seen FROM (${coded(cases, binder)}))
  WHERE notEmpty(seen)
) ARRAY JOIN range(0, ${periods + 1}) AS k
GROUP BY cohort, k ORDER BY cohort, k`,
        binder,
      )
      return found.map(({ cohort, k, people }) => ({ cohort, k, people: Number(people) }))
    },
  }
}
