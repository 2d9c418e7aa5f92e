import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Segment } from './segment.ts'
import type { SegmentStore } from './segment-store.ts'

interface Row {
  readonly name: string
  readonly who: readonly string[]
  readonly named_at: Date
  readonly named_by: string
  readonly signed: string | null
}

const LIST = `-- Which segments have a name?
SELECT name, who, named_at, named_by, signed FROM segments WHERE workspace = $1 ORDER BY name COLLATE "C"`

const FIND = `-- Who belongs to the segment of a name?
SELECT name, who, named_at, named_by, signed FROM segments WHERE workspace = $1 AND name = $2`

const KEEP = `-- As it is from now on.
INSERT INTO segments (workspace, name, who, named_at, named_by, signed) VALUES ($1, $2, $3::jsonb, $4, $5, $6)
ON CONFLICT (workspace, name) DO UPDATE
   SET who = excluded.who, named_at = excluded.named_at, named_by = excluded.named_by, signed = excluded.signed`

const RENAME = `-- Under another name from now on.
UPDATE segments SET name = $3, who = $4::jsonb, named_at = $5, named_by = $6, signed = $7
 WHERE workspace = $1 AND name = $2`

const REMOVE = `-- The name means nobody any more.
DELETE FROM segments WHERE workspace = $1 AND name = $2`

const segmentOf = ({ name, who, named_at, named_by, signed }: Row): Segment => ({
  name,
  who,
  at: named_at.getTime(),
  by: asId<'Actor'>(named_by),
  ...(signed !== null && { signed }),
})

/** The segment store over PostgreSQL. */
export const createPostgresSegmentStore = (database: Database): SegmentStore => ({
  list: async (workspace) => (await database.query<Row>(LIST, [workspace])).map(segmentOf),
  find: async (workspace, name) => {
    const [row] = await database.query<Row>(FIND, [workspace, name])
    return row && segmentOf(row)
  },
  keep: async (workspace, { name, who, at, by, signed = null }) => {
    await database.query(KEEP, [workspace, name, JSON.stringify(who), new Date(at), by, signed])
  },
  rename: async (workspace, from, { name, who, at, by, signed = null }) => {
    await database.query(RENAME, [workspace, from, name, JSON.stringify(who), new Date(at), by, signed])
  },
  remove: async (workspace, name) => {
    await database.query(REMOVE, [workspace, name])
  },
})
