/** How long nothing must come in before work is done, and after how long it is done all the same. Milliseconds. */
export interface Calm {
  readonly calm: number
  readonly longest: number
}

export interface AfterCalm {
  /** Something came in. */
  nudge(): void
  /** Ends once the work under way has. */
  stop(): Promise<void>
}

/** Work that ran is not asked again, under a traffic that never pauses, before so many times as long as it took. */
const SHARE = 10

/**
 * Does `work` once nothing has come in for a while, for what is dear while much comes in; where it never pauses, from time
 * to time, seldomer the longer the work takes. One at a time; `work` tells its own troubles.
 */
export const afterCalm = (work: () => Promise<void>, { calm, longest }: Calm): AfterCalm => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let since: number | undefined
  let took = 0
  const run = async (): Promise<void> => {
    if (stopped) return
    since = undefined
    const begun = Date.now()
    await work()
    took = Date.now() - begun
  }
  return {
    nudge: () => {
      if (stopped) return
      clearTimeout(timer)
      const now = Date.now()
      since ??= now
      const left = since + Math.max(longest, took * SHARE) - now
      timer = setTimeout(() => (running = running.then(run)), Math.max(0, Math.min(calm, left)))
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
