import type { Migration } from '../migrate.ts'

/** Workshops on a map: where each stands, who is in the room under the name they gave, what they answered. */
export const workshops: Migration = {
  name: '0013-workshops',
  statements: [
    `CREATE TABLE workshops (
      id text PRIMARY KEY,
      workspace text NOT NULL,
      map text NOT NULL,
      outline jsonb NOT NULL,
      persona text,
      code_hash text NOT NULL,
      code_turn integer NOT NULL,
      opened_at timestamptz NOT NULL,
      opened_by text NOT NULL,
      stand jsonb NOT NULL,
      closed_at timestamptz,
      kept_at timestamptz
    )`,
    'CREATE UNIQUE INDEX workshops_by_code ON workshops (code_hash) WHERE closed_at IS NULL',
    'CREATE INDEX workshops_by_map ON workshops (workspace, map)',
    `CREATE TABLE workshop_people (
      workshop text NOT NULL REFERENCES workshops (id),
      id text NOT NULL,
      token_hash text NOT NULL UNIQUE,
      name text NOT NULL,
      role text NOT NULL,
      joined_at timestamptz NOT NULL,
      PRIMARY KEY (workshop, id)
    )`,
    `CREATE TABLE workshop_answers (
      workshop text NOT NULL REFERENCES workshops (id),
      question text NOT NULL,
      participant text NOT NULL,
      role text NOT NULL,
      name text,
      value jsonb NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (workshop, question, participant)
    )`,
  ],
}
