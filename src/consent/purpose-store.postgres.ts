import type { Words } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { PurposeStore } from './purpose-store.ts'

/** The declared purposes in PostgreSQL. */
export const createPostgresPurposeStore = (database: Database): PurposeStore => ({
  list: (workspace) =>
    database.query<{ id: string; title: Words }>(
      'SELECT id, title FROM consent_purposes WHERE workspace = $1 ORDER BY position',
      [workspace],
    ),
  declare: async (workspace, { id, title }) => {
    await database.query(
      `INSERT INTO consent_purposes (workspace, id, title) VALUES ($1, $2, $3::jsonb)
        ON CONFLICT (workspace, id) DO UPDATE SET title = excluded.title`,
      [workspace, id, JSON.stringify(title)],
    )
  },
})
