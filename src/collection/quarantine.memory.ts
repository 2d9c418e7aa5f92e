import { DAY, iso } from '../kernel/index.ts'
import type { Quarantine, Quarantined } from './quarantine.ts'

/** What was set aside, in memory: the twin of the folder. */
export const createMemoryQuarantine = (): Quarantine => {
  let held: Quarantined[] = []
  let next = 0
  return {
    setAside: async (messages) => {
      for (const message of messages) held.push({ ...message, id: String(next++) })
    },
    list: async ({ workspace, source, reason }, most) => {
      const found = held
        .filter(
          (one) =>
            one.workspace === workspace &&
            (source === undefined || one.source === source) &&
            (reason === undefined || one.reason === reason),
        )
        .reverse()
      return { items: found.slice(0, most), more: found.length > most }
    },
    get: async (id) => held.find((one) => one.id === id),
    release: async (id) => {
      const before = held.length
      held = held.filter((one) => one.id !== id)
      return held.length < before
    },
    expire: async (now) => {
      const oldest = iso(now - 30 * DAY).slice(0, 10)
      held = held.filter(({ at }) => iso(at).slice(0, 10) >= oldest)
    },
  }
}
