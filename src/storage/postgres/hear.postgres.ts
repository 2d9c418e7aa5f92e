import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Hearer } from './database.ts'

const LONGEST_PAUSE = 10_000

/** Listens on a connection of its own, opened again for as long as it is lost. */
export const hearOn = async (url: string, channel: string, { heard, missed }: Hearer): Promise<() => Promise<void>> => {
  const over = new AbortController()
  let client: pg.Client | undefined
  const open = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: 'parcours live',
      keepAlive: true,
    })
    // A connection that is lost ends: it is opened again then.
    next.on('error', () => {})
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    await next.connect()
    await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    client = next
    next.once('end', () => void (over.signal.aborted || again()))
  }
  const again = async (): Promise<void> => {
    for (let attempt = 1; !over.signal.aborted; attempt++) {
      await pause(Math.min(LONGEST_PAUSE, 100 * 2 ** attempt), undefined, { signal: over.signal }).catch(
        () => undefined,
      )
      if (over.signal.aborted) return
      const opened = await open().then(
        () => true,
        () => false,
      )
      if (opened) return missed()
    }
  }
  await open()
  return async () => {
    over.abort()
    await client?.end().catch(() => undefined)
  }
}
