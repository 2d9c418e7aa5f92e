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

/** How events were put into cases: by the source's case ids, or inferred from the person or from 30-minute sessions. */
export type CaseBasis = 'case' | 'person' | 'session'

/** No touchpoint, no activity: the code of what is not there. */
export const NONE = 0xffff

/**
 * Cases in columns: case c holds the events `starts[c]` to `starts[c + 1]` (exclusive), in the total order
 * (occurred at, rank, ingest sequence). Texts are codes into dictionaries, so that twenty million events fit in memory.
 */
export interface CaseTable {
  readonly keys: readonly string[]
  /** 1 where the case was inferred, for want of a case id. */
  readonly inferred: Uint8Array
  readonly starts: Uint32Array
  /** Milliseconds since 1970. */
  readonly at: Float64Array
  /** Index into `activities`. */
  readonly activity: Uint16Array | Uint32Array
  readonly activities: readonly string[]
  /** Index into `channels`. */
  readonly channel: Uint16Array
  readonly channels: readonly string[]
}

/**
 * Some of the cases of a table, or cases cut short, over its own columns: case c holds the events `begins[c]` to `ends[c]`
 * (exclusive). Between two of them may stand events that are nobody's: nothing is told of the columns from end to end.
 */
export interface CaseSpans extends Omit<CaseTable, 'starts'> {
  readonly begins: Uint32Array
  readonly ends: Uint32Array
  /** Whose each case is, where one person may have several; theirs stand behind each other. */
  readonly people?: Uint32Array
}

/** Cases one behind the other as spans: the same memory. */
export const spansOf = <Columns extends { readonly starts: Uint32Array }>({
  starts,
  ...columns
}: Columns): Omit<Columns, 'starts'> & Pick<CaseSpans, 'begins' | 'ends'> => ({
  ...columns,
  begins: starts.subarray(0, -1),
  ends: starts.subarray(1),
})

/** How many events are in spans. */
export const eventsInSpans = ({ begins, ends }: Pick<CaseSpans, 'begins' | 'ends'>): number => {
  let events = 0
  for (let c = 0; c < begins.length; c++) events += (ends[c] ?? 0) - (begins[c] ?? 0)
  return events
}

/** What an event is to a map besides a touchpoint: it opens an instance, it is the success, it is an answer to a survey. */
export const SIGN = { entry: 1, success: 2, survey: 4 } as const

/**
 * Cases seen through a map: what each event is to it. Codes are positions in the map's own order. A map that recognises
 * nothing may have no columns: its events are no touchpoints and open nothing.
 */
export interface JourneyTable extends CaseTable {
  /** Index into the map's touchpoints, the first that recognises the event; `NONE` for none. */
  readonly touchpoint: Uint16Array
  /** Bits of `SIGN`. */
  readonly signs: Uint8Array
  /** The answer to a survey, on its metric's scale; NaN where the event gives none. Empty, as the next two, where none does. */
  readonly score: Float64Array
  /** Index into `METRICS` of the feedback room; 255 for none. */
  readonly metric: Uint8Array
  /** The touchpoint that the survey names; `NONE` where it names none, `UNKNOWN` where the map has no such touchpoint. */
  readonly about: Uint16Array
}

/** A survey about something that is not on the map. */
export const UNKNOWN = 0xfffe
