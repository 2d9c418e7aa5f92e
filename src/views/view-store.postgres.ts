import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Dashboard, SavedView, Signature } from './view.ts'
import type { Shelf, ViewStore } from './view-store.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly content: object
  readonly saved_at: Date
  readonly saved_by: string
  readonly signed: string | null
  readonly gone_at: Date | null
  readonly gone_by: string | null
  readonly gone_signed: string | null
}

const LIST = `-- What is kept of one kind, the latest first.
SELECT id, title, content, saved_at, saved_by, signed, gone_at, gone_by, gone_signed FROM saved_views
 WHERE workspace = $1 AND kind = $2 AND gone_at IS NULL
 ORDER BY saved_at DESC, id`

const EVER_KEPT = `-- What was ever kept of one kind, removed or not, the latest first.
SELECT id, title, content, saved_at, saved_by, signed, gone_at, gone_by, gone_signed FROM saved_views
 WHERE workspace = $1 AND kind = $2
 ORDER BY saved_at DESC, id`

const FIND = `-- One of them, removed or not.
SELECT id, title, content, saved_at, saved_by, signed, gone_at, gone_by, gone_signed FROM saved_views
 WHERE workspace = $1 AND kind = $2 AND id = $3`

const KEEP = `-- As it is from now on.
INSERT INTO saved_views (workspace, kind, id, title, content, saved_at, saved_by, signed, gone_at, gone_by, gone_signed)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11)
ON CONFLICT (workspace, kind, id) DO UPDATE
   SET title = excluded.title, content = excluded.content, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
       signed = excluded.signed, gone_at = excluded.gone_at, gone_by = excluded.gone_by,
       gone_signed = excluded.gone_signed`

const signature = (at: Date, by: string, signed: string | null): Signature => ({
  at: at.getTime(),
  by: asId<'Actor'>(by),
  ...(signed !== null && { signed }),
})

const thingOf = <Thing>(row: Row): Thing =>
  ({
    ...row.content,
    id: row.id,
    title: row.title,
    ...signature(row.saved_at, row.saved_by, row.signed),
    ...(row.gone_at && { gone: signature(row.gone_at, row.gone_by ?? '', row.gone_signed) }),
  }) as Thing

const shelf = <Thing extends SavedView | Dashboard>(database: Database, kind: 'view' | 'dashboard'): Shelf<Thing> => ({
  list: async (workspace) => (await database.query<Row>(LIST, [workspace, kind])).map((row) => thingOf<Thing>(row)),
  everKept: async (workspace) =>
    (await database.query<Row>(EVER_KEPT, [workspace, kind])).map((row) => thingOf<Thing>(row)),
  find: async (workspace, id) => {
    const [row] = await database.query<Row>(FIND, [workspace, kind, id])
    return row && thingOf<Thing>(row)
  },
  keep: async (workspace, thing) => {
    const { id, title, at, by, signed = null, gone, ...content } = thing
    const end = gone ? [new Date(gone.at), gone.by, gone.signed ?? null] : [null, null, null]
    const values = [workspace, kind, id, title, JSON.stringify(content), new Date(at), by, signed, ...end]
    await database.query(KEEP, values)
  },
})

/** The view store over PostgreSQL. */
export const createPostgresViewStore = (database: Database): ViewStore => ({
  views: shelf(database, 'view'),
  dashboards: shelf(database, 'dashboard'),
})
