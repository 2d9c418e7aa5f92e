import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY, type Instant, iso } from '../kernel/index.ts'
import type { StopReason } from './stop-reason.ts'

/** A message set aside: why, and itself as it came. */
export interface SetAside {
  readonly at: Instant
  readonly workspace: string
  readonly source: string
  readonly reason: StopReason
  readonly detail: string
  readonly sentAt?: unknown
  readonly message: unknown
}

export interface Quarantine {
  /** Resolves once they are on disk. */
  setAside(messages: readonly SetAside[]): Promise<void>
  /** Removes what is older than a month. */
  expire(now: Instant): Promise<void>
}

const KEPT_FOR = 30 * DAY
const FILE = /^\d{4}-\d\d-\d\d\.ndjson$/
/** A source gone wrong fills no disk: beyond this a day's messages are counted and no longer written. */
const MOST_A_DAY = 256 << 20

/** Messages set aside, as lines of a file for each day (mode 0600) under `quarantine` in the data folder. */
export const openQuarantine = (dataFolder: string, mostADay = MOST_A_DAY): Quarantine => {
  const folder = join(dataFolder, 'quarantine')
  let turn: Promise<void> = Promise.resolve()
  const append = async (day: string, text: string) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(join(folder, `${day}.ndjson`), 'a', 0o600)
    try {
      if ((await file.stat()).size + text.length > mostADay) return
      await file.appendFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
  return {
    setAside(messages) {
      const [first] = messages
      if (!first) return Promise.resolve()
      const text = messages.map((one) => `${JSON.stringify({ ...one, at: iso(one.at) })}\n`).join('')
      const written = turn.then(() => append(iso(first.at).slice(0, 10), text))
      turn = written.catch(() => undefined)
      return written
    },
    async expire(now) {
      const oldest = iso(now - KEPT_FOR).slice(0, 10)
      const names = await readdir(folder).catch(() => [])
      for (const name of names) if (FILE.test(name) && name < oldest) await rm(join(folder, name), { force: true })
    },
  }
}
