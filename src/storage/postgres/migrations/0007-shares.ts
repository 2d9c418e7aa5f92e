import type { Migration } from '../migrate.ts'

/** Maps shown to outsiders: the hash of each token, what it opens, until when, and how often it was opened. */
export const shares: Migration = {
  name: '0007-shares',
  statements: [
    `CREATE TABLE shares (
      id text NOT NULL,
      workspace text NOT NULL,
      map text NOT NULL,
      label text NOT NULL,
      shows text NOT NULL CHECK (shows IN ('map', 'lived', 'report')),
      place text NOT NULL CHECK (place IN ('link', 'embed')),
      revision integer,
      filters jsonb NOT NULL,
      origins jsonb NOT NULL,
      token_hash text NOT NULL UNIQUE,
      made_at timestamptz NOT NULL,
      made_by text NOT NULL,
      expires_at timestamptz,
      revoked_at timestamptz,
      revoked_by text,
      opened integer NOT NULL DEFAULT 0,
      opened_at timestamptz,
      PRIMARY KEY (workspace, id)
    )`,
    'CREATE INDEX shares_by_map ON shares (workspace, map)',
  ],
}
