import type { Migration } from '../migrate.ts'

/** Files that people brought, and what became of them. */
export const imports: Migration = {
  name: '0008-imports',
  statements: [
    `CREATE TABLE imports (
      workspace text NOT NULL,
      id text NOT NULL,
      begun_at float8 NOT NULL,
      state text NOT NULL,
      record jsonb NOT NULL,
      PRIMARY KEY (workspace, id)
    ) WITH (fillfactor = 60)`,
    'CREATE INDEX imports_by_time ON imports (workspace, begun_at)',
  ],
}
