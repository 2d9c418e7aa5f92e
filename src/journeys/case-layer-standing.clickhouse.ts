import { IDENTITY_VERSION } from '../events/person.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Generation, PRINT, type Since } from './case-layer-statement.clickhouse.ts'

/** Up to where a generation has been derived, and what the events were. */
export interface Checkpoint {
  readonly seq: string
  readonly events: string
  readonly print: string
  /** The version of who is who. */
  readonly identities: string
  readonly derived: string
}

/** Of which properties the values are kept, too, and of how many events they were chosen. */
export interface Valued {
  readonly valued: readonly string[]
  readonly chosen: string
}

/** Which events there are now, and what has become of those before a checkpoint. */
export interface Standing extends Checkpoint {
  /** Of the events up to the checkpoint, as they are now. */
  readonly before: string
  readonly print_before: string
}

/** As the engine says it: a name of its own for what another column is called. */
interface Counted extends Omit<Standing, 'seq' | 'events' | 'print'> {
  readonly last: string
  readonly n: string
  readonly sum: string
}

export const lookAt = async (analytics: Analytics, { workspace }: Generation, seq: string): Promise<Standing> => {
  const [row] = await analytics.rows<Counted>(
    `-- Which events are there, and are those of before still what they were?
SELECT toString(max(seq)) AS last, toString(count()) AS n, toString(sum(${PRINT})) AS sum,
  toString(countIf(seq <= {seq:UInt64})) AS before, toString(sumIf(${PRINT}, seq <= {seq:UInt64})) AS print_before,
  (${IDENTITY_VERSION}) AS identities, toString(toUnixTimestamp64Micro(now64(6))) AS derived
FROM events WHERE workspace = {workspace:String}`,
    { workspace, seq },
  )
  if (!row) throw new Error('The engine did not count the events')
  const { last, n, sum, ...rest } = row
  return { ...rest, seq: last, events: n, print: sum }
}

export const NOTHING: Checkpoint & Valued = {
  seq: '0',
  events: '0',
  print: '0',
  identities: '0',
  derived: '0',
  valued: [],
  chosen: '0',
}

/** What happened to the events: some came, or some are no more what they were. */
export type Happened = 'all' | 'differing' | Since

/** What must be derived again; `undefined` where nothing has changed. */
export const happenedBetween = (known: Checkpoint | undefined, now: Standing): Happened | undefined => {
  if (!known) return 'all'
  const same = known.events === now.events && known.print === now.print
  if (same && known.identities === now.identities) return undefined
  return known.events === now.before && known.print === now.print_before
    ? { since: known.seq, identities: known.identities }
    : 'differing'
}

/** How far a generation has been derived, if at all. */
export const checkpointOf = async (
  analytics: Analytics,
  { workspace, id }: Generation,
): Promise<(Checkpoint & Valued) | undefined> => {
  const rows = await analytics.rows<Checkpoint & Valued>(
    `-- How far has it been derived?
SELECT seq, events, print, identities, derived, valued, toString(chosen) AS chosen FROM case_layers
WHERE workspace = {workspace:String} AND generation = {id:UInt64} ORDER BY derived DESC LIMIT 1`,
    { workspace, id },
  )
  return rows[0]
}

/** Notes how far a generation has been derived. */
export const noteStanding = (
  analytics: Analytics,
  { workspace, id, properties }: Generation,
  { seq, events, print, identities, derived, valued, chosen }: Checkpoint & Valued,
): Promise<void> =>
  analytics.run(
    `-- So far it has been derived.
INSERT INTO case_layers (workspace, generation, properties, seq, events, print, identities, derived, valued, chosen)
SELECT {workspace:String}, {id:UInt64}, {properties:Array(String)}, {seq:UInt64}, {events:UInt64}, {print:UInt64}, {identities:UInt64}, {derived:UInt64}, {valued:Array(String)}, {chosen:UInt64}`,
    { workspace, id, properties, seq, events, print, identities, derived, valued, chosen },
  )
