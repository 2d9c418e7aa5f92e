/** Where an interrupted import stands, as the importer left it: opaque to the sink, JSON, under 64 KiB. */
export type ResumePoint = Readonly<Record<string, unknown>>

/** Names one import: the same file with the same mapping has the same key, so that a second run resumes or adds nothing. */
export interface ImportIdentity {
  readonly workspace: string
  readonly source: string
  /** Hex digest over the file's fingerprint and the mapping. */
  readonly key: string
  /** `aggregates`: counts without persons, with the columns `AGGREGATE_COLUMNS`; events where absent. */
  readonly stream?: 'events' | 'aggregates'
  /**
   * What the ids of its rows stand for. `content` (where absent): the sink counts identical rows. `given`: the source
   * has ids of its own (`--id COL`), so that an id seen twice, in this import too, is a duplicate.
   */
  readonly ids?: 'content' | 'given'
}

/** Rows ready to be kept. `rows` holds lines in TabSeparated form with the columns `EVENT_COLUMNS`, each ended by LF. */
export interface RowBatch {
  readonly rows: Uint8Array
  /** The start of each line in `rows`, and after the last one the length of `rows`: n + 1 numbers. */
  readonly offsets: Uint32Array
  /** Where to resume once this batch is durable. */
  readonly resume: ResumePoint
}

export interface Kept {
  readonly kept: number
  readonly duplicates: number
}

/** An import under way. One batch at a time is awaited by its caller; several may be in flight, kept in order. */
export interface OpenImport {
  /** Where an interrupted run of the same import stood, and what it had kept by then; absent on a first run. */
  readonly resumed?: Kept & { readonly resume: ResumePoint }
  /** Added to a row's position (from 0) this gives its `seq`; it rises from import to import and is stable on resume. */
  readonly seqBase: number
  /**
   * Keeps the rows that were never kept before. Resolves once they are on disk (`fdatasync`).
   * The id in a row is of its content: the sink turns the k-th identical row *of this import* into an id of its own
   * (see `ordinalId`), so that two identical rows are two events and the same file again is none.
   */
  append(batch: RowBatch): Promise<Kept>
  /** Ends the import: resolves once every kept row can be queried. */
  finish(): Promise<Kept>
}

/** Port: what keeps events for good, once each. Adapters: memory twin, the ingest process over its socket. */
export interface EventSink {
  open(identity: ImportIdentity): Promise<OpenImport>
  close(): Promise<void>
}
