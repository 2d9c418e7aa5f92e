import { LOCAL_OWNER } from '../governance/index.ts'
import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/** Cases are derived once nothing has arrived for so long: a bulk load would have them derived again and again. */
const CALM = 3_000
/** Rules of maps may ask for properties that kinds of events do not tell yet. */
const LOOK_EVERY = 5_000

export interface CaseKeeper {
  /** Something arrived. */
  nudge(): void
  stop(): Promise<void>
}

/** Keeps the cases true to the events, in the background: whoever asks before that reads the events themselves. */
export const keepCases = (analytics: Analytics, trouble: (problem: unknown) => void): CaseKeeper => {
  const layer = createCaseLayer(analytics)
  const { workspace } = LOCAL_OWNER
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  let [stopped, told] = [false, '']
  const derive = async (): Promise<void> => {
    try {
      told = (await layer.refresh(workspace)).id
    } catch (problem) {
      if (!stopped) trouble(problem)
    }
  }
  const nudge = (): void => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(derive)
    }, CALM)
  }
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
      clearTimeout(timer)
      await running
    },
  }
}
