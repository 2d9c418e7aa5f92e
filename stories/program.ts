import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** What Node runs for the program, from its sources. */
export const program = [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
  fileURLToPath(new URL('../src/main.ts', import.meta.url)),
]

/** How one run of the program ended. */
export interface Told {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a person would in a terminal, in English unless `--lang` says otherwise, to its end. */
export const parcours = (...args: readonly string[]): Promise<Told> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...args], {
      env: { ...process.env, LC_ALL: 'C', PARCOURS_POSTGRES_URL: undefined, PARCOURS_CLICKHOUSE_URL: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += String(chunk)))
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
