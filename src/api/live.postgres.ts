import { randomUUID } from 'node:crypto'
import type { Hearing } from '../storage/postgres/database.ts'
import { type Changed, EVERYTHING, type Live } from './live.ts'

const CHANNEL = 'parcours_live'

interface Notice {
  readonly from: string
  readonly changed: Changed
}

const noticeOf = (payload: string): Notice | undefined => {
  try {
    const { from, changed } = JSON.parse(payload) as Partial<Notice>
    const named = Array.isArray(changed) && changed.length > 0 && changed.every((part) => typeof part === 'string')
    return typeof from === 'string' && named ? { from, changed } : undefined
  } catch {
    return undefined
  }
}

/** What changes, told to this process's screens at once and to those of every other process on the same database. */
export interface SharedLive extends Live {
  close(): Promise<void>
}

/**
 * Joins this process's `Live` with those of the other api processes, through the database's notifications. Where the
 * database was out of reach, what was told meanwhile is unknown: then everything is said to have changed.
 */
export const createPostgresLive = async (here: Live, database: Hearing): Promise<SharedLive> => {
  const me = randomUUID()
  const deaf = await database.hear(CHANNEL, {
    heard: (payload) => {
      const notice = noticeOf(payload)
      if (notice && notice.from !== me) here.tell(notice.changed)
    },
    missed: () => here.tell(EVERYTHING),
  })
  // In turn, so that others hear it in the order in which it was told.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    tell: (changed) => {
      here.tell(changed)
      const payload = JSON.stringify({ from: me, changed } satisfies Notice)
      // Who changed something has it kept already: that others are told late does not undo it.
      turn = turn.then(() => database.query('SELECT pg_notify($1, $2)', [CHANNEL, payload])).catch(() => undefined)
    },
    listen: here.listen,
    close: async () => {
      await turn
      await deaf()
    },
  }
}
