import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

// Stories run the program as it is delivered. `npm test` has built it; run alone, a story builds it where it is stale.
const built = spawnSync(process.execPath, [path('scripts/build.mjs'), '--if-needed'], { stdio: 'inherit' })
if (built.status !== 0) throw new Error('The program cannot be built')

/** How one run of the program ended. */
export interface Told {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A run of the program under way, as in a person's terminal, in English unless `--lang` says otherwise. */
export interface Running {
  readonly child: ChildProcess
  /** Resolves with what it has said on both outputs, once the words are among it. */
  says(words: RegExp): Promise<string>
  readonly told: Promise<Told>
}

export const start = (...args: readonly string[]): Running => {
  const child = spawn(process.execPath, [path('dist/main.js'), ...args], {
    env: { ...process.env, LC_ALL: 'C', PARCOURS_POSTGRES_URL: undefined, PARCOURS_CLICKHOUSE_URL: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  const told = new Promise<Told>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  const listeners: (() => void)[] = []
  const heard = () => {
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
    heard()
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
    heard()
  })
  const says = (words: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => void (words.test(stdout + stderr) && resolve(stdout + stderr))
      listeners.push(look)
      look()
      void told.then(({ code }) => reject(new Error(`ended with ${code} before saying ${words}:\n${stderr}`)))
    })
  return { child, says, told }
}

/** Runs the program to its end. */
export const parcours = (...args: readonly string[]): Promise<Told> => start(...args).told
