import type { Migration } from '../migrate.ts'

/** Places where others put files, and what became of each file at each of its versions. */
export const deposits: Migration = {
  name: '0024-deposits',
  statements: [
    `CREATE TABLE deposits (
      workspace text NOT NULL,
      name text NOT NULL,
      source text NOT NULL,
      place jsonb NOT NULL,
      chosen jsonb NOT NULL,
      every_seconds integer NOT NULL,
      added_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, name)
    )`,
    `CREATE TABLE deposited (
      workspace text NOT NULL,
      deposit text NOT NULL,
      file text COLLATE "C" NOT NULL,
      version text COLLATE "C" NOT NULL,
      size bigint NOT NULL,
      seen_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('seen', 'taken', 'refused')),
      import text,
      why text,
      PRIMARY KEY (workspace, deposit, file, version)
    )`,
  ],
}
