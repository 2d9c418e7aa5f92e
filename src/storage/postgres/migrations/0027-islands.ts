import type { Migration } from '../migrate.ts'

/** Decisions and spellings are found from any identifier, in the order of bytes that identifiers have everywhere. */
export const islands: Migration = {
  name: '0027-islands',
  statements: [
    `ALTER TABLE identity_decisions ALTER COLUMN a TYPE text COLLATE "C", ALTER COLUMN b TYPE text COLLATE "C"`,
    'CREATE INDEX identity_decisions_by_a ON identity_decisions (workspace, a)',
    'CREATE INDEX identity_decisions_by_b ON identity_decisions (workspace, b)',
    'ALTER TABLE identity_spellings ALTER COLUMN identifier TYPE text COLLATE "C"',
  ],
}
