import { LOCAL_OWNER } from '../governance/index.ts'
import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type AfterCalm, afterCalm } from './after-calm.ts'

/**
 * A bulk load would have cases derived again and again; a traffic that never pauses must not keep them old. Who is touched
 * in every half of a minute is derived once in it.
 */
const CALM = { calm: 3_000, longest: 60_000 }
/** Rules of maps may ask for properties that kinds of events do not tell yet. */
const LOOK_EVERY = 5_000

/** Keeps the cases true to the events, in the background: whoever asks before that reads the events themselves. */
export const keepCases = (analytics: Analytics, trouble: (problem: unknown) => void): AfterCalm => {
  const layer = createCaseLayer(analytics)
  const { workspace } = LOCAL_OWNER
  let [stopped, told] = [false, '']
  const { nudge, stop } = afterCalm(async () => {
    try {
      told = (await layer.refresh(workspace)).id
      await layer.keepValues(workspace)
    } catch (problem) {
      if (!stopped) trouble(problem)
    }
  }, CALM)
  const look = async (): Promise<void> => {
    if (told !== '' && (await layer.generation(workspace)).id !== told) nudge()
  }
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_EVERY)
  nudge()
  return {
    nudge,
    stop: async () => {
      stopped = true
      clearInterval(looking)
      await stop()
    },
  }
}
