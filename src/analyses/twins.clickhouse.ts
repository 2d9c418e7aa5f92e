import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Instant } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { nativeBlocks } from '../storage/clickhouse/native.ts'
import type { Standing } from './analysis.ts'
import type { Calendar } from './calendar.ts'
import type { RetentionQuestion } from './retention.ts'
import { coded, keysIn, type TwinCases, withinSql } from './twin-cases.clickhouse.ts'

/** Distinct paths one behind the other, how many cases lived each, and by what the engine knows it. */
interface DistinctPaths {
  readonly starts: Uint32Array
  readonly code: Uint32Array
  readonly cases: Uint32Array
  readonly names: readonly string[]
}

const behind = (columns: readonly Uint32Array[]): Uint32Array => {
  const all = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0))
  let size = 0
  for (const column of columns) {
    all.set(column, size)
    size += column.length
  }
  return all
}

/**
 * The same questions as the kernel's, asked of the engine over the very rows that the kernel loads: order and ties are
 * settled there already. Where a cluster holds more cases than one machine does, they answer; elsewhere they are the proof
 * that both understand a question alike.
 */
export const createTwins = (analytics: Analytics) => {
  const rows = <Row>(statement: string, binder: Binder) => analytics.rows<Row>(statement, binder.parameters)
  return {
    /** The kinds of event that the cases hold, or hold within some time, as texts. */
    kinds: async (workspace: string, generation: string, within: Within = {}): Promise<readonly string[]> => {
      const binder = createBinder()
      const conditions = withinSql(within, binder)
      const held = conditions.length === 0 ? 'kind' : `arrayFilter((k, t) -> ${conditions.join(' AND ')}, kind, at)`
      const found = await rows<{ kind: string }>(
        `-- Of which kinds are the events?
SELECT DISTINCT toString(arrayJoin(${held})) AS kind FROM ${layerSql(workspace, generation, binder)} ORDER BY kind`,
        binder,
      )
      return found.map(({ kind }) => kind)
    },
    /** When the first event of some kinds occurred, and the latest, in milliseconds; `null` where there is none. */
    span: async (
      workspace: string,
      generation: string,
      kinds: readonly string[],
      within: Within = {},
    ): Promise<{ readonly first: number; readonly latest: number } | null> => {
      const binder = createBinder()
      const mine = [`has(${binder.bind([...kinds], 'Array(String)')}, toString(k))`, ...withinSql(within, binder)]
      const [row] = await rows<{ first: number; latest: number; n: string }>(
        `-- When did the first event occur, and the latest?
SELECT toFloat64(min(mine[1])) / 1000 AS first, toFloat64(max(mine[-1])) / 1000 AS latest, count() AS n
FROM (SELECT arrayFilter((t, k) -> ${mine.join(' AND ')}, at, kind) AS mine FROM ${layerSql(workspace, generation, binder)})
WHERE notEmpty(mine)`,
        binder,
      )
      return row === undefined || row.n === '0' ? null : { first: row.first, latest: row.latest }
    },
    /** How many cases there are. */
    count: async (cases: TwinCases): Promise<number> => {
      const binder = createBinder()
      const [row] = await rows<{ n: string }>(
        `-- How many cases are there?\nSELECT count() AS n FROM (${coded(cases, binder)})`,
        binder,
      )
      return Number(row?.n ?? 0)
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
    variants: async (cases: TwinCases): Promise<DistinctPaths> => {
      const binder = createBinder()
      const statement = `-- Which paths are there, and how many cases lived each?
SELECT CAST(codes, 'Array(UInt32)') AS path, toUInt32(count()) AS cases, hex(sipHash128(codes)) AS name FROM (${coded(cases, binder)}) GROUP BY codes`
      const names: string[] = []
      const [codes, ends, lived]: [Uint32Array[], Uint32Array[], Uint32Array[]] = [[], [], []]
      let before = 0
      for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
        const { path, cases: count, name } = columns
        if (
          path?.kind !== 'lists' ||
          path.items.kind !== 'numbers' ||
          count?.kind !== 'numbers' ||
          name?.kind !== 'texts'
        )
          throw new Error('The answer has no paths')
        codes.push(Uint32Array.from(path.items.values))
        const first = before
        ends.push(Uint32Array.from(path.ends, (end) => first + end))
        before += path.ends.at(-1) ?? 0
        lived.push(Uint32Array.from(count.values))
        for (const one of name.values) names.push(one)
      }
      return {
        starts: behind([Uint32Array.of(0), ...ends]),
        code: behind(codes),
        cases: behind(lived),
        names,
      }
    },
    /** The keys of the cases that lived some paths, by the names of those, in the order of their hashes. */
    whose: async (cases: TwinCases, names: ReadonlySet<string>): Promise<string[]> => {
      const binder = createBinder()
      // Paths may be many: their names are compared here.
      const statement = `-- Who lived which path?
SELECT key, hex(sipHash128(codes)) AS name FROM (${coded(cases, binder)}) ORDER BY hash, key`
      const keys: string[] = []
      for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
        const { key, name } = columns
        if (key?.kind !== 'texts' || name?.kind !== 'texts') throw new Error('The answer has no keys')
        for (const [row, one] of key.values.entries()) if (names.has(name.values[row] ?? '')) keys.push(one)
      }
      return keys
    },
    /** How many cases reach each step in order, and have time left there; `window` in milliseconds from the first step, `Infinity` for none. */
    funnel: async (cases: TwinCases, steps: readonly (readonly number[])[], window: number, asOf: Instant) => {
      const binder = createBinder()
      const found = await rows<{ step: number; cases: string; open: string }>(
        `-- How many cases reach each step, and how many of those that get no further have time left?
${stepsSql(steps, binder)}
SELECT step, countIf(stands[step] > ${NEVER}) AS cases,
  countIf(stands[step] > ${NEVER} AND step < ${steps.length} AND stands[step + 1] <= ${NEVER} AND ${inTimeSql(window, asOf, binder)}) AS open
FROM (${standsSql(coded(cases, binder), window, binder)}) ARRAY JOIN range(1, ${steps.length + 1}) AS step
GROUP BY step ORDER BY step`,
        binder,
      )
      return { reached: found.map((row) => Number(row.cases)), open: found.map((row) => Number(row.open)) }
    },
    /** The keys of the cases that reach a step (from 1), or get no further, with time left or without: as many as are counted. */
    reached: (
      cases: TwinCases,
      steps: readonly (readonly number[])[],
      window: number,
      asOf: Instant,
      step: number,
      standing: Standing,
    ): Promise<string[]> => {
      const binder = createBinder()
      const stopped = standing !== 'step' && step < steps.length ? ` AND stands[${step + 1}] <= ${NEVER}` : ''
      const timed = standing === 'open' || standing === 'lost'
      const inTime = timed ? ` AND ${standing === 'lost' ? 'NOT ' : ''}(${inTimeSql(window, asOf, binder)})` : ''
      return keysIn(
        analytics,
        `-- Who reaches a step?
${stepsSql(steps, binder)}
SELECT key FROM (${standsSql(coded(cases, binder), window, binder)}) WHERE stands[${step}] > ${NEVER}${stopped}${inTime} ORDER BY hash, key`,
        binder,
      )
    },
    /** People by the period in which they joined, and how many of them came back after k periods. */
    retention: async (cases: TwinCases, calendar: Calendar, question: RetentionQuestion) => {
      const binder = createBinder()
      const found = await rows<{ cohort: number; k: number; people: string }>(
        `-- Who comes back, by the period in which they joined?
SELECT cohort, k, countIf(k = 0 OR ${backSql(question)}) AS people
FROM (${cameSql(coded(cases, binder), calendar, question, binder)}) ARRAY JOIN range(0, ${question.periods + 1}) AS k
GROUP BY cohort, k ORDER BY cohort, k`,
        binder,
      )
      return found.map(({ cohort, k, people }) => ({ cohort, k, people: Number(people) }))
    },
    /** The keys of the cases of a cohort that came back after k periods: as many as are counted. */
    cameBack: (cases: TwinCases, calendar: Calendar, question: RetentionQuestion, cohort: number, after: number) => {
      const binder = createBinder()
      const k = binder.bind(after, 'Int32')
      return keysIn(
        analytics,
        `-- Who of a cohort came back?
SELECT key FROM (SELECT *, ${k} AS k FROM (${cameSql(coded(cases, binder), calendar, question, binder)}))
WHERE cohort = ${binder.bind(cohort, 'Int32')} AND (k = 0 OR ${backSql(question)}) ORDER BY hash, key`,
        binder,
      )
    },
  }
}

type Within = Pick<TwinCases, 'from' | 'before'>

const layerSql = (workspace: string, generation: string, binder: Binder): string =>
  `cases FINAL WHERE workspace = ${binder.bind(workspace, 'String')} AND generation = ${binder.bind(generation, 'UInt64')}`

/** Before any instant. */
const NEVER = '-9e18'

const stepsSql = (steps: readonly (readonly number[])[], binder: Binder): string => {
  const list = binder.bind(
    steps.flatMap((codes, step) => codes.map((code) => step * 2 ** 32 + code)),
    'Array(UInt64)',
  )
  return `WITH arrayMap(i -> arrayMap(x -> toUInt32(x % 4294967296), arrayFilter(x -> intDiv(x, 4294967296) = i, ${list})), range(${steps.length})) AS steps`
}

/** By step, since when the latest admissible attempt that stands there runs; all steps look at what stood before the event. */
const standsSql = (cases: string, window: number, binder: Binder): string => {
  const within = Number.isFinite(window) ? `event.2 - before <= ${binder.bind(window * 1000, 'Float64')}` : '1'
  const advanced = `arrayMap((named, own, before, first) ->
      if(has(named, event.1), if(first, toFloat64(event.2), if(before > ${NEVER} AND ${within}, greatest(own, before), own)), own),
      steps, stands, arrayPushFront(arrayPopBack(stands), toFloat64(${NEVER})), arrayMap((x, i) -> i = 1, steps, arrayEnumerate(steps)))`
  return `
  SELECT hash, key, arrayFold((stands, event) -> ${advanced}, arrayZip(codes, at), arrayMap(x -> toFloat64(${NEVER}), steps)) AS stands
  FROM (${cases})
`
}

/** Whether the attempt that began last still has time: `stands[1]` is since when it runs. */
const inTimeSql = (window: number, asOf: Instant, binder: Binder): string =>
  Number.isFinite(window)
    ? `${binder.bind(asOf * 1000, 'Float64')} - stands[1] <= ${binder.bind(window * 1000, 'Float64')}`
    : '1'

const backSql = ({ kind }: RetentionQuestion): string =>
  kind === 'bounded' ? 'has(came, k)' : 'arrayExists(c -> c >= k, came)'

/** The period in which each case joined, and after how many periods it came back each time. */
const cameSql = (
  cases: string,
  { starts }: Calendar,
  { asOf, start, back }: RetentionQuestion,
  binder: Binder,
): string => {
  const boundaries = binder.bind(
    Array.from(starts, (instant) => instant * 1000),
    'Array(Int64)',
  )
  const among = (codes: readonly number[] | undefined) =>
    codes ? `has(${binder.bind([...codes], 'Array(UInt32)')}, e.1)` : '1'
  const period = (at: string) => `toInt32(arrayCount(b -> b <= ${at}, ${boundaries})) - 1`
  return `
  SELECT hash, key, ${period('seen[joined].2')} AS cohort,
    arrayMap(e -> ${period('e.2')} - cohort, arrayFilter(e -> ${among(back)}, arraySlice(seen, joined + 1))) AS came
  FROM (
    SELECT hash, key, arrayFilter(e -> e.2 <= ${binder.bind(Math.round(asOf * 1000), 'Int64')}, arrayZip(codes, at)) AS seen,
      arrayFirstIndex(e -> ${among(start)}, seen) AS joined
    FROM (${cases})
  ) WHERE joined > 0
`
}
