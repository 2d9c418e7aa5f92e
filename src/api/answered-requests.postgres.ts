import type { Database } from '../storage/postgres/database.ts'
import {
  type AnsweredRequests,
  type Begun,
  CUT_OFF_AFTER,
  KEPT_FOR,
  type KeptAnswer,
  type KeyedRequest,
} from './answered-requests.ts'

interface Row {
  readonly print: string
  readonly answer: KeptAnswer | null
}

const SWEEP = `-- Answers are kept for a day.
DELETE FROM answered_requests WHERE begun_at < $1`

const BEGIN = `-- Takes a request on where its key is free, or was cut off by a crash before any answer.
INSERT INTO answered_requests (workspace, actor, key, print, begun_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (workspace, actor, key) DO UPDATE SET print = $4, begun_at = $5
 WHERE answered_requests.answer IS NULL AND answered_requests.begun_at < $6
RETURNING key`

const READ = `-- What the key has served for.
SELECT print, answer FROM answered_requests WHERE workspace = $1 AND actor = $2 AND key = $3`

const KEEP = `-- What was answered.
UPDATE answered_requests SET answer = $4::jsonb WHERE workspace = $1 AND actor = $2 AND key = $3`

const FORGET = `-- Nothing was done.
DELETE FROM answered_requests WHERE workspace = $1 AND actor = $2 AND key = $3`

const named = ({ workspace, actor, key }: KeyedRequest) => [workspace, actor, key]

const standing = (row: Row | undefined, print: string): Begun => {
  if (!row) return { state: 'in-flight' }
  if (row.print !== print) return { state: 'other' }
  return row.answer ? { state: 'answered', answer: row.answer } : { state: 'in-flight' }
}

/** Answered requests over PostgreSQL. */
export const createPostgresAnsweredRequests = (database: Database): AnsweredRequests => ({
  begin: async (request, now) => {
    await database.query(SWEEP, [new Date(now - KEPT_FOR)])
    const values = [...named(request), request.print, new Date(now), new Date(now - CUT_OFF_AFTER)]
    const begun = await database.query(BEGIN, values)
    if (begun.length > 0) return { state: 'first' }
    const [row] = await database.query<Row>(READ, named(request))
    return standing(row, request.print)
  },
  keep: async (request, answer) => {
    await database.query(KEEP, [...named(request), JSON.stringify(answer)])
  },
  forget: async (request) => {
    await database.query(FORGET, named(request))
  },
})
