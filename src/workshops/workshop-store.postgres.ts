import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type {
  Outline,
  Participant,
  Stand,
  Value,
  Workshop,
  WorkshopAnswer,
  WorkshopRole,
  WorkshopStore,
} from './workshop.ts'

interface WorkshopRow {
  readonly id: string
  readonly workspace: string
  readonly map: string
  readonly outline: Outline
  readonly persona: string | null
  readonly code_hash: string
  readonly code_turn: number
  readonly opened_at: Date
  readonly opened_by: string
  readonly stand: Stand
  readonly closed_at: Date | null
  readonly kept_at: Date | null
}

interface PersonRow {
  readonly workshop: string
  readonly id: string
  readonly token_hash: string
  readonly name: string
  readonly role: WorkshopRole
  readonly joined_at: Date
}

interface AnswerRow {
  readonly workshop: string
  readonly question: string
  readonly participant: string
  readonly role: WorkshopRole
  readonly name: string | null
  readonly value: Value
  readonly at: Date
}

const workshopOf = (row: WorkshopRow): Workshop => ({
  id: row.id,
  workspace: asId(row.workspace),
  map: row.map,
  outline: row.outline,
  ...(row.persona !== null && { persona: row.persona }),
  codeHash: row.code_hash,
  codeTurn: row.code_turn,
  openedAt: row.opened_at.getTime(),
  openedBy: asId(row.opened_by),
  stand: row.stand,
  ...(row.closed_at && { closedAt: row.closed_at.getTime() }),
  ...(row.kept_at && { keptAt: row.kept_at.getTime() }),
})

const personOf = (row: PersonRow): Participant => ({
  workshop: row.workshop,
  id: row.id,
  tokenHash: row.token_hash,
  name: row.name,
  role: row.role,
  joinedAt: row.joined_at.getTime(),
})

const answerOf = (row: AnswerRow): WorkshopAnswer => ({
  workshop: row.workshop,
  question: row.question,
  participant: row.participant,
  role: row.role,
  ...(row.name !== null && { name: row.name }),
  value: row.value,
  at: row.at.getTime(),
})

const ADD = `-- A workshop, unless another one that is open has its code.
INSERT INTO workshops (id, workspace, map, outline, persona, code_hash, code_turn, opened_at, opened_by, stand)
VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10::jsonb)
ON CONFLICT DO NOTHING
RETURNING id`

const ANSWER = `-- One person's answer to one question, in place of the one before.
INSERT INTO workshop_answers (workshop, question, participant, role, name, value, at)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)
ON CONFLICT (workshop, question, participant)
DO UPDATE SET role = excluded.role, name = excluded.name, value = excluded.value, at = excluded.at`

/** The workshop store over PostgreSQL. */
export const createPostgresWorkshopStore = (database: Database): WorkshopStore => ({
  async add({ id, workspace, map, outline, persona, codeHash, codeTurn, openedAt, openedBy, stand }) {
    const added = await database.query(ADD, [
      ...[id, workspace, map, JSON.stringify(outline), persona ?? null, codeHash, codeTurn],
      ...[new Date(openedAt), openedBy, JSON.stringify(stand)],
    ])
    return added.length > 0
  },
  async get(workspace, id) {
    const [row] = await database.query<WorkshopRow>('SELECT * FROM workshops WHERE workspace = $1 AND id = $2', [
      workspace,
      id,
    ])
    return row && workshopOf(row)
  },
  async byCode(codeHash) {
    const [row] = await database.query<WorkshopRow>(
      'SELECT * FROM workshops WHERE code_hash = $1 AND closed_at IS NULL',
      [codeHash],
    )
    return row && workshopOf(row)
  },
  async list(workspace, map) {
    const rows = await database.query<WorkshopRow>(
      'SELECT * FROM workshops WHERE workspace = $1 AND map = $2 ORDER BY opened_at DESC, id COLLATE "C"',
      [workspace, map],
    )
    return rows.map(workshopOf)
  },
  async stand(workspace, id, stand) {
    const moved = await database.query(
      `UPDATE workshops SET stand = $3::jsonb
        WHERE workspace = $1 AND id = $2 AND closed_at IS NULL RETURNING id`,
      [workspace, id, JSON.stringify(stand)],
    )
    return moved.length > 0
  },
  async kept(workspace, id, at) {
    await database.query('UPDATE workshops SET kept_at = $3 WHERE workspace = $1 AND id = $2', [
      workspace,
      id,
      new Date(at),
    ])
  },
  close: (workspace, id, at) =>
    database.transaction(async (transaction) => {
      const closed = await transaction.query(
        `UPDATE workshops SET closed_at = $3, stand = jsonb_set(stand, '{open}', 'false')
          WHERE workspace = $1 AND id = $2 AND closed_at IS NULL RETURNING id`,
        [workspace, id, new Date(at)],
      )
      if (closed.length === 0) return
      // From here on nothing leads from an answer to whoever gave it.
      await transaction.query('UPDATE workshop_answers SET participant = gen_random_uuid()::text WHERE workshop = $1', [
        id,
      ])
    }),
  async join({ workshop, id, tokenHash, name, role, joinedAt }) {
    await database.query(
      'INSERT INTO workshop_people (workshop, id, token_hash, name, role, joined_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [workshop, id, tokenHash, name, role, new Date(joinedAt)],
    )
  },
  async participant(tokenHash) {
    const [person] = await database.query<PersonRow>('SELECT * FROM workshop_people WHERE token_hash = $1', [tokenHash])
    if (!person) return undefined
    const [row] = await database.query<WorkshopRow>('SELECT * FROM workshops WHERE id = $1', [person.workshop])
    return row && { who: personOf(person), workshop: workshopOf(row) }
  },
  async people(workshop) {
    const rows = await database.query<PersonRow>(
      'SELECT * FROM workshop_people WHERE workshop = $1 ORDER BY joined_at, id COLLATE "C"',
      [workshop],
    )
    return rows.map(personOf)
  },
  async answer({ workshop, question, participant, role, name, value, at }) {
    await database.query(ANSWER, [
      ...[workshop, question, participant, role, name ?? null, JSON.stringify(value), new Date(at)],
    ])
  },
  async answers(workshop) {
    const rows = await database.query<AnswerRow>(
      'SELECT * FROM workshop_answers WHERE workshop = $1 ORDER BY at, participant COLLATE "C"',
      [workshop],
    )
    return rows.map(answerOf)
  },
})
