import type { Database, Hearing } from '../storage/postgres/database.ts'
import type { DraftStore } from './draft-store.ts'

const CHANNEL = 'parcours_drafts'

interface DraftRow {
  readonly base_revision: number
  readonly base_hash: string
  readonly snapshot: Uint8Array | null
  readonly last: number
  readonly loose: number
}

const BEGIN = `-- A draft with its first update, unless the map has one.
INSERT INTO map_drafts (workspace, map, base_revision, base_hash, snapshot, snapshot_to, last)
VALUES ($1, $2, $3, $4, $5, 0, 0)
ON CONFLICT DO NOTHING`

const DRAFT = `-- A draft: its base, and its snapshot where that is later than what is known already.
SELECT base_revision, base_hash, last, CASE WHEN snapshot_to > $3 THEN snapshot END AS snapshot,
       last - snapshot_to AS loose
  FROM map_drafts
 WHERE workspace = $1 AND map = $2
   FOR SHARE`

const LATER = `-- What was kept after a position, in order.
SELECT kept FROM map_draft_updates
 WHERE workspace = $1 AND map = $2 AND position > $3
 ORDER BY position`

const NEXT = `-- The next position of a draft. The row's lock puts writers in line: positions are committed in their order.
UPDATE map_drafts SET last = last + 1
 WHERE workspace = $1 AND map = $2
RETURNING last`

const APPEND = `-- One more update.
INSERT INTO map_draft_updates (workspace, map, position, kept, kept_at, kept_by)
VALUES ($1, $2, $3, $4, $5, $6)`

const SNAPSHOT = `-- A snapshot in the place of what it holds, unless a later one is there.
UPDATE map_drafts SET snapshot = $4, snapshot_to = $3
 WHERE workspace = $1 AND map = $2 AND snapshot_to < $3
RETURNING map`

const FORGET = `-- What the snapshot holds.
DELETE FROM map_draft_updates
 WHERE workspace = $1 AND map = $2 AND position <= $3`

const REBASE = `-- The draft changes another revision from now on, unless another process moved it first.
UPDATE map_drafts SET base_revision = $5, base_hash = $6
 WHERE workspace = $1 AND map = $2 AND base_revision = $3 AND base_hash = $4
RETURNING map`

const TELL = `-- Other processes hear of it once this is committed.
SELECT pg_notify('${CHANNEL}', $1)`

interface Written {
  readonly update: Uint8Array
  readonly by: string
  readonly at: number
}

const append = async (transaction: Database, workspace: string, map: string, { update, by, at }: Written) => {
  const [row] = await transaction.query<{ last: number }>(NEXT, [workspace, map])
  if (!row) throw new Error(`${map} has no draft`)
  await transaction.query(APPEND, [workspace, map, row.last, Buffer.from(update), new Date(at), by])
  await transaction.query(TELL, [map])
  return row.last
}

/** The draft store over PostgreSQL. */
export const createPostgresDraftStore = (database: Hearing): DraftStore => ({
  begin: async (workspace, map, { revision, hash }, first) => {
    await database.query(BEGIN, [workspace, map, revision, hash, Buffer.from(first)])
  },
  since: (workspace, map, position) =>
    database.transaction(async (transaction) => {
      const [draft] = await transaction.query<DraftRow>(DRAFT, [workspace, map, position])
      if (!draft) return undefined
      const rows = await transaction.query<{ kept: Uint8Array }>(LATER, [workspace, map, position])
      const updates = [...(draft.snapshot ? [draft.snapshot] : []), ...rows.map(({ kept }) => kept)]
      return {
        base: { revision: draft.base_revision, hash: draft.base_hash },
        updates: updates.map((update) => new Uint8Array(update)),
        upTo: draft.last,
        loose: draft.loose,
      }
    }),
  append: (workspace, map, update, by, at) =>
    database.transaction((transaction) => append(transaction, workspace, map, { update, by, at })),
  compact: (workspace, map, upTo, snapshot) =>
    database.transaction(async (transaction) => {
      const taken = await transaction.query(SNAPSHOT, [workspace, map, upTo, Buffer.from(snapshot)])
      if (taken.length > 0) await transaction.query(FORGET, [workspace, map, upTo])
    }),
  rebase: (workspace, map, from, to, change) =>
    database.transaction(async (transaction) => {
      const values = [workspace, map, from.revision, from.hash, to.revision, to.hash]
      if ((await transaction.query(REBASE, values)).length === 0) return false
      if (change) await append(transaction, workspace, map, change)
      else await transaction.query(TELL, [map])
      return true
    }),
  listen: (hear) => database.hear(CHANNEL, { heard: hear, missed: () => hear(undefined) }),
})
