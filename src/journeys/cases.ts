import type { Condition } from '../events/index.ts'
import type { Instant } from '../kernel/index.ts'

/** Which events an analysis looks at. All conditions hold together. */
export interface EventFilter {
  readonly source?: string
  readonly from?: Instant
  /** Exclusive. */
  readonly to?: Instant
  readonly channel?: string
  readonly where?: readonly Condition[]
}

/** How events were put into cases: by the source's case ids, or inferred from the person and 30-minute sessions. */
export type CaseBasis = 'case' | 'person' | 'session'

/**
 * Cases in columns: case c holds the events `starts[c]` to `starts[c + 1]` (exclusive), in the total order
 * (occurred at, rank, ingest sequence). Texts are codes into dictionaries, so that twenty million events fit in memory.
 */
export interface CaseTable {
  readonly keys: readonly string[]
  readonly starts: Uint32Array
  /** Milliseconds since 1970. */
  readonly at: Float64Array
  /** Index into `activities`. */
  readonly activity: Uint32Array
  readonly activities: readonly string[]
  /** Index into `channels`. */
  readonly channel: Uint16Array
  readonly channels: readonly string[]
  /** 0 to 10 or 1 to 5 by its metric; NaN where the event gives no score. */
  readonly score: Float64Array
  /** Index into `metrics` (`nps`, `csat`, `ces`), 255 for none. */
  readonly metric: Uint8Array
}
