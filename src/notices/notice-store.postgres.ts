import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Notice, NoticeFacts, NoticeKind, Reader } from './notice.ts'
import type { NoticeStore, ReadNotice } from './notice-store.ts'

interface Row {
  readonly id: string
  readonly kind: NoticeKind
  readonly key: string
  readonly raised_at: Date
  readonly addressee: string | null
  readonly cause: string | null
  readonly facts: NoticeFacts
  readonly place: string
  readonly read: boolean
}

const ADD = `-- A notice, unless one of its key is there.
INSERT INTO notices (workspace, id, kind, key, raised_at, addressee, cause, facts, place)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
ON CONFLICT (workspace, key) DO NOTHING
RETURNING id`

/** What is for a reader and not by them, with whether they have read it. */
const MINE = `mine AS (
  SELECT notices.*, EXISTS (
           SELECT FROM notice_reads AS r
            WHERE r.workspace = notices.workspace AND r.notice = notices.id AND r.actor = $2 AND r.name = $3
         ) AS read
    FROM notices
   WHERE workspace = $1 AND (addressee IS NULL OR addressee = $3) AND (cause IS NULL OR cause <> $3)
)`

const OF = `-- What a reader should know, latest first.
WITH ${MINE}
SELECT id, kind, key, raised_at, addressee, cause, facts, place, read FROM mine
 ORDER BY raised_at DESC, position DESC
 LIMIT $4`

const UNREAD = `-- How much of it they have not read.
WITH ${MINE}
SELECT count(*)::int AS unread FROM mine WHERE NOT read`

const READ = `-- Read by one reader.
INSERT INTO notice_reads (workspace, actor, name, notice, read_at)
SELECT $1, $2, $3, id, $5 FROM notices WHERE workspace = $1 AND id = ANY($4::text[])
ON CONFLICT DO NOTHING`

const READ_ALL = `-- All of it read by one reader.
WITH ${MINE}
INSERT INTO notice_reads (workspace, actor, name, notice, read_at)
SELECT $1, $2, $3, id, $4 FROM mine WHERE NOT read
ON CONFLICT DO NOTHING`

const FORGET = `-- What nobody needs to know any more.
DELETE FROM notices WHERE workspace = $1 AND raised_at < $2`

const LAST_VISIT = `-- Up to when a reader has seen what changed.
SELECT seen_up_to FROM visits WHERE workspace = $1 AND actor = $2 AND name = $3`

const VISIT = `-- They have seen it up to then.
INSERT INTO visits (workspace, actor, name, seen_up_to) VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace, actor, name) DO UPDATE SET seen_up_to = GREATEST(visits.seen_up_to, $4)`

const noticeOf = (row: Row): ReadNotice => ({
  id: asId(row.id),
  kind: row.kind,
  key: row.key,
  at: row.raised_at.getTime(),
  ...(row.addressee !== null && { to: row.addressee }),
  ...(row.cause !== null && { from: row.cause }),
  facts: row.facts,
  place: row.place,
  read: row.read,
})

const who = ({ actor, name }: Reader) => [actor.workspace, actor.id, name]

const add = async (database: Database, workspace: string, notice: Notice): Promise<boolean> => {
  const { id, kind, key, at, to, from, facts, place } = notice
  const values = [workspace, id, kind, key, new Date(at), to ?? null, from ?? null, JSON.stringify(facts), place]
  return (await database.query(ADD, values)).length > 0
}

/** The notice store over PostgreSQL. */
export const createPostgresNoticeStore = (database: Database): NoticeStore => ({
  add: (workspace, notices) =>
    database.transaction(async (transaction) => {
      const added: Notice[] = []
      for (const notice of notices) if (await add(transaction, workspace, notice)) added.push(notice)
      return added
    }),
  of: async (reader, most) => (await database.query<Row>(OF, [...who(reader), most])).map(noticeOf),
  unread: async (reader) => (await database.query<{ unread: number }>(UNREAD, who(reader)))[0]?.unread ?? 0,
  markRead: async (reader, ids, at) => {
    await database.query(READ, [...who(reader), ids, new Date(at)])
  },
  markAllRead: async (reader, at) => {
    await database.query(READ_ALL, [...who(reader), new Date(at)])
  },
  forget: async (workspace, before) => {
    await database.query(FORGET, [workspace, new Date(before)])
  },
  lastVisit: async (reader) =>
    (await database.query<{ seen_up_to: Date }>(LAST_VISIT, who(reader)))[0]?.seen_up_to.getTime(),
  visit: async (reader, upTo) => {
    await database.query(VISIT, [...who(reader), new Date(upTo)])
  },
})
