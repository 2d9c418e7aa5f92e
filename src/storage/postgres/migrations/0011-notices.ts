import type { Migration } from '../migrate.ts'

/** What people should know, what they have read of it, and up to when they have seen what changed. */
export const notices: Migration = {
  name: '0011-notices',
  statements: [
    `CREATE TABLE notices (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      id text NOT NULL,
      kind text NOT NULL,
      key text NOT NULL,
      raised_at timestamptz NOT NULL,
      addressee text,
      cause text,
      facts jsonb NOT NULL,
      place text NOT NULL,
      PRIMARY KEY (workspace, id),
      UNIQUE (workspace, key)
    )`,
    'CREATE INDEX notices_by_time ON notices (workspace, raised_at)',
    `CREATE TABLE notice_reads (
      workspace text NOT NULL,
      actor text NOT NULL,
      name text NOT NULL,
      notice text NOT NULL,
      read_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, actor, name, notice),
      FOREIGN KEY (workspace, notice) REFERENCES notices (workspace, id) ON DELETE CASCADE
    )`,
    `CREATE TABLE visits (
      workspace text NOT NULL,
      actor text NOT NULL,
      name text NOT NULL,
      seen_up_to timestamptz NOT NULL,
      PRIMARY KEY (workspace, actor, name)
    )`,
  ],
}
