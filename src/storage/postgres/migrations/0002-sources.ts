import type { Migration } from '../migrate.ts'

/** Sources of live events: how far each is believed, and the hash of its write key. */
export const sources: Migration = {
  name: '0002-sources',
  statements: [
    `CREATE TABLE sources (
      workspace text NOT NULL,
      name text NOT NULL,
      trust text NOT NULL CHECK (trust IN ('browser', 'server')),
      kinds jsonb NOT NULL,
      key_hash text NOT NULL UNIQUE,
      added_at timestamptz NOT NULL,
      keyed_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, name)
    )`,
  ],
}
