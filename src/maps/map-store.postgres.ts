import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { MapHead, MapRevision, MapStatus, MapStore, RevisionLine, StatusChange } from './map-store.ts'

interface RevisionRow {
  readonly map: string
  readonly revision: number
  readonly source: Uint8Array
  readonly hash: string
  readonly canonical: string
  readonly pushed_at: Date
  readonly pushed_by: string
  readonly why: string | null
}

interface StatusRow {
  readonly revision: number
  readonly status: MapStatus
  readonly reviewed: boolean
  readonly changed_at: Date
  readonly changed_by: string
  readonly signed: string | null
  readonly why: string | null
}

type LineRow = Omit<RevisionRow, 'source' | 'canonical'>

interface HeadRow {
  readonly map: string
  readonly revision: number
  readonly hash: string
  readonly status: MapStatus
  readonly pushed_at: Date
  readonly pushed_by: string
}

const reason = (why: string | null) => (why === null ? {} : { why })

const lineOf = (row: LineRow): RevisionLine => ({
  id: row.map,
  revision: row.revision,
  hash: row.hash,
  at: row.pushed_at.getTime(),
  by: asId(row.pushed_by),
  ...reason(row.why),
})

const revisionOf = (row: RevisionRow): MapRevision => ({
  ...lineOf(row),
  source: new Uint8Array(row.source),
  canonical: row.canonical,
})

const changeOf = (row: StatusRow): StatusChange => ({
  revision: row.revision,
  status: row.status,
  reviewed: row.reviewed,
  at: row.changed_at.getTime(),
  by: asId(row.changed_by),
  ...(row.signed !== null && { signed: row.signed }),
  ...reason(row.why),
})

const headOf = (row: HeadRow): MapHead => ({
  id: row.map,
  revision: row.revision,
  hash: row.hash,
  status: row.status,
  at: row.pushed_at.getTime(),
  by: asId(row.pushed_by),
})

const ONE_REVISION = `-- One revision of a map, the last where none is named.
SELECT map, revision, source, hash, canonical, pushed_at, pushed_by, why
  FROM map_revisions
 WHERE workspace = $1 AND map = $2 AND ($3::int IS NULL OR revision = $3)
 ORDER BY revision DESC
 LIMIT 1`

const REVISIONS = `-- Every revision of a map, latest first, without its text.
SELECT map, revision, hash, pushed_at, pushed_by, why
  FROM map_revisions
 WHERE workspace = $1 AND map = $2
 ORDER BY revision DESC`

const ADD_REVISION = `-- A new revision, unless one of that number is there.
INSERT INTO map_revisions (workspace, map, revision, source, hash, canonical, pushed_at, pushed_by, why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING
RETURNING revision`

const ADD_STATUS = `-- One more line in a map's history.
INSERT INTO map_statuses (workspace, map, revision, status, reviewed, changed_at, changed_by, signed, why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

const LOCK = `-- Whoever decides about a map waits for whoever is deciding about it.
SELECT revision FROM map_revisions
 WHERE workspace = $1 AND map = $2
 ORDER BY revision
 LIMIT 1
   FOR UPDATE`

const LINES = `-- How long is a map's history?
SELECT count(*)::int AS lines FROM map_statuses WHERE workspace = $1 AND map = $2`

const HISTORY = `-- The history of a map's statuses, oldest first.
SELECT revision, status, reviewed, changed_at, changed_by, signed, why
  FROM map_statuses
 WHERE workspace = $1 AND map = $2
 ORDER BY position`

const HEADS = `-- Every map's last revision, with where it stands.
WITH last AS (
  SELECT DISTINCT ON (map) map, revision, hash, pushed_at, pushed_by
    FROM map_revisions
   WHERE workspace = $1
   ORDER BY map, revision DESC
)
SELECT last.*, (
         SELECT status FROM map_statuses
          WHERE workspace = $1 AND map_statuses.map = last.map AND map_statuses.revision = last.revision
          ORDER BY position DESC
          LIMIT 1
       ) AS status
  FROM last
 ORDER BY map COLLATE "C"`

const addStatus = (database: Database, workspace: string, id: string, change: StatusChange) =>
  database.query(ADD_STATUS, [
    workspace,
    id,
    change.revision,
    change.status,
    change.reviewed,
    new Date(change.at),
    change.by,
    change.signed ?? null,
    change.why ?? null,
  ])

/** The map store over PostgreSQL. */
export const createPostgresMapStore = (database: Database): MapStore => ({
  revision: async (workspace, id, revision) => {
    const [row] = await database.query<RevisionRow>(ONE_REVISION, [workspace, id, revision ?? null])
    return row && revisionOf(row)
  },
  revisions: async (workspace, id) => (await database.query<LineRow>(REVISIONS, [workspace, id])).map(lineOf),
  add: (workspace, { id, revision, source, hash, canonical, at, by, why }, status) =>
    database.transaction(async (transaction) => {
      const values = [workspace, id, revision, Buffer.from(source), hash, canonical, new Date(at), by, why ?? null]
      const added = await transaction.query(ADD_REVISION, values)
      if (added.length === 0) return false
      await addStatus(transaction, workspace, id, status)
      return true
    }),
  changeStatuses: (workspace, id, changes, known) =>
    database.transaction(async (transaction) => {
      const locked = await transaction.query(LOCK, [workspace, id])
      if (locked.length === 0) return false
      const [history] = await transaction.query<{ lines: number }>(LINES, [workspace, id])
      if (history?.lines !== known) return false
      for (const change of changes) await addStatus(transaction, workspace, id, change)
      return true
    }),
  history: async (workspace, id) => (await database.query<StatusRow>(HISTORY, [workspace, id])).map(changeOf),
  heads: async (workspace) => (await database.query<HeadRow>(HEADS, [workspace])).map(headOf),
})
