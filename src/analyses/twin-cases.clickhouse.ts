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
  /** Whether events of a kind that is left out are none of the question's. */
  readonly only?: boolean
  /** From this instant (in milliseconds, included) and before that one, where others are none of the question's. */
  readonly from?: number
  readonly before?: number
  /** Up to this instant, itself included. */
  readonly until?: number
}

/** The code of what is none of the caller's. */
const NO_CODE = 0xffff_ffff

/** Conditions on an instant `t`, in microseconds. */
export const withinSql = (
  { from, before, until }: Pick<TwinCases, 'from' | 'before' | 'until'>,
  binder: Binder,
): readonly string[] =>
  [['>=', from] as const, ['<', before] as const, ['<=', until] as const].flatMap(([sign, at]) =>
    at === undefined ? [] : [`t ${sign} ${binder.bind(Math.round(at * 1000), 'Int64')}`],
  )

/** The cases as rows: their hash, their key, when (in microseconds) and what, by the caller's codes. */
export const coded = ({ workspace, generation, kinds, codes, ...kept }: TwinCases, binder: Binder): string => {
  const all = `SELECT hash, key, at, arrayMap(k -> transform(toString(k), ${binder.bind([...kinds], 'Array(String)')}, ${binder.bind([...codes], 'Array(UInt32)')}, toUInt32(${NO_CODE})), kind) AS codes
  FROM cases FINAL WHERE workspace = ${binder.bind(workspace, 'String')} AND generation = ${binder.bind(generation, 'UInt64')}`
  const conditions = [...(kept.only ? [`c != ${NO_CODE}`] : []), ...withinSql(kept, binder)]
  if (conditions.length === 0) return all
  const is = conditions.join(' AND ')
  return `SELECT hash, key, arrayFilter((t, c) -> ${is}, lived.at, lived.codes) AS at, arrayFilter((c, t) -> ${is}, lived.codes, lived.at) AS codes
  FROM (${all}) AS lived WHERE notEmpty(at)`
}

/** The keys that a statement answers, in its order. */
export const keysIn = async (analytics: Analytics, statement: string, binder: Binder): Promise<string[]> => {
  const keys: string[] = []
  for await (const { columns } of nativeBlocks(await analytics.bytes(statement, 'Native', binder.parameters)))
    if (columns.key?.kind === 'texts') keys.push(...columns.key.values)
  return keys
}
