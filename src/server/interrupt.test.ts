import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { entry } from './child.ts'

/** The engines that a process has started, as the system tells; a compiler of sources may be beside them. */
const startedBy = (parent: number): number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const isEngine = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('\0internal\0')
      return Number(fields[1]) === parent && isEngine ? [Number(name)] : []
    } catch {
      return []
    }
  })

it.skipIf(!existsSync('/proc/self/stat'))(
  'Ctrl-C ends a command with 130, once the engine that it started has stopped',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-interrupt-'))
    const command = spawn(process.execPath, [...entry(), 'log', '--data', join(folder, 'data')], { stdio: 'ignore' })
    const ended = new Promise<number | null>((resolve) => void command.once('exit', resolve))
    try {
      const engines = () => startedBy(command.pid ?? 0)
      const journal = join(folder, 'data', 'journals', 'analytics.log')
      await expect.poll(() => existsSync(journal) && engines().length > 0, { timeout: 30_000, interval: 20 }).toBe(true)
      const started = engines()
      command.kill('SIGINT')
      expect(await ended).toBe(130)
      expect(started.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
    } finally {
      command.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
  },
  60_000,
)
