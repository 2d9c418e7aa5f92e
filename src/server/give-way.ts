import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import type { Role } from './role.ts'

/**
 * Whoever is asked to acknowledge comes before those whose work follows from the log: where processors are few, these
 * wait and the door answers. Decision 0025.
 */
const PRIORITY: Partial<Record<Role, number>> = { postgres: 3, analytics: 3, worker: 3 }

/** Has a role's process, just started, give way to those that answer: before it begins threads, which take after it. */
export const giveWay = (role: Role, pid: number | undefined): void => {
  const priority = PRIORITY[role]
  if (pid === undefined || priority === undefined) return
  try {
    setPriority(pid, priority)
  } catch {
    // A system that does not let it runs all of them alike.
  }
  if (process.platform === 'linux') shareLess(pid, priority)
}

/** Between two words on groups the kernel wants a tenth of a second, of whoever is not root. */
const AGAIN = 150
const ATTEMPTS = 5

/** Linux shares processors between sessions first, and each role is one: within it alone would a priority count. */
const shareLess = (pid: number, priority: number, attempt = 1): void => {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(priority))
  } catch (problem) {
    const soon = (problem as NodeJS.ErrnoException).code === 'EAGAIN' && attempt < ATTEMPTS
    if (soon) setTimeout(() => shareLess(pid, priority, attempt + 1), AGAIN).unref()
  }
}
