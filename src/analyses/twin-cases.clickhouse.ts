import type { Binder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { nativeBlocks } from '../storage/clickhouse/native.ts'

/** Which cases the engine answers over, and what each kind of event is called by the caller; a kind left out is none. */
export interface TwinCases {
  readonly workspace: string
  /** The layer's generation, as the text of a 64-bit number. */
  readonly generation: string
  readonly kinds: readonly string[]
  readonly codes: readonly number[]
  /** Up to this instant (in milliseconds, included), where later events are none of the question's. */
  readonly until?: number
}

/** The code of what is none of the caller's. */
const NO_CODE = 0xffff_ffff

/** The cases as rows: their hash, their key, when (in microseconds) and what, by the caller's codes. */
export const coded = ({ workspace, generation, kinds, codes, until }: TwinCases, binder: Binder): string => {
  const all = `SELECT hash, key, at, arrayMap(k -> transform(toString(k), ${binder.bind([...kinds], 'Array(String)')}, ${binder.bind([...codes], 'Array(UInt32)')}, toUInt32(${NO_CODE})), kind) AS codes
  FROM cases FINAL WHERE workspace = ${binder.bind(workspace, 'String')} AND generation = ${binder.bind(generation, 'UInt64')}`
  if (until === undefined) return all
  const last = binder.bind(Math.round(until * 1000), 'Int64')
  return `SELECT hash, key, arrayFilter(t -> t <= ${last}, lived.at) AS at, arrayFilter((c, t) -> t <= ${last}, lived.codes, lived.at) AS codes
  FROM (${all}) AS lived WHERE notEmpty(at)`
}

/** The keys that a statement answers, in its order. */
export const keysIn = async (analytics: Analytics, statement: string, binder: Binder): Promise<string[]> => {
  const keys: string[] = []
  for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters)))
    if (columns.key?.kind === 'texts') keys.push(...columns.key.values)
  return keys
}
