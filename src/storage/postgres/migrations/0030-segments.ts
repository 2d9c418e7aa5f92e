import type { Migration } from '../migrate.ts'

/** Sets of conditions under a name: who belongs. */
export const segments: Migration = {
  name: '0030-segments',
  statements: [
    `CREATE TABLE segments (
      workspace text NOT NULL,
      name text NOT NULL,
      who jsonb NOT NULL,
      named_at timestamptz NOT NULL,
      named_by text NOT NULL,
      signed text,
      PRIMARY KEY (workspace, name)
    )`,
  ],
}
