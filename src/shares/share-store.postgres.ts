import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Share, ShareFilters, SharePlace, ShareStore, Shown } from './share.ts'

interface ShareRow {
  readonly id: string
  readonly workspace: string
  readonly map: string
  readonly label: string
  readonly shows: Shown
  readonly place: SharePlace
  readonly revision: number | null
  readonly filters: ShareFilters
  readonly origins: string[]
  readonly token_hash: string
  readonly made_at: Date
  readonly made_by: string
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
  readonly revoked_by: string | null
  readonly opened: number
  readonly opened_at: Date | null
}

const shareOf = (row: ShareRow): Share => ({
  id: row.id,
  workspace: asId(row.workspace),
  map: row.map,
  label: row.label,
  shows: row.shows,
  place: row.place,
  revision: row.revision ?? 'approved',
  filters: row.filters,
  origins: row.origins,
  tokenHash: row.token_hash,
  madeAt: row.made_at.getTime(),
  madeBy: asId(row.made_by),
  ...(row.expires_at && { expiresAt: row.expires_at.getTime() }),
  ...(row.revoked_at && { revoked: { at: row.revoked_at.getTime(), by: asId(row.revoked_by ?? '') } }),
  opened: row.opened,
  ...(row.opened_at && { openedAt: row.opened_at.getTime() }),
})

const ADD = `-- One more share.
INSERT INTO shares (id, workspace, map, label, shows, place, revision, filters, origins, token_hash, made_at, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12, $13)`

const LIST = `-- The shares of a workspace, newest first; of one map where it is named.
SELECT * FROM shares
 WHERE workspace = $1 AND ($2::text IS NULL OR map = $2)
 ORDER BY made_at DESC, id COLLATE "C"`

/** The share store over PostgreSQL. */
export const createPostgresShareStore = (database: Database): ShareStore => ({
  async add(share) {
    const { id, workspace, map, label, shows, place, revision, filters, origins, tokenHash, madeAt, madeBy } = share
    const { expiresAt } = share
    await database.query(ADD, [
      id,
      workspace,
      map,
      label,
      shows,
      place,
      revision === 'approved' ? null : revision,
      JSON.stringify(filters),
      JSON.stringify(origins),
      tokenHash,
      new Date(madeAt),
      madeBy,
      expiresAt === undefined ? null : new Date(expiresAt),
    ])
  },
  list: async (workspace, map) => (await database.query<ShareRow>(LIST, [workspace, map ?? null])).map(shareOf),
  async byToken(tokenHash) {
    const [row] = await database.query<ShareRow>('SELECT * FROM shares WHERE token_hash = $1', [tokenHash])
    return row && shareOf(row)
  },
  async revoke(workspace, id, at, by) {
    const revoked = await database.query(
      `UPDATE shares SET revoked_at = $3, revoked_by = $4
        WHERE workspace = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
      [workspace, id, new Date(at), by],
    )
    return revoked.length > 0
  },
  async opened(workspace, id, at) {
    await database.query(
      `UPDATE shares SET opened = opened + 1, opened_at = greatest(opened_at, $3)
        WHERE workspace = $1 AND id = $2`,
      [workspace, id, new Date(at)],
    )
  },
})
