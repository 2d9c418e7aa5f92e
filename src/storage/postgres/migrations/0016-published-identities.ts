import type { Migration } from '../migrate.ts'

/**
 * What analytics was told of who is who: under whom it counts the events of a text, where that is not the text itself, and
 * up to which version of the dictionary. Other spellings have a version, too, so that only what changed is told.
 */
export const publishedIdentities: Migration = {
  name: '0016-published-identities',
  statements: [
    'ALTER TABLE identity_state ADD COLUMN published bigint NOT NULL DEFAULT 0',
    'ALTER TABLE identity_spellings ADD COLUMN version bigint NOT NULL DEFAULT 1',
    'CREATE INDEX identity_spellings_by_version ON identity_spellings (workspace, version)',
    'CREATE INDEX identity_people_by_version ON identity_people (workspace, version)',
    `CREATE TABLE identity_published (
      workspace text NOT NULL,
      identifier text COLLATE "C" NOT NULL,
      profile text NOT NULL,
      PRIMARY KEY (workspace, identifier)
    ) WITH (fillfactor = 60)`,
  ],
}
