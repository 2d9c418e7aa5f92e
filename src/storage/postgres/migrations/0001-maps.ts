import type { Migration } from '../migrate.ts'

/** Journey maps: what was pushed, byte for byte, and the history of where each revision stands. */
export const maps: Migration = {
  name: '0001-maps',
  statements: [
    `CREATE TABLE map_revisions (
      workspace text NOT NULL,
      map text NOT NULL,
      revision integer NOT NULL CHECK (revision > 0),
      source bytea NOT NULL,
      hash text NOT NULL,
      canonical text NOT NULL,
      pushed_at timestamptz NOT NULL,
      pushed_by text NOT NULL,
      why text,
      PRIMARY KEY (workspace, map, revision)
    )`,
    `CREATE TABLE map_statuses (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      map text NOT NULL,
      revision integer NOT NULL,
      status text NOT NULL CHECK (status IN ('draft', 'in_review', 'approved', 'archived')),
      reviewed boolean NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      why text,
      FOREIGN KEY (workspace, map, revision) REFERENCES map_revisions (workspace, map, revision)
    )`,
    'CREATE INDEX map_statuses_by_map ON map_statuses (workspace, map, position)',
  ],
}
