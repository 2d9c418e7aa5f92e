import type { Database } from '../storage/postgres/database.ts'
import type { ImportRecord, ImportStore } from './import-record.ts'

interface Row {
  readonly record: ImportRecord
}

/** The imports in PostgreSQL: each as the document that it is, found by what is asked for. */
export const createPostgresImportStore = (database: Database): ImportStore => ({
  async keep(record) {
    await database.query(
      `INSERT INTO imports (workspace, id, begun_at, state, record) VALUES ($1, $2, $3, $4, $5::jsonb)
        ON CONFLICT (workspace, id) DO UPDATE SET state = excluded.state, record = excluded.record`,
      [record.workspace, record.id, record.begunAt, record.state, JSON.stringify(record)],
    )
  },
  async get(workspace, id) {
    const [row] = await database.query<Row>('SELECT record FROM imports WHERE workspace = $1 AND id = $2', [
      workspace,
      id,
    ])
    return row?.record
  },
  async list(workspace, most) {
    const rows = await database.query<Row>(
      'SELECT record FROM imports WHERE workspace = $1 ORDER BY begun_at DESC, id COLLATE "C" LIMIT $2',
      [workspace, most],
    )
    return rows.map(({ record }) => record)
  },
  async unfinished() {
    const rows = await database.query<Row>(
      `SELECT record FROM imports WHERE state IN ('receiving', 'ready', 'waiting', 'running')
        ORDER BY begun_at, id COLLATE "C"`,
    )
    return rows.map(({ record }) => record)
  },
})
