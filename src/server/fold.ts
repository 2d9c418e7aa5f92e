import { setTimeout as pause } from 'node:timers/promises'

/** Between two foldings: what came in meanwhile is folded together. */
const AT_MOST_EVERY = 400
const RETRY = [500, 15_000] as const

export interface Folding {
  /** Something may have come in. */
  nudge(): void
  /** Ends once the folding under way has. */
  stop(): Promise<void>
}

/**
 * Folds what came in, again and again, one folding at a time: at once when nudged, and then not before a while. A folding
 * that leaves more behind is followed by the next at once: what is late does not rest. One that fails is tried again; each keeps all that it makes, with how far it read, or nothing, so that it may end anywhere.
 */
export const startFolding = (
  fold: () => Promise<unknown>,
  trouble: (problem: unknown) => void,
  every = AT_MOST_EVERY,
): Folding => {
  const over = new AbortController()
  let due = true
  let wake = () => {}
  const rest = (ms: number) => pause(ms, undefined, { signal: over.signal }).catch(() => undefined)
  const asked = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
      if (due || over.signal.aborted) resolve()
    })
  const work = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      await asked()
      if (over.signal.aborted) return
      due = false
      try {
        const more = await fold()
        failures = 0
        if (more === true) due = true
        else await rest(every)
      } catch (problem) {
        trouble(problem)
        due = true
        await rest(Math.min(RETRY[1], RETRY[0] * 2 ** failures++))
      }
    }
  }
  const ended = work()
  return {
    nudge: () => {
      due = true
      wake()
    },
    stop: () => {
      over.abort()
      wake()
      return ended
    },
  }
}
