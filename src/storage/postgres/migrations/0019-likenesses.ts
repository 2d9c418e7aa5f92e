import type { Migration } from '../migrate.ts'

/** What people without a shared key are compared by, and the pairs that were found alike. */
export const likenesses: Migration = {
  name: '0019-likenesses',
  statements: [
    'CREATE SEQUENCE people_faces_kept',
    `ALTER TABLE people_faces ADD COLUMN told jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN kept bigint NOT NULL DEFAULT nextval('people_faces_kept')`,
    'CREATE INDEX people_faces_by_kept ON people_faces (workspace, kept)',
    // What is told was not read before: faces are worked out again from the events.
    'DELETE FROM people_reading',
    `CREATE TABLE likeness_state (
      workspace text PRIMARY KEY,
      point bigint NOT NULL
    )`,
    `CREATE TABLE likeness_models (
      workspace text NOT NULL,
      version int NOT NULL,
      model jsonb NOT NULL,
      PRIMARY KEY (workspace, version)
    )`,
    `CREATE TABLE likeness_records (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      filed text COLLATE "C" NOT NULL,
      identifier text COLLATE "C" NOT NULL,
      cells text[] NOT NULL,
      keys bigint[] NOT NULL DEFAULT '{}',
      looked int NOT NULL DEFAULT 0,
      UNIQUE (workspace, filed)
    ) WITH (fillfactor = 70)`,
    'CREATE INDEX likeness_records_by_identifier ON likeness_records (workspace, identifier)',
    'CREATE INDEX likeness_records_pending ON likeness_records (workspace, looked, id)',
    `CREATE TABLE likeness_keys (
      key bigint NOT NULL,
      record bigint NOT NULL,
      PRIMARY KEY (key, record)
    )`,
    `CREATE TABLE likeness_pairs (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      one text COLLATE "C" NOT NULL,
      other text COLLATE "C" NOT NULL,
      probability float8 NOT NULL,
      why jsonb NOT NULL,
      model int NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'linked', 'same', 'different')),
      at float8 NOT NULL,
      UNIQUE (workspace, one, other)
    )`,
    'CREATE INDEX likeness_pairs_open ON likeness_pairs (workspace, state, probability DESC, id)',
  ],
}
