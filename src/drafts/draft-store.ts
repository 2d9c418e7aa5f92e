import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'

/** The revision that a draft changes. */
export interface DraftBase {
  readonly revision: number
  readonly hash: string
}

/** What a draft holds after a position: updates in the order in which they were kept, the first of them maybe a snapshot. */
export interface KeptUpdates {
  readonly base: DraftBase
  readonly updates: readonly Uint8Array[]
  /** The position of the last. */
  readonly upTo: number
  /** How many updates lie beyond the snapshot. */
  readonly loose: number
}

/** Port: where the drafts of maps are kept, update by update. What `append` has answered for survives anything. */
export interface DraftStore {
  /** Begins a map's draft with a first update, unless it has one. */
  begin(workspace: Actor['workspace'], map: string, base: DraftBase, first: Uint8Array): Promise<void>
  /** What was kept after a position (-1: everything); nothing where the map has no draft. */
  since(workspace: Actor['workspace'], map: string, position: number): Promise<KeptUpdates | undefined>
  /** Keeps an update and gives its position: one more than the last, whoever wrote it. Other processes are told. */
  append(workspace: Actor['workspace'], map: string, update: Uint8Array, by: Actor['id'], at: Instant): Promise<number>
  /** Puts one snapshot in the place of everything up to a position; nothing where a later one stands there already. */
  compact(workspace: Actor['workspace'], map: string, upTo: number, snapshot: Uint8Array): Promise<void>
  /**
   * The draft changes another revision from now on, with an update that goes with it, both or neither; `false` where it
   * no longer changes `from`, since another process has moved it.
   */
  rebase(
    workspace: Actor['workspace'],
    map: string,
    from: DraftBase,
    to: DraftBase,
    change?: { readonly update: Uint8Array; readonly by: Actor['id']; readonly at: Instant },
  ): Promise<boolean>
  /** Hears of drafts that changed, in this process or another, until the returned function is called. */
  listen(hear: (map: string | undefined) => void): Promise<() => Promise<void>>
}
