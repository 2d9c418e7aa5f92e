import type { Purpose } from './purpose.ts'
import type { PurposeStore } from './purpose-store.ts'

/** The declared purposes in memory: the twin of the real store. */
export const createMemoryPurposeStore = (): PurposeStore => {
  const workspaces = new Map<string, Map<string, Purpose>>()
  return {
    list: async (workspace) => [...(workspaces.get(workspace)?.values() ?? [])],
    declare: async (workspace, purpose) => {
      const mine = workspaces.get(workspace) ?? new Map<string, Purpose>()
      workspaces.set(workspace, mine.set(purpose.id, purpose))
    },
  }
}
