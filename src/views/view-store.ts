import type { Actor } from '../governance/index.ts'
import type { Dashboard, SavedView } from './view.ts'

type Workspace = Actor['workspace']

/** Where things of one kind are kept. */
export interface Shelf<Thing extends SavedView | Dashboard> {
  /** Those that were not removed, the latest first. */
  list(workspace: Workspace): Promise<readonly Thing[]>
  /** All of them, removed or not. */
  everKept(workspace: Workspace): Promise<readonly Thing[]>
  /** One of them, removed or not. */
  find(workspace: Workspace, id: string): Promise<Thing | undefined>
  /** As it is from now on. */
  keep(workspace: Workspace, thing: Thing): Promise<void>
}

/** Port: the questions that are kept, and the dashboards made of them. */
export interface ViewStore {
  readonly views: Shelf<SavedView>
  readonly dashboards: Shelf<Dashboard>
}
