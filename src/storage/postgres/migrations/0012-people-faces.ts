import type { Migration } from '../migrate.ts'

/** What people are looked for by: worked out from events again and again, never the record. */
export const peopleFaces: Migration = {
  name: '0012-people-faces',
  statements: [
    `CREATE TABLE people_reading (
      workspace text PRIMARY KEY,
      up_to float8 NOT NULL,
      before bigint NOT NULL,
      declared text NOT NULL
    )`,
    `CREATE TABLE people_faces (
      workspace text NOT NULL,
      filed text COLLATE "C" NOT NULL,
      identifier text COLLATE "C" NOT NULL,
      alone text NOT NULL,
      name text NOT NULL,
      city text NOT NULL,
      named jsonb NOT NULL,
      events bigint NOT NULL,
      last_at float8 NOT NULL,
      PRIMARY KEY (workspace, filed)
    ) WITH (fillfactor = 60)`,
    'CREATE INDEX people_faces_by_identifier ON people_faces (workspace, identifier)',
    'CREATE INDEX people_faces_by_profile ON people_faces (workspace, alone)',
    'CREATE INDEX people_faces_by_time ON people_faces (workspace, last_at DESC, filed)',
    `CREATE TABLE people_words (
      workspace text NOT NULL,
      word text COLLATE "C" NOT NULL,
      filed text COLLATE "C" NOT NULL,
      PRIMARY KEY (workspace, word, filed)
    )`,
    'CREATE INDEX people_words_by_face ON people_words (workspace, filed)',
  ],
}
