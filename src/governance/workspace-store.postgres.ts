import type { Database } from '../storage/postgres/database.ts'
import type { WorkspaceStore } from './workspace.ts'

/** What is set for workspaces in PostgreSQL. */
export const createPostgresWorkspaceStore = (database: Database): WorkspaceStore => ({
  zone: async (workspace) => {
    const [found] = await database.query<{ zone: string }>('SELECT zone FROM workspace_settings WHERE workspace = $1', [
      workspace,
    ])
    return found?.zone
  },
  setZone: async (workspace, zone) => {
    await database.query(
      `INSERT INTO workspace_settings (workspace, zone) VALUES ($1, $2)
        ON CONFLICT (workspace) DO UPDATE SET zone = excluded.zone`,
      [workspace, zone],
    )
  },
})
