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
  readonly stdout: string
}

interface Living {
  readonly pid: number
  readonly parent: number
}

const living = (): Living[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      // The command's name stands in parentheses and may hold spaces: fields are counted after the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return [{ pid: Number(name), parent }]
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

const treeOf = (root: number): number[] => {
  const all = living()
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
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4000)))
    const sample = () => {
      const pids = new Set([child.pid ?? 0, ...more].flatMap(treeOf))
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
      if (code === 0) resolve({ seconds, peakMB: peakKB / 1000, stdout })
      else reject(new Error(`${argv.join(' ')} ended with ${code}\n${stderr}`))
    })
  })
