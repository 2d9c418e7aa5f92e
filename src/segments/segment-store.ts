import type { Actor } from '../governance/index.ts'
import type { Segment } from './segment.ts'

type Workspace = Actor['workspace']

/** Port: the segments of a workspace, by name. */
export interface SegmentStore {
  /** By name. */
  list(workspace: Workspace): Promise<readonly Segment[]>
  find(workspace: Workspace, name: string): Promise<Segment | undefined>
  /** As it is from now on. */
  keep(workspace: Workspace, segment: Segment): Promise<void>
  /** Under another name from now on, at once: no moment has both names, or neither. */
  rename(workspace: Workspace, from: string, segment: Segment): Promise<void>
  remove(workspace: Workspace, name: string): Promise<void>
}
