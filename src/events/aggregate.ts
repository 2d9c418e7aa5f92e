import type { Id, Instant } from '../kernel/index.ts'

/** A count without persons (footfall, queue, calls) over a span of time. Never mixed into people, rates or conformance. */
export interface Aggregate {
  readonly id: Id<'Aggregate'>
  readonly workspace: Id<'Workspace'>
  readonly source: string
  readonly from: Instant
  readonly to: Instant
  readonly receivedAt: Instant
  /** Either names what was counted; the other may be empty. */
  readonly touchpoint: string
  readonly channel: string
  readonly store: string
  readonly count: number
  readonly medianSeconds: number | null
  /** How many answered, and their mean; 0 and null where nobody was asked. */
  readonly satisfactionN: number
  readonly satisfactionMean: number | null
}

/**
 * The columns of a kept aggregate, in the order of the log's rows (TabSeparated, `\N` where null) and of the
 * `aggregates` table: UUID, String, String, three times DateTime64(6, 'UTC'), three texts, UInt64,
 * Nullable(Float64), UInt64, Nullable(Float64).
 */
export const AGGREGATE_COLUMNS = [
  'id',
  'workspace',
  'source',
  'from_ts',
  'to_ts',
  'received_at',
  'touchpoint',
  'channel',
  'store',
  'count',
  'median_seconds',
  'satisfaction_n',
  'satisfaction_mean',
] as const
