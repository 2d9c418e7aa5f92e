import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('..', import.meta.url))
export const parcours = [join(repository, 'dist', 'main.js')]

/** How a watched command ended. */
export interface Watched {
  readonly seconds: number
  /** Highest sum, over the command and all its descendants, of the memory each alone would free (PSS), sampled. */
  readonly peakMB: number
  /** Processor time of the command and all its descendants: what it costs, whatever else the machine is doing. */
  readonly cpuSeconds: number
  readonly stdout: string
}

interface Living {
  readonly pid: number
  readonly parent: number
  readonly cpuSeconds: number
}

/** What `/proc` counts processor time in: a hundredth of a second on Linux (USER_HZ). */
const TICKS = 100

const living = (): Living[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      // The command's name stands in parentheses and may hold spaces: fields are counted after the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS
      return [{ pid: Number(name), parent: Number(fields[1]), cpuSeconds }]
    } catch {
      return []
    }
  })

/** Memory of one process in kB: its proportional set (shared pages divided among who shares them), else its resident set. */
const memoryOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

const treeOf = (root: number, all: readonly Living[]): number[] => {
  const found = new Set([root])
  for (let grown = true; grown; ) {
    grown = false
    for (const { pid, parent } of all)
      if (found.has(parent) && !found.has(pid)) {
        found.add(pid)
        grown = true
      }
  }
  return [...found]
}

/** Runs a Node script with its arguments, watching the memory of everything it starts. `more` are processes watched too. */
export const watched = (argv: readonly string[], more: readonly number[] = []): Promise<Watched> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], cwd: repository })
    let [stdout, stderr, peakKB] = ['', '', 0]
    const cpu = new Map<number, number>()
    // What processes that ran already had used is not this command's.
    const before = new Map(living().map(({ pid, cpuSeconds }) => [pid, cpuSeconds]))
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4000)))
    const sample = () => {
      const all = living()
      const pids = new Set([child.pid ?? 0, ...more].flatMap((root) => treeOf(root, all)))
      for (const { pid, cpuSeconds } of all) {
        if (!pids.has(pid)) continue
        cpu.set(pid, cpuSeconds - (before.get(pid) ?? 0))
      }
      peakKB = Math.max(
        peakKB,
        [...pids].reduce((sum, pid) => sum + memoryOf(pid), 0),
      )
    }
    const sampling = setInterval(sample, 250)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(sampling)
      const seconds = (performance.now() - begun) / 1000
      if (code === 0)
        resolve({
          seconds,
          peakMB: peakKB / 1000,
          cpuSeconds: [...cpu.values()].reduce((sum, one) => sum + one, 0),
          stdout,
        })
      else reject(new Error(`${argv.join(' ')} ended with ${code}\n${stderr}`))
    })
  })

/** A server on a data folder, once it is ready. */
export const served = (data: string): Promise<{ pid: number; stop(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const argv = [...parcours, 'start', '--port', '0', '--data', data, '--json']
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'ignore'], cwd: repository })
    const ended = new Promise<void>((resolveEnd) => child.once('close', () => resolveEnd()))
    child.once('error', reject)
    child.stdout.once('data', () =>
      resolve({
        pid: child.pid ?? 0,
        stop: () => {
          child.kill('SIGTERM')
          return ended
        },
      }),
    )
    void ended.then(() => reject(new Error('The server ended before it was ready')))
  })
