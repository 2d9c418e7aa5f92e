import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Webhook, WebhookStore } from './webhook.ts'

interface WebhookRow {
  readonly workspace: string
  readonly name: string
  readonly address: string
  readonly mapping: string
  readonly secret: string
  readonly added_at: Date
  readonly source_added_at: Date
}

const webhookOf = (row: WebhookRow): Webhook => ({
  workspace: asId(row.workspace),
  name: row.name,
  address: row.address,
  mapping: row.mapping,
  secret: row.secret,
  addedAt: row.added_at.getTime(),
  sourceAddedAt: row.source_added_at.getTime(),
})

/** The webhooks in PostgreSQL. */
export const createPostgresWebhookStore = (database: Database): WebhookStore => ({
  async add({ workspace, name, address, mapping, secret, addedAt, sourceAddedAt }) {
    await database.query(
      `INSERT INTO webhooks (workspace, name, address, mapping, secret, added_at, source_added_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace, name) DO UPDATE SET address = $3, mapping = $4, secret = $5, added_at = $6, source_added_at = $7`,
      [workspace, name, address, mapping, secret, new Date(addedAt), new Date(sourceAddedAt)],
    )
  },
  async remap(workspace, name, mapping) {
    const [row] = await database.query<WebhookRow>(
      'UPDATE webhooks SET mapping = $3 WHERE workspace = $1 AND name = $2 RETURNING *',
      [workspace, name, mapping],
    )
    return row && webhookOf(row)
  },
  async remove(workspace, name) {
    const removed = await database.query('DELETE FROM webhooks WHERE workspace = $1 AND name = $2 RETURNING name', [
      workspace,
      name,
    ])
    return removed.length > 0
  },
  async list(workspace) {
    const rows = await database.query<WebhookRow>(
      'SELECT * FROM webhooks WHERE $1::text IS NULL OR workspace = $1 ORDER BY workspace COLLATE "C", name COLLATE "C"',
      [workspace ?? null],
    )
    return rows.map(webhookOf)
  },
})
