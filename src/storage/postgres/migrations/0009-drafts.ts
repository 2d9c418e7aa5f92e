import type { Migration } from '../migrate.ts'

/** Maps that people edit together: a snapshot of the shared document and the updates since, numbered without a gap. */
export const drafts: Migration = {
  name: '0009-drafts',
  statements: [
    `CREATE TABLE map_drafts (
      workspace text NOT NULL,
      map text NOT NULL,
      base_revision integer NOT NULL,
      base_hash text NOT NULL,
      snapshot bytea NOT NULL,
      snapshot_to bigint NOT NULL,
      last bigint NOT NULL,
      PRIMARY KEY (workspace, map)
    )`,
    `CREATE TABLE map_draft_updates (
      workspace text NOT NULL,
      map text NOT NULL,
      position bigint NOT NULL,
      kept bytea NOT NULL,
      kept_at timestamptz NOT NULL,
      kept_by text NOT NULL,
      PRIMARY KEY (workspace, map, position),
      FOREIGN KEY (workspace, map) REFERENCES map_drafts (workspace, map)
    )`,
  ],
}
