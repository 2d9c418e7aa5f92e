import type { Migration } from '../migrate.ts'

/** Where everybody stands on every approved map, how far that is walked, and what was told of it. */
export const passages: Migration = {
  name: '0018-passages',
  statements: [
    `CREATE TABLE passage_progress (
      workspace text PRIMARY KEY,
      progress jsonb
    )`,
    `CREATE TABLE live_journeys (
      workspace text NOT NULL,
      map text NOT NULL,
      key text COLLATE "C" NOT NULL,
      number integer NOT NULL,
      person text COLLATE "C" NOT NULL,
      latest boolean NOT NULL,
      status text NOT NULL,
      stage text,
      late boolean NOT NULL,
      broken float8,
      opened_at float8,
      due float8,
      entry bigint NOT NULL,
      last_at float8 NOT NULL,
      last_rank float8 NOT NULL,
      last_seq bigint NOT NULL,
      instance jsonb,
      PRIMARY KEY (workspace, map, key, number)
    ) WITH (fillfactor = 60)`,
    'CREATE INDEX live_journeys_by_due ON live_journeys (workspace, due) WHERE due IS NOT NULL',
    'CREATE INDEX live_journeys_by_person ON live_journeys (workspace, person)',
    `CREATE INDEX live_journeys_open ON live_journeys (workspace, map, stage, late) WHERE status = 'open'`,
    `CREATE TABLE journey_events (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      id text COLLATE "C" NOT NULL,
      kind text NOT NULL,
      at float8 NOT NULL,
      map text NOT NULL,
      revision integer NOT NULL,
      stage text,
      person text NOT NULL,
      PRIMARY KEY (workspace, id)
    )`,
    'CREATE INDEX journey_events_by_position ON journey_events (workspace, position)',
    'CREATE INDEX journey_events_by_at ON journey_events (at)',
  ],
}
