import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { STATUSES } from './map.ts'

export type Workspace = Actor['workspace']
export type MapStatus = (typeof STATUSES)[number]

/** A pushed map, as it was written: the bytes keep comments, key order and encoding. */
export interface MapRevision {
  readonly id: string
  /** From 1, one more at each push. The store's number, whatever the file says. */
  readonly revision: number
  readonly source: Uint8Array
  readonly hash: string
  /** The canonical form, which the hash is of. */
  readonly canonical: string
  readonly at: Instant
  readonly by: Actor['id']
  readonly why?: string
}

/** Where a revision stands since an instant, who said so and why. `reviewed` is false where nobody else looked at it. */
export interface StatusChange {
  readonly revision: number
  readonly status: MapStatus
  readonly reviewed: boolean
  readonly at: Instant
  readonly by: Actor['id']
  /** The name that the person gave, which nobody checked. */
  readonly signed?: string
  readonly why?: string
}

/** A revision in a map's history, without its text. */
export type RevisionLine = Omit<MapRevision, 'source' | 'canonical'>

/** The last revision of a map, in a list. */
export interface MapHead {
  readonly id: string
  readonly revision: number
  readonly hash: string
  readonly status: MapStatus
  readonly at: Instant
  readonly by: Actor['id']
}

/** Port: where maps are kept, revision by revision; nothing is ever overwritten. */
export interface MapStore {
  /** One revision, the last where none is named. */
  revision(workspace: Workspace, id: string, revision?: number): Promise<MapRevision | undefined>
  /** Every revision of a map, latest first. */
  revisions(workspace: Workspace, id: string): Promise<readonly RevisionLine[]>
  /** Adds a revision and its first status together; `false` where a revision of that number is there already. */
  add(workspace: Workspace, revision: MapRevision, status: StatusChange): Promise<boolean>
  /**
   * Adds to a map's history, all or nothing; `false`, and nothing, where that history has not the `known` lines that the
   * changes were decided upon, since somebody else was quicker.
   */
  changeStatuses(workspace: Workspace, id: string, changes: readonly StatusChange[], known: number): Promise<boolean>
  /** The history of a map's statuses, oldest first. */
  history(workspace: Workspace, id: string): Promise<readonly StatusChange[]>
  /** Every map's last revision, by id. */
  heads(workspace: Workspace): Promise<readonly MapHead[]>
}

/** The status of a revision now. */
export const statusOf = (history: readonly StatusChange[], revision: number): MapStatus =>
  history.filter((change) => change.revision === revision).at(-1)?.status ?? 'draft'
