import type { Migration } from '../migrate.ts'

/** What people say to each other about a map, and the names that they gave. */
export const comments: Migration = {
  name: '0005-comments',
  statements: [
    `CREATE TABLE comment_threads (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      id text NOT NULL,
      map text NOT NULL,
      anchor text NOT NULL,
      PRIMARY KEY (workspace, id)
    )`,
    'CREATE INDEX comment_threads_by_map ON comment_threads (workspace, map, position)',
    `CREATE TABLE comments (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      id text NOT NULL,
      thread text NOT NULL,
      said_at timestamptz NOT NULL,
      said_by text NOT NULL,
      signed text,
      text text NOT NULL,
      mentions jsonb NOT NULL,
      edited_at timestamptz,
      erased_at timestamptz,
      erased_by text,
      erased_signed text,
      PRIMARY KEY (workspace, id),
      FOREIGN KEY (workspace, thread) REFERENCES comment_threads (workspace, id)
    )`,
    'CREATE INDEX comments_by_thread ON comments (workspace, thread, position)',
    `CREATE TABLE comment_turns (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workspace text NOT NULL,
      thread text NOT NULL,
      state text NOT NULL CHECK (state IN ('resolved', 'open')),
      turned_at timestamptz NOT NULL,
      turned_by text NOT NULL,
      signed text,
      FOREIGN KEY (workspace, thread) REFERENCES comment_threads (workspace, id)
    )`,
    'CREATE INDEX comment_turns_by_thread ON comment_turns (workspace, thread, position)',
    `CREATE TABLE known_names (
      workspace text NOT NULL,
      name text NOT NULL,
      seen_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, name)
    )`,
  ],
}
