import { setTimeout as pause } from 'node:timers/promises'
import { Refused } from '../kernel/index.ts'
import type { LoaderStatus } from '../storage/clickhouse/loader.ts'
import type { AnalyticsAddress } from './role.ts'

/** A loader that neither moves nor answers for this long is given up. */
const PATIENCE = 120_000

const stuck = (reason: string) =>
  new Refused({
    code: 'readers-behind',
    what: {
      fr: `Les lignes sont gardées, mais l’analyse ne les charge plus (${reason}).`,
      en: `The rows are kept, but analytics has stopped loading them (${reason}).`,
    },
    remedy: {
      fr: 'Voyez journals/analytics.log dans le dossier de données ; le chargement reprend de lui-même quand la cause est levée.',
      en: 'Look at journals/analytics.log in the data folder; loading goes on by itself once the cause is gone.',
    },
  })

/** Waits until everything before an offset of the log can be queried, through restarts of the analytics process, or until it is `over`. */
export const loaderReached =
  ({ url, secret }: AnalyticsAddress) =>
  async (offset: number, over: AbortSignal): Promise<void> => {
    let [position, since, reason] = [-1, performance.now(), 'no answer']
    for (;;) {
      const headers = { authorization: `Bearer ${secret}` }
      const status = await fetch(`${url}/loader?past=${offset}`, { headers, signal: over })
        .then((response) => (response.ok ? (response.json() as Promise<LoaderStatus | null>) : null))
        .catch(() => null)
      if (over.aborted || (status && status.position >= offset)) return
      if (status && status.position > position) [position, since] = [status.position, performance.now()]
      reason = status?.trouble?.reason ?? (status ? 'no movement' : 'no answer')
      if (performance.now() - since > PATIENCE) throw stuck(reason)
      await pause(status ? 20 : 200)
    }
  }
