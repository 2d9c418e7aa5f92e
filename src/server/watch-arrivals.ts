import { setTimeout as pause } from 'node:timers/promises'
import type { LoaderStatus } from '../storage/clickhouse/loader.ts'
import type { AnalyticsAddress } from './role.ts'

/** Between two words on what arrived: a screen that changes more often cannot be read. */
const AT_MOST_EVERY = 500
const AFTER_SILENCE = 1_000

/**
 * Watches the loader, and tells each time that new events can be queried, until stopped. The loader answers as soon as
 * it has passed where it stood, so that nothing is asked again and again of a quiet log.
 */
export const watchArrivals = (
  { url, secret }: AnalyticsAddress,
  arrived: () => void,
): { stop(): void; readonly stopped: Promise<void> } => {
  const over = new AbortController()
  const rest = (ms: number) => pause(ms, undefined, { signal: over.signal }).catch(() => undefined)
  const ask = async (past: number): Promise<LoaderStatus | null> => {
    const headers = { authorization: `Bearer ${secret}` }
    const response = await fetch(`${url}/loader?past=${past}`, { headers, signal: over.signal }).catch(() => null)
    return response?.ok ? ((await response.json().catch(() => null)) as LoaderStatus | null) : null
  }
  const watch = async (): Promise<void> => {
    let known: LoaderStatus | undefined
    while (!over.signal.aborted) {
      const status = await ask((known?.position ?? -1) + 1)
      // Rows are counted anew when the process starts again; it may have loaded some before it was asked.
      if (status && known && status.rows !== known.rows) arrived()
      if (status) known = status
      await rest(status ? AT_MOST_EVERY : AFTER_SILENCE)
    }
  }
  return { stop: () => over.abort(), stopped: watch() }
}
