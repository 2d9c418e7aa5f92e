import type { Migration } from '../migrate.ts'

/** The moments noticed on maps since when, and what people decided of them. */
export const momentRecords: Migration = {
  name: '0010-moment-records',
  statements: [
    `CREATE TABLE moment_looks (
      workspace text NOT NULL,
      map text NOT NULL,
      looked_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, map)
    )`,
    `CREATE TABLE moment_sightings (
      workspace text NOT NULL,
      map text NOT NULL,
      key text NOT NULL,
      moment jsonb NOT NULL,
      first_at timestamptz NOT NULL,
      standing boolean NOT NULL,
      PRIMARY KEY (workspace, map, key)
    )`,
    `CREATE TABLE moment_decisions (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      map text NOT NULL,
      key text NOT NULL,
      verdict text NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'reopened')),
      why text,
      decided_at timestamptz NOT NULL,
      decided_by text NOT NULL,
      signed text,
      moment jsonb NOT NULL
    )`,
    'CREATE INDEX moment_decisions_by_map ON moment_decisions (workspace, map, position)',
  ],
}
