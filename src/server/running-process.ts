import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A process that cannot be confused with a later one of the same number. */
export interface RunningProcess {
  readonly pid: number
  /** When it started, as the system counts: clock ticks since boot on Linux, a date elsewhere. Compared, never read. */
  readonly startedAt: string
}

/** When a process started; nothing where it does not run any more. */
const startOf = async (pid: number): Promise<string | undefined> => {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    // The name in parentheses may hold spaces and parentheses; the fields after it do not.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, start] = [fields?.[0], fields?.[19]]
    return state === 'Z' || state === 'X' ? undefined : start
  }
  const listed = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined)
  return listed?.stdout.trim().replace(/\W+/g, '-') || undefined
}

export const thisProcess = async (): Promise<RunningProcess> => ({
  pid: process.pid,
  startedAt: (await startOf(process.pid)) ?? 'unknown',
})

/** Whether that very process still runs. */
export const stillRuns = async ({ pid, startedAt }: RunningProcess): Promise<boolean> =>
  (await startOf(pid)) === startedAt
