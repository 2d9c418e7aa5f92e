import type { Id } from '../kernel/index.ts'

/** Somebody's events are counted otherwise: whom they went to, and from whom. */
export type Move = readonly [to: string, from: string]

/** Port: who is who, as the passages need it. */
export interface PassagePeople {
  /** Under whom the events of each are counted, where that is not itself. */
  personsOf(workspace: Id<'Workspace'>, identifiers: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The version of the identities, and who was counted otherwise since another. */
  changes(
    workspace: Id<'Workspace'>,
    since: number,
  ): Promise<{ readonly version: number; readonly moves: readonly Move[] }>
}
