import type { Migration } from '../migrate.ts'

/** What is set for a whole workspace: the zone by which its days begin. */
export const workspaceSettings: Migration = {
  name: '0035-workspace-settings',
  statements: [
    `CREATE TABLE workspace_settings (
      workspace text PRIMARY KEY,
      zone text NOT NULL
    )`,
  ],
}
