import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Deposit, DepositStore, Found } from './deposit.ts'

interface DepositRow {
  readonly workspace: string
  readonly name: string
  readonly source: string
  readonly place: Deposit['place']
  readonly chosen: Deposit['chosen']
  readonly every_seconds: number
  readonly added_at: Date
  readonly paused_at: Date | null
  readonly paused_by: string | null
  readonly looked_at: Date | null
  readonly trouble: string | null
}
interface FileRow {
  readonly file: string
  readonly version: string
  readonly size: string
  readonly seen_at: Date
  readonly state: Found['state']
  readonly import: string | null
  readonly why: Found['why']
  readonly until: Date | null
}

const depositOf = (row: DepositRow): Deposit => ({
  workspace: asId(row.workspace),
  name: row.name,
  source: row.source,
  place: row.place,
  chosen: row.chosen,
  everySeconds: row.every_seconds,
  addedAt: row.added_at.getTime(),
  paused: row.paused_at && { by: row.paused_by ?? '', at: row.paused_at.getTime() },
  looked: row.looked_at && { at: row.looked_at.getTime(), trouble: row.trouble },
})

const foundOf = (row: FileRow): Found => ({
  file: row.file,
  version: row.version,
  size: Number(row.size),
  seenAt: row.seen_at.getTime(),
  state: row.state,
  importId: row.import,
  why: row.why,
  until: row.until?.getTime() ?? null,
})

/** The deposits in PostgreSQL. */
export const createPostgresDepositStore = (database: Database): DepositStore => ({
  async add({ workspace, name, source, place, chosen, everySeconds, addedAt }) {
    const added = await database.query(
      `INSERT INTO deposits (workspace, name, source, place, chosen, every_seconds, added_at)
       VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7) ON CONFLICT DO NOTHING RETURNING name`,
      [workspace, name, source, JSON.stringify(place), JSON.stringify(chosen), everySeconds, new Date(addedAt)],
    )
    return added.length > 0
  },
  async remove(workspace, name) {
    await database.query('DELETE FROM deposited WHERE workspace = $1 AND deposit = $2', [workspace, name])
    const gone = await database.query('DELETE FROM deposits WHERE workspace = $1 AND name = $2 RETURNING name', [
      workspace,
      name,
    ])
    return gone.length > 0
  },
  async list(workspace) {
    const rows = await database.query<DepositRow>(
      'SELECT * FROM deposits WHERE $1::text IS NULL OR workspace = $1 ORDER BY workspace COLLATE "C", name COLLATE "C"',
      [workspace ?? null],
    )
    return rows.map(depositOf)
  },
  async found(workspace, name, most) {
    const rows = await database.query<FileRow>(
      `SELECT * FROM deposited WHERE workspace = $1 AND deposit = $2
       ORDER BY seen_at DESC, file COLLATE "C" LIMIT $3`,
      [workspace, name, most],
    )
    return rows.map(foundOf)
  },
  async see({ workspace, name }, lying, at) {
    await database.query(
      `DELETE FROM deposited WHERE workspace = $1 AND deposit = $2 AND state = 'seen' AND NOT EXISTS (
         SELECT FROM unnest($3::text[], $4::text[]) AS lying (file, version)
         WHERE lying.file = deposited.file AND lying.version = deposited.version)`,
      [workspace, name, lying.map(({ file }) => file), lying.map(({ version }) => version)],
    )
    await database.query(
      `INSERT INTO deposited (workspace, deposit, file, version, size, seen_at, state)
       SELECT $1, $2, file, version, size, $6, 'seen'
       FROM unnest($3::text[], $4::text[], $5::bigint[]) AS lying (file, version, size) ON CONFLICT DO NOTHING`,
      [
        workspace,
        name,
        lying.map(({ file }) => file),
        lying.map(({ version }) => version),
        lying.map(({ size }) => String(size)),
        new Date(at),
      ],
    )
  },
  async pause(workspace, name, paused) {
    const known = await database.query(
      'UPDATE deposits SET paused_at = $3, paused_by = $4 WHERE workspace = $1 AND name = $2 RETURNING name',
      [workspace, name, paused && new Date(paused.at), paused?.by ?? null],
    )
    return known.length > 0
  },
  async note({ workspace, name }, { at, trouble }) {
    await database.query('UPDATE deposits SET looked_at = $3, trouble = $4 WHERE workspace = $1 AND name = $2', [
      workspace,
      name,
      new Date(at),
      trouble,
    ])
  },
  async claim({ workspace, name }, { file, version }, { holder, until }, at) {
    const claimed = await database.query(
      `UPDATE deposited SET state = 'taking', seen_at = $5, holder = $6, until = $7
       WHERE workspace = $1 AND deposit = $2 AND file = $3 AND version = $4
         AND (state = 'seen' OR (state = 'taking' AND until < $5)) RETURNING file`,
      [workspace, name, file, version, new Date(at), holder, new Date(until)],
    )
    return claimed.length > 0
  },
  async hold({ workspace, name }, { file, version }, { holder, until }, importId) {
    const held = await database.query(
      `UPDATE deposited SET until = $6, import = $7
       WHERE workspace = $1 AND deposit = $2 AND file = $3 AND version = $4 AND state = 'taking' AND holder = $5
       RETURNING file`,
      [workspace, name, file, version, holder, new Date(until), importId],
    )
    return held.length > 0
  },
  async settle({ workspace, name }, { file, version }, holder, { state, importId, why }) {
    await database.query(
      `UPDATE deposited SET state = $6, import = $7, why = $8::jsonb, holder = NULL, until = NULL
       WHERE workspace = $1 AND deposit = $2 AND file = $3 AND version = $4 AND state = 'taking' AND holder = $5`,
      [workspace, name, file, version, holder, state, importId, why && JSON.stringify(why)],
    )
  },
  async again(workspace, name, { file, version }) {
    const known = await database.query(
      `UPDATE deposited SET state = 'seen', import = NULL, why = NULL
       WHERE workspace = $1 AND deposit = $2 AND file = $3 AND version = $4 AND state IN ('taken', 'refused')
       RETURNING file`,
      [workspace, name, file, version],
    )
    return known.length > 0
  },
})
