import type { Instant } from '../../kernel/index.ts'

/** What a record holds: rows of one of the two tables, or a line of the ledger of imports (no rows; loaders skip it). */
export type LogStream = 'events' | 'aggregates' | 'ledger'

/**
 * Which batch of which import a record holds. An import begins with a record of the ledger that carries its `lease`, and ends
 * with one that says `finished`; between them its batches, numbered from 1.
 */
export interface ImportMark {
  readonly workspace: string
  readonly source: string
  readonly key: string
  /** The import's own number, from 1: it tags what the import was first to keep. */
  readonly number: number
  readonly batch: number
  /** Of this batch. */
  readonly kept: number
  readonly duplicates: number
  /** Where to resume once this record is durable. */
  readonly resume?: Readonly<Record<string, unknown>>
  readonly stream?: 'events' | 'aggregates'
  readonly ids?: 'content' | 'given'
  readonly lease?: string
  readonly finished?: boolean
}

export interface LogHeader {
  readonly stream: LogStream
  readonly rows: number
  readonly at: Instant
  readonly import?: ImportMark
  /** The rows came live, from a source: their ids are kept by the day of `at`. */
  readonly live?: true
}

/** One entry of the log. Offsets are byte positions in the whole log since it began; they only rise. */
export interface LogRecord {
  readonly start: number
  readonly end: number
  readonly header: LogHeader
  /** The rows, as TabSeparated lines, each ended by LF. */
  readonly payload: Uint8Array
  /** What the writer noted beside the rows for itself; readers of rows ignore it. */
  readonly trailer: Uint8Array
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** Port: reads what is durable, from any process. */
export interface LogReader {
  /** The first offset that is still kept. */
  first(): Promise<number>
  /** Everything before this offset is on disk. */
  durableEnd(): Promise<number>
  /**
   * The records from `from` (the start of a record: 0, or the end of another) up to the durable end of this moment; then it ends.
   * Refuses with `log-trimmed` where `from` is no longer kept, with `log-damaged` where the disk does not give back what was written.
   */
  read(from: number): AsyncIterable<LogRecord>
  /** How far this reader has come for good: nothing before is needed by it again. The log is trimmed, and writers wait, by it. */
  passed(offset: number): Promise<void>
  /** The last `passed` of a reader, from any process; 0 where it never said. */
  position(name?: string): Promise<number>
  close(): Promise<void>
}

/** Port: the only writer of a log. */
export interface LogWriter {
  /** Everything before this offset is on disk. */
  readonly end: number
  /** How often an append has failed; whoever derives a state from the log rebuilds it when this changes. */
  readonly failures: number
  /**
   * Resolves once the record is on disk (`fdatasync`); appends that wait together share one sync, and are kept in the order of the calls.
   * A full disk refuses with `disk-full`: that append and those queued behind it leave no trace, and a later one may succeed.
   */
  append(header: LogHeader, payload: Uint8Array, trailer?: Uint8Array): Promise<Range>
  /** Forgets whole segments before `offset`. Gives the first offset still kept. */
  trim(offset: number): Promise<number>
  close(): Promise<void>
}
