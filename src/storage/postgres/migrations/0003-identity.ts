import type { Migration } from '../migrate.ts'

/** Who is who: evidence and stewards' words are the record; people and questions are worked out from them. */
export const identity: Migration = {
  name: '0003-identity',
  statements: [
    `CREATE TABLE identity_state (
      workspace text PRIMARY KEY,
      version bigint NOT NULL DEFAULT 0,
      up_to float8 NOT NULL DEFAULT 0,
      before bigint NOT NULL DEFAULT 0
    )`,
    `CREATE TABLE identity_edges (
      workspace text NOT NULL,
      a text COLLATE "C" NOT NULL,
      b text COLLATE "C" NOT NULL,
      first_at float8 NOT NULL,
      source text NOT NULL,
      event text NOT NULL,
      channel text NOT NULL,
      store text NOT NULL,
      last_at float8 NOT NULL,
      PRIMARY KEY (workspace, a, b)
    )`,
    'CREATE INDEX identity_edges_by_b ON identity_edges (workspace, b)',
    `CREATE TABLE identity_decisions (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('link', 'part', 'revoke')),
      a text NOT NULL,
      b text NOT NULL,
      at float8 NOT NULL,
      by text NOT NULL,
      why text NOT NULL
    )`,
    'CREATE INDEX identity_decisions_by_workspace ON identity_decisions (workspace, position)',
    `CREATE TABLE identity_people (
      workspace text NOT NULL,
      identifier text COLLATE "C" NOT NULL,
      profile text NOT NULL,
      version bigint NOT NULL,
      PRIMARY KEY (workspace, identifier)
    ) WITH (fillfactor = 60)`,
    'CREATE INDEX identity_people_by_profile ON identity_people (workspace, profile)',
    `CREATE TABLE identity_spellings (
      workspace text NOT NULL,
      spelling text NOT NULL,
      identifier text NOT NULL,
      PRIMARY KEY (workspace, spelling)
    )`,
    'CREATE INDEX identity_spellings_by_identifier ON identity_spellings (workspace, identifier)',
    `CREATE TABLE identity_questions (
      workspace text NOT NULL,
      one text NOT NULL,
      other text NOT NULL,
      a text NOT NULL,
      b text NOT NULL,
      first_at float8 NOT NULL,
      source text NOT NULL,
      event text NOT NULL,
      channel text NOT NULL,
      store text NOT NULL,
      last_at float8 NOT NULL,
      PRIMARY KEY (workspace, a, b)
    )`,
    `CREATE TABLE identity_claims (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      source text NOT NULL,
      property text NOT NULL,
      kind text NOT NULL,
      PRIMARY KEY (workspace, source, property)
    )`,
  ],
}
