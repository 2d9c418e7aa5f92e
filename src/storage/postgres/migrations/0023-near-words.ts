import type { Migration } from '../migrate.ts'

/** Words of names and towns by what a misspelling leaves of them. */
export const nearWords: Migration = {
  name: '0023-near-words',
  statements: [
    `CREATE TABLE people_near (
      workspace text NOT NULL,
      trace text COLLATE "C" NOT NULL,
      word text COLLATE "C" NOT NULL,
      PRIMARY KEY (workspace, trace, word)
    )`,
    // The words of faces that are there already: they are worked out again from the events.
    'DELETE FROM people_reading',
  ],
}
