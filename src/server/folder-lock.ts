import { chmod, mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunningProcess, stillRuns, thisProcess } from './running-process.ts'

/** Who holds a lock, and what it is doing, for the person who finds it taken. */
export interface Holder extends RunningProcess {
  readonly doing: string
}

export interface Lock {
  release(): Promise<void>
}

export type Claim = { readonly lock: Lock } | { readonly heldBy: Holder }

const runFolder = (folder: string): string => join(resolve(folder), 'run')

const holderOf = async (run: string, file: string, name: string): Promise<Holder | undefined> => {
  const [pid, startedAt] = file.slice(name.length + 1).split('.')
  if (!pid || !startedAt) return undefined
  const holder = { pid: Number(pid), startedAt }
  if (!(await stillRuns(holder))) {
    // The name holds the process: nobody else's claim can be removed here.
    await rm(join(run, file), { force: true })
    return undefined
  }
  return { ...holder, doing: await readFile(join(run, file), 'utf8').catch(() => '') }
}

const otherHolder = async (run: string, name: string, mine: string): Promise<Holder | undefined> => {
  for (const file of await readdir(run)) {
    if (!file.startsWith(`${name}.`) || file === mine) continue
    const holder = await holderOf(run, file, name)
    if (holder) return holder
  }
  return undefined
}

/** What this process holds: a second claim of its own would write the very same file. */
const held = new Set<string>()

/** How often a claimant that met another one steps back before it believes that the other has won. */
const ROUNDS = 6

/**
 * Claims something of a data folder (`folder`, or one of its engines) for this process, if no living process has it.
 *
 * A claim is a file named after its process. One writes its own, then looks for others: of two that overlap, the later
 * to look sees the other, so that two can never both find themselves alone; both may step back, and try again after a
 * while that differs. A killed process leaves a file that no longer names a living process, and whoever looks removes it.
 */
export const claim = async (folder: string, name: string, doing: string): Promise<Claim> => {
  const run = runFolder(folder)
  const { pid, startedAt } = await thisProcess()
  const mine = `${name}.${pid}.${startedAt}`
  const path = join(run, mine)
  if (held.has(path)) return { heldBy: { pid, startedAt, doing: await readFile(path, 'utf8').catch(() => doing) } }
  held.add(path)
  const release = async () => {
    held.delete(path)
    await rm(path, { force: true })
    await rmdir(run).catch(() => {})
  }
  for (let round = 1; ; round++) {
    await mkdir(run, { recursive: true, mode: 0o700 })
    // A folder restored from a copy may let others in.
    await chmod(run, 0o700).catch(() => {})
    // The folder may go between the two calls, with the last claim of another process.
    const written = await writeFile(path, doing, { mode: 0o600 }).then(
      () => true,
      () => false,
    )
    if (!written && round < ROUNDS) continue
    const heldBy = await otherHolder(run, name, mine)
    if (!heldBy) return { lock: { release } }
    await rm(path, { force: true })
    if (round >= ROUNDS) {
      await release()
      return { heldBy }
    }
    await pause(20 + Math.random() * 60 * round)
  }
}

/** Claims it as soon as its holder lets it go; `waiting` is told once whom one waits for. Gives up after `patience` ms. */
export const claimInTurn = async (
  folder: string,
  name: string,
  doing: string,
  patience: number,
  waiting: (holder: Holder) => void = () => {},
): Promise<Claim> => {
  const until = Date.now() + patience
  for (let told = false; ; ) {
    const claimed = await claim(folder, name, doing)
    if ('lock' in claimed || Date.now() > until) return claimed
    if (!told) waiting(claimed.heldBy)
    told = true
    await pause(100)
  }
}
