import type { Refusal } from '../kernel/index.ts'
import type { Role } from './mapping.ts'
import type { ReaderPoint, RowBlock } from './row-block.ts'

/** A file of rows, opened: what it is, the names of its columns, and its rows block by block. */
export interface RowReader {
  readonly file: string
  /** What was detected, for the person to read: `CSV ";" windows-1252`. */
  readonly described: string
  readonly size: number
  /** The columns known so far: all of them for a file with a header. */
  names(): readonly string[]
  /** Bytes of the file read so far, for the progress bar. */
  consumed(): number
  /** What tells this file from another: its size, when it was modified, a digest of its first bytes. */
  readonly fingerprint: readonly string[]
  /** Roles that a file of this kind never leaves to a guess. */
  readonly neverGuessed: readonly Role[]
  /** Cells of untyped text: an empty one is absent, and numbers may have a decimal comma. */
  readonly untyped: boolean
  /** Rows from the start, or from where an interrupted run stood. May be asked again, for another look at the file. */
  blocks(from?: ReaderPoint): AsyncIterable<RowBlock>
  /** Damage met by the last reading: what came before it was given. */
  damage(): Refusal | undefined
  close(): Promise<void>
}
