/**
 * Ids are 128 bits, as four 32-bit words in an `Int32Array`; `at` is the place of the first word.
 * They must be spread evenly (digests): the set places and filters them by their own bits.
 */
export type Ids = Int32Array

/** Port: a set of ids on disk, each with the tag (from 1) under which it was first added. */
export interface IdSet {
  /** Every id added from the log before this offset is on disk: replay starts here. */
  readonly covered: number
  /** How many ids it holds, those whose tag has retired included until they are merged away. */
  readonly size: number
  /** Whether it is time to `settle`: memory is bounded by whoever heeds this. */
  readonly crowded: boolean
  /** Adds an id under a tag unless it is there. Gives the tag that it already had, or 0 where it was added. */
  add(ids: Ids, at: number, tag: number): number
  /** The tag of an id; 0 where it is not in the set. */
  tagOf(ids: Ids, at: number): number
  /**
   * Puts on disk what was added so far, all of it derived from the log before `covered`, in the background.
   * Resolves once that has begun, which waits for an earlier one to end; refuses with `disk-full` where the earlier one was.
   */
  settle(covered: number): Promise<void>
  /** Resolves once what was settled is on disk. */
  settled(): Promise<void>
  /** Forgets every id. */
  clear(covered: number): Promise<void>
  close(): Promise<void>
}
