import type { Id, Instant, Refusal } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import type { Chosen } from './chosen.ts'

/**
 * Where an import stands. `receiving`: the file is on its way; `ready`: it is here and a person says what its columns
 * are; `waiting`: behind another one; the last three are ends.
 */
export type ImportState = 'receiving' | 'ready' | 'waiting' | 'running' | 'finished' | 'cancelled' | 'refused'

/** How far an import under way is. */
export interface Advance {
  /** Bytes of the file. */
  readonly consumed: number
  readonly size: number
  readonly rows: number
  readonly kept: number
  readonly duplicates: number
  readonly rejected: number
  readonly seconds: number
  readonly rowsPerSecond: number
  /** Null until it can be told. */
  readonly secondsLeft: number | null
  /** Every row is kept; what is left is that they can be queried. */
  readonly settling: boolean
}

/** What an import came to: the account of its file without where the file lay. */
export type ImportAccount = Omit<FileAccount, 'file' | 'rejectedFile'>

/** One file that a person brought, from its first byte to what became of its rows. */
export interface ImportRecord {
  readonly id: Id<'Import'>
  readonly workspace: Id<'Workspace'>
  readonly by: Id<'Actor'>
  /** The file's own name. */
  readonly file: string
  readonly size: number
  readonly begunAt: Instant
  readonly state: ImportState
  readonly source: string | null
  readonly chosen: Chosen | null
  readonly endedAt: Instant | null
  readonly advance: Advance | null
  readonly account: ImportAccount | null
  readonly refusal: Refusal | null
}

export const isOver = ({ state }: ImportRecord): boolean =>
  state === 'finished' || state === 'cancelled' || state === 'refused'

/** Port: the imports of a workspace. */
export interface ImportStore {
  /** Adds a record, or keeps it in place of the one of its id. */
  keep(record: ImportRecord): Promise<void>
  get(workspace: Id<'Workspace'>, id: Id<'Import'>): Promise<ImportRecord | undefined>
  /** The latest first. */
  list(workspace: Id<'Workspace'>, most: number): Promise<ImportRecord[]>
  /** Those that are not over, of every workspace, the oldest first: what a process that starts again goes on with. */
  unfinished(): Promise<ImportRecord[]>
}
