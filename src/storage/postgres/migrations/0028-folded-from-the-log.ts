import type { Migration } from '../migrate.ts'

/** Who is who and faces are folded from what arrives: up to which offset, and when each thing that a face tells was said. */
export const foldedFromTheLog: Migration = {
  name: '0028-folded-from-the-log',
  statements: [
    'ALTER TABLE identity_state ADD COLUMN log_offset bigint',
    'ALTER TABLE people_reading ADD COLUMN log_offset bigint',
    `ALTER TABLE people_faces ADD COLUMN heard jsonb NOT NULL DEFAULT '{}'`,
    // When things were said was not kept: faces are worked out again from the events.
    'DELETE FROM people_reading',
  ],
}
