import type { WorkspaceStore } from './workspace.ts'

/** What is set for workspaces in memory: the twin of the real store. */
export const createMemoryWorkspaceStore = (): WorkspaceStore => {
  const zones = new Map<string, string>()
  return {
    zone: async (workspace) => zones.get(workspace),
    setZone: async (workspace, zone) => void zones.set(workspace, zone),
  }
}
