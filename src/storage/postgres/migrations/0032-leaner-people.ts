import type { Migration } from '../migrate.ts'

/**
 * Each person that comes is written under fewer indexes, and smaller ones; when somebody was last heard of is found to the
 * minute, so that hearing of them again within it touches no index.
 */
export const leanerPeople: Migration = {
  name: '0032-leaner-people',
  statements: [
    'DROP INDEX people_faces_by_identifier, people_faces_by_profile, people_faces_by_time',
    `ALTER TABLE people_faces
      ADD COLUMN minute bigint NOT NULL GENERATED ALWAYS AS (floor(last_at / 60000)::bigint) STORED`,
    // Most identifiers are written in the form in which they are compared: those are found by that.
    'CREATE INDEX people_faces_by_identifier ON people_faces (workspace, identifier) WHERE identifier <> filed',
    'CREATE INDEX people_faces_by_profile ON people_faces USING hash (alone)',
    'CREATE INDEX people_faces_by_time ON people_faces (workspace, minute)',
    // What changed is known to who changed it; it is sought only after a kill.
    'DROP INDEX identity_people_by_version, identity_people_by_profile',
    'CREATE INDEX identity_people_by_profile ON identity_people USING hash (profile)',
    'ALTER TABLE identity_edges SET (fillfactor = 80)',
    // In the order in which it is told: a range of the table tells which days are in it.
    'DROP INDEX journey_events_by_at',
    'CREATE INDEX journey_events_by_at ON journey_events USING brin (at)',
  ],
}
