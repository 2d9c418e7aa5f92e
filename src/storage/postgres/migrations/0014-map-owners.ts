import type { Migration } from '../migrate.ts'

/** Who answers for each map: a record beside the design, which it is no part of. */
export const mapOwners: Migration = {
  name: '0014-map-owners',
  statements: [
    `CREATE TABLE map_owners (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      map text NOT NULL,
      owner text,
      named_at timestamptz NOT NULL,
      named_by text NOT NULL,
      signed text
    )`,
    'CREATE INDEX map_owners_by_map ON map_owners (workspace, map, position)',
  ],
}
