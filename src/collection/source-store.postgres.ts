import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { IdentifierKind, Source, SourceLimits, SourceStore, Trust } from './source.ts'

interface SourceRow {
  readonly workspace: string
  readonly name: string
  readonly trust: Trust
  readonly kinds: IdentifierKind[]
  readonly key_hash: string
  readonly added_at: Date
  readonly keyed_at: Date
  readonly limits: SourceLimits | null
  readonly identity: string | null
  readonly needs: string | null
}

const sourceOf = (row: SourceRow): Source => ({
  workspace: asId(row.workspace),
  name: row.name,
  trust: row.trust,
  kinds: row.kinds,
  keyHash: row.key_hash,
  addedAt: row.added_at.getTime(),
  keyedAt: row.keyed_at.getTime(),
  ...(row.limits && { limits: row.limits }),
  ...(row.identity !== null && { identity: row.identity }),
  ...(row.needs !== null && { needs: row.needs }),
})

/** The sources in PostgreSQL. */
export const createPostgresSourceStore = (database: Database): SourceStore => ({
  async add({ workspace, name, trust, kinds, keyHash, addedAt, keyedAt, limits, identity, needs }) {
    const added = await database.query(
      `INSERT INTO sources (workspace, name, trust, kinds, key_hash, added_at, keyed_at, limits, identity, needs)
       VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8::jsonb, $9, $10) ON CONFLICT (workspace, name) DO NOTHING RETURNING name`,
      [
        workspace,
        name,
        trust,
        JSON.stringify(kinds),
        keyHash,
        new Date(addedAt),
        new Date(keyedAt),
        limits ? JSON.stringify(limits) : null,
        identity ?? null,
        needs ?? null,
      ],
    )
    return added.length > 0
  },
  async rekey(workspace, name, keyHash, keyedAt) {
    const [row] = await database.query<SourceRow>(
      'UPDATE sources SET key_hash = $3, keyed_at = $4 WHERE workspace = $1 AND name = $2 RETURNING *',
      [workspace, name, keyHash, new Date(keyedAt)],
    )
    return row && sourceOf(row)
  },
  async change(workspace, name, { limits, identity, needs }) {
    const [row] = await database.query<SourceRow>(
      `UPDATE sources SET limits = CASE WHEN $3 THEN $4::jsonb ELSE limits END,
         identity = CASE WHEN $5 THEN $6 ELSE identity END,
         needs = CASE WHEN $7 THEN $8 ELSE needs END
       WHERE workspace = $1 AND name = $2 RETURNING *`,
      [
        workspace,
        name,
        limits !== undefined,
        limits ? JSON.stringify(limits) : null,
        identity !== undefined,
        identity ?? null,
        needs !== undefined,
        needs ?? null,
      ],
    )
    return row && sourceOf(row)
  },
  async remove(workspace, name) {
    const removed = await database.query('DELETE FROM sources WHERE workspace = $1 AND name = $2 RETURNING name', [
      workspace,
      name,
    ])
    return removed.length > 0
  },
  async list(workspace) {
    const rows = await database.query<SourceRow>(
      'SELECT * FROM sources WHERE $1::text IS NULL OR workspace = $1 ORDER BY workspace COLLATE "C", name COLLATE "C"',
      [workspace ?? null],
    )
    return rows.map(sourceOf)
  },
})
