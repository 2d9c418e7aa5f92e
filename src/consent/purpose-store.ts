import type { Id } from '../kernel/index.ts'
import type { Purpose } from './purpose.ts'

/** Port: the purposes that a workspace declared. */
export interface PurposeStore {
  list(workspace: Id<'Workspace'>): Promise<Purpose[]>
  /** Adds one, or calls it otherwise. */
  declare(workspace: Id<'Workspace'>, purpose: Purpose): Promise<void>
}
