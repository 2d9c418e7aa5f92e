import type { Migration } from '../migrate.ts'

/** Questions that are kept, and dashboards made of them; what is removed stays until it is brought back. */
export const savedViews: Migration = {
  name: '0020-saved-views',
  statements: [
    `CREATE TABLE saved_views (
      workspace text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('view', 'dashboard')),
      id text NOT NULL,
      title text NOT NULL,
      content jsonb NOT NULL,
      saved_at timestamptz NOT NULL,
      saved_by text NOT NULL,
      signed text,
      gone_at timestamptz,
      gone_by text,
      gone_signed text,
      PRIMARY KEY (workspace, kind, id)
    )`,
  ],
}
