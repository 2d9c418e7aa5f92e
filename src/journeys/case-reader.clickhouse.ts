import { OWN_SOURCE } from '../events/index.ts'
import { createBinder } from '../events/where.clickhouse.ts'
import { METRICS, onScale } from '../feedback/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type NativeBlock, nativeBlocks } from '../storage/clickhouse/native.ts'
import type { CaseQuestion, CaseReader } from './case-reader.ts'
import { caseStatement, filterSql, havingStatement, type RangedQuestion } from './case-statement.clickhouse.ts'
import type { CaseTable, JourneyTable } from './cases.ts'
import { createDictionary, type Dictionary } from './dictionary.ts'
import type { HashRange } from './hash-range.clickhouse.ts'
import { moreThanMemory } from './memory-refusal.ts'
import type { Recogniser } from './recogniser.ts'
import { sessionsCut } from './sessions.ts'

/** As many events in one answer stay well under the memory that the engine grants a question. */
const EVENTS_A_SLICE = 2_000_000

interface Lists {
  readonly ends: Float64Array
  readonly items: Exclude<NativeBlock['columns'][string], { kind: 'lists' }>
}

const listsOf = (block: NativeBlock, name: string): Lists => {
  const column = block.columns[name]
  if (column?.kind !== 'lists' || column.items.kind === 'lists') throw new Error(`The answer has no lists of ${name}`)
  return { ends: column.ends, items: column.items }
}

const numbersOf = (block: NativeBlock, name: string): ArrayLike<number> => {
  const { items } = listsOf(block, name)
  if (items.kind !== 'numbers') throw new Error(`The answer has no numbers in ${name}`)
  return items.values
}

/** Codes of a block's own dictionary as codes of the table's. */
const codesOf = (block: NativeBlock, name: string, dictionary: Dictionary): Uint32Array => {
  const { items } = listsOf(block, name)
  if (items.kind !== 'codes') throw new Error(`The answer has no codes in ${name}`)
  // A block's dictionary begins with the default value, used or not: only what is used enters the table's.
  const known = new Int32Array(items.dictionary.length).fill(-1)
  const codes = new Uint32Array(items.codes.length)
  for (let i = 0; i < codes.length; i++) {
    const code = items.codes[i] ?? 0
    if ((known[code] ?? -1) < 0) known[code] = dictionary.code(items.dictionary[code] ?? '')
    codes[i] = known[code] ?? 0
  }
  return codes
}

const keysOf = (block: NativeBlock): readonly string[] => {
  const column = block.columns.key
  if (column?.kind !== 'texts') throw new Error('The answer has no keys')
  return column.values
}

const inferredOf = (block: NativeBlock): ArrayLike<number> => {
  const column = block.columns.inferred
  if (column?.kind !== 'numbers') throw new Error('The answer does not say what was inferred')
  return column.values
}

const joined = <Joint extends { set(values: ArrayLike<number>, at: number): void }>(
  empty: (size: number) => Joint,
  parts: readonly ArrayLike<number>[],
): Joint => {
  const whole = empty(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const tableOf = (blocks: readonly NativeBlock[]): CaseTable => {
  const [activities, channels] = [createDictionary(), createDictionary()]
  const starts: number[] = [0]
  for (const block of blocks) {
    const base = starts.at(-1) ?? 0
    for (const end of listsOf(block, 'at').ends) starts.push(base + end)
  }
  const activity = blocks.map((block) => codesOf(block, 'event', activities))
  const channel = blocks.map((block) => codesOf(block, 'channel', channels))
  return {
    keys: blocks.flatMap(keysOf),
    inferred: joined((size) => new Uint8Array(size), blocks.map(inferredOf)),
    starts: Uint32Array.from(starts),
    at: joined(
      (size) => new Float64Array(size),
      blocks.map((block) => numbersOf(block, 'at')),
    ),
    activity: joined((size) => new Uint32Array(size), activity),
    activities: activities.texts,
    channel: joined((size) => new Uint16Array(size), channel),
    channels: channels.texts,
  }
}

/** Answers on their scale; the engine counts metrics from 1 and says 0 for none. */
const answersOf = (blocks: readonly NativeBlock[]): Pick<JourneyTable, 'score' | 'metric' | 'about'> => {
  const of = (name: string) => blocks.map((block) => numbersOf(block, name))
  const score = joined((size) => new Float64Array(size), of('score'))
  const metric = joined((size) => new Uint8Array(size), of('metric'))
  const about = joined((size) => new Uint16Array(size), of('about'))
  for (let e = 0; e < metric.length; e++) {
    const named = METRICS[(metric[e] ?? 0) - 1]
    const given = named !== undefined && onScale(named, score[e] ?? Number.NaN)
    metric[e] = given ? (metric[e] ?? 0) - 1 : 255
    if (given) continue
    score[e] = Number.NaN
    about[e] = 0xffff
  }
  return { score, metric, about }
}

const journeysOf = (blocks: readonly NativeBlock[]): JourneyTable => ({
  ...tableOf(blocks),
  ...answersOf(blocks),
  touchpoint: joined(
    (size) => new Uint16Array(size),
    blocks.map((block) => numbersOf(block, 'touchpoint')),
  ),
  signs: joined(
    (size) => new Uint8Array(size),
    blocks.map((block) => numbersOf(block, 'signs')),
  ),
})

export interface EventReading {
  /** Is told which share of the events has been read. */
  readonly hear?: ((share: number) => void) | undefined
  /** More events than these are refused. */
  readonly mostEvents?: number
  /** The cases that are read: all where absent. */
  readonly range?: HashRange
}

/** Reads cases from the analytical engine: it sorts and recognises, what comes back goes into columns. */
export const createCaseReader = (
  analytics: Analytics,
  { hear, mostEvents = Number.POSITIVE_INFINITY, range }: EventReading = {},
): CaseReader => {
  const ranged = (question: CaseQuestion): RangedQuestion => (range ? { ...question, range } : question)
  const latest: CaseReader['latest'] = async ({ workspace, filter: { source }, inferred }) => {
    const binder = createBinder()
    const where = filterSql({ workspace, filter: source === undefined ? {} : { source }, inferred }, binder)
    const others = source === undefined ? ` AND source != ${binder.bind(OWN_SOURCE, 'String')}` : ''
    const [row] = await analytics.rows<{ n: string; at: number }>(
      `-- When did the latest event occur?
SELECT count() AS n, toFloat64(toUnixTimestamp64Micro(max(ts))) / 1000 AS at FROM events WHERE ${where}${others}`,
      binder.parameters,
    )
    return row === undefined || row.n === '0' ? null : row.at
  }
  const blocksOf = async (asked: CaseQuestion, recogniser?: Recogniser): Promise<NativeBlock[]> => {
    const question = ranged(asked)
    const counting = createBinder()
    const [row] = await analytics.rows<{ n: string }>(
      `-- How many events are looked at?\nSELECT count() AS n FROM events WHERE ${filterSql(question, counting)}`,
      counting.parameters,
    )
    const all = Number(row?.n ?? 0)
    if (all > mostEvents) throw moreThanMemory(all, mostEvents)
    const slices = Math.max(1, Math.ceil(all / EVENTS_A_SLICE))
    const blocks: NativeBlock[] = []
    let read = 0
    hear?.(0)
    for (let index = 0; index < slices; index++) {
      const binder = createBinder()
      const statement = caseStatement(question, recogniser, { index, of: slices }, binder)
      for await (const block of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters))) {
        blocks.push(block)
        read += listsOf(block, 'at').ends.at(-1) ?? 0
        // The last is told once it is over.
        hear?.(Math.min(0.99, read / Math.max(1, all)))
      }
    }
    hear?.(1)
    return blocks
  }
  return {
    latest,
    having: async (question, condition) => {
      const binder = createBinder()
      const statement = havingStatement(ranged(question), condition, binder)
      const keys = new Set<string>()
      for await (const block of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters)))
        for (const key of keysOf(block)) keys.add(key)
      return keys
    },
    cases: async (question) => sessionsCut(tableOf(await blocksOf(question)), question.inferred),
    journeys: async (question, recogniser) =>
      sessionsCut(journeysOf(await blocksOf(question, recogniser)), question.inferred),
  }
}
