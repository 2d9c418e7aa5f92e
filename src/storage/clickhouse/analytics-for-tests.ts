import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Analytics } from './analytics.ts'
import { connectAnalytics } from './connect.clickhouse.ts'
import { analyticsEnvironment } from './tuning.ts'

/** An engine of a test file's own, in a process of its own; its tables are there and empty. */
export interface AnalyticsForTests {
  readonly analytics: Analytics
  readonly url: string
  readonly secret: string
  readonly folder: string
  readonly pid: number
  /** Ends the process as a crash would. */
  kill(): Promise<void>
  /** Stops it, and removes its folder unless it was given. */
  stop(): Promise<void>
}

const ENTRY = fileURLToPath(new URL('./process-for-tests.ts', import.meta.url))
const DEADLINE = 20_000

/** Starts a throw-away engine for tests: `beforeAll(async () => { engine = await startAnalyticsForTests() })`. */
export const startAnalyticsForTests = async (given: { folder?: string } = {}): Promise<AnalyticsForTests> => {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'parcours-analytics-')))
  const secret = randomBytes(16).toString('hex')
  const child = spawn(process.execPath, ['--import', 'tsx', ENTRY], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...analyticsEnvironment },
  })
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  child.stdin.write(`${JSON.stringify({ folder, secret })}\n`)
  const line = await Promise.race([
    new Promise<string>((resolve) => void createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => Promise.reject(new Error('The analytics process ended before it was ready'))),
  ])
  const { url } = JSON.parse(line) as { url: string }
  const analytics = connectAnalytics({ url, secret })
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    await analytics.close()
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), DEADLINE)
    await ended
    clearTimeout(late)
  }
  return {
    analytics,
    url,
    secret,
    folder,
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      if (given.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
