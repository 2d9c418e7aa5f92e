import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Anchor } from './anchor.ts'
import type { CommentStore } from './comment-store.ts'
import type { Comment, Signature, Thread, Turn } from './thread.ts'

interface ThreadRow {
  readonly id: string
  readonly map: string
  readonly anchor: string
}

interface CommentRow {
  readonly thread: string
  readonly id: string
  readonly said_at: Date
  readonly said_by: string
  readonly signed: string | null
  readonly text: string
  readonly mentions: readonly string[]
  readonly edited_at: Date | null
  readonly erased_at: Date | null
  readonly erased_by: string | null
  readonly erased_signed: string | null
}

interface TurnRow {
  readonly thread: string
  readonly state: Turn['state']
  readonly turned_at: Date
  readonly turned_by: string
  readonly signed: string | null
}

const signature = (at: Date, by: string, signed: string | null): Signature => ({
  at: at.getTime(),
  by: asId<'Actor'>(by),
  ...(signed !== null && { signed }),
})

const commentOf = (row: CommentRow): Comment => ({
  id: asId(row.id),
  ...signature(row.said_at, row.said_by, row.signed),
  text: row.text,
  mentions: row.mentions,
  ...(row.edited_at && { editedAt: row.edited_at.getTime() }),
  ...(row.erased_at && { erased: signature(row.erased_at, row.erased_by ?? '', row.erased_signed) }),
})

const turnOf = (row: TurnRow): Turn => ({
  state: row.state,
  ...signature(row.turned_at, row.turned_by, row.signed),
})

const THREADS = `-- The threads of one map, or of all, or one of them.
SELECT id, map, anchor FROM comment_threads
 WHERE workspace = $1 AND ($2::text IS NULL OR map = $2) AND ($3::text IS NULL OR id = $3)
 ORDER BY position`

const COMMENTS = `-- What was said in some threads, oldest first.
SELECT thread, id, said_at, said_by, signed, text, mentions, edited_at, erased_at, erased_by, erased_signed
  FROM comments
 WHERE workspace = $1 AND thread = ANY($2::text[])
 ORDER BY position`

const TURNS = `-- How some threads were settled and opened again, oldest first.
SELECT thread, state, turned_at, turned_by, signed
  FROM comment_turns
 WHERE workspace = $1 AND thread = ANY($2::text[])
 ORDER BY position`

const START = `-- A new thread.
INSERT INTO comment_threads (workspace, id, map, anchor) VALUES ($1, $2, $3, $4)`

const REPLY = `-- One more thing said.
INSERT INTO comments (workspace, thread, id, said_at, said_by, signed, text, mentions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`

const REWRITE = `-- Said otherwise.
UPDATE comments SET text = $3, mentions = $4::jsonb, edited_at = $5 WHERE workspace = $1 AND id = $2`

const ERASE = `-- The text is forgotten, the trace kept.
UPDATE comments SET text = '', mentions = '[]', erased_at = $3, erased_by = $4, erased_signed = $5
 WHERE workspace = $1 AND id = $2`

const TURN = `-- Settled, or opened again.
INSERT INTO comment_turns (workspace, thread, state, turned_at, turned_by, signed) VALUES ($1, $2, $3, $4, $5, $6)`

const NAMES = `-- The names that people gave.
SELECT name FROM known_names WHERE workspace = $1`

const INTRODUCE = `-- A name that somebody gives.
INSERT INTO known_names (workspace, name, seen_at) VALUES ($1, $2, $3)
ON CONFLICT (workspace, name) DO NOTHING`

const say = (database: Database, workspace: string, thread: string, { id, at, by, signed, text, mentions }: Comment) =>
  database.query(REPLY, [workspace, thread, id, new Date(at), by, signed ?? null, text, JSON.stringify(mentions)])

const byThread = <Row extends { readonly thread: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> => {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const mine = found.get(row.thread)
    if (mine) mine.push(row)
    else found.set(row.thread, [row])
  }
  return found
}

const read = async (database: Database, workspace: string, map?: string, id?: string): Promise<Thread[]> => {
  const threads = await database.query<ThreadRow>(THREADS, [workspace, map ?? null, id ?? null])
  const ids = threads.map((thread) => thread.id)
  if (ids.length === 0) return []
  const [comments, turns] = await Promise.all([
    database.query<CommentRow>(COMMENTS, [workspace, ids]),
    database.query<TurnRow>(TURNS, [workspace, ids]),
  ])
  const [commentsIn, turnsIn] = [byThread(comments), byThread(turns)]
  return threads.map((thread) => ({
    id: asId(thread.id),
    map: thread.map,
    anchor: thread.anchor as Anchor,
    comments: (commentsIn.get(thread.id) ?? []).map(commentOf),
    turns: (turnsIn.get(thread.id) ?? []).map(turnOf),
  }))
}

/** The comment store over PostgreSQL. */
export const createPostgresCommentStore = (database: Database): CommentStore => ({
  threads: (workspace, map) => read(database, workspace, map),
  thread: async (workspace, id) => (await read(database, workspace, undefined, id))[0],
  start: (workspace, { id, map, anchor, comments }) =>
    database.transaction(async (transaction) => {
      await transaction.query(START, [workspace, id, map, anchor])
      for (const comment of comments) await say(transaction, workspace, id, comment)
    }),
  reply: async (workspace, thread, comment) => {
    await say(database, workspace, thread, comment)
  },
  rewrite: async (workspace, id, text, mentions, at) => {
    await database.query(REWRITE, [workspace, id, text, JSON.stringify(mentions), new Date(at)])
  },
  erase: async (workspace, id, { at, by, signed }) => {
    await database.query(ERASE, [workspace, id, new Date(at), by, signed ?? null])
  },
  turn: async (workspace, thread, { state, at, by, signed }) => {
    await database.query(TURN, [workspace, thread, state, new Date(at), by, signed ?? null])
  },
  names: async (workspace) => {
    const rows = await database.query<{ name: string }>(NAMES, [workspace])
    return rows.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'fr'))
  },
  introduce: async (workspace, name, at) => {
    await database.query(INTRODUCE, [workspace, name, new Date(at)])
  },
})
