import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Has the program write a file once it has asked the engine something with this in its parameters. */
const tellingOf = (parameter: string, file: string): string =>
  `data:text/javascript,${encodeURIComponent(`
import { subscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'
subscribe('http.client.request.start', ({ request }) => {
  if (request.path.includes('${parameter}')) writeFileSync(${JSON.stringify(file)}, '')
})`)}`

/** Claire alone, who did a hundred thousand things: the engine follows them one after the other, for seconds. */
const CLAIRE = ['person,time,event']
for (let minute = 0; minute < 100_000; minute++)
  CLAIRE.push(`claire,${new Date(Date.UTC(2024, 0, 1) + minute * 60_000).toISOString()},${'ABCD'[minute % 4]}`)
const STEPS = [...'ABCDABCD'].flatMap((event) => ['--step', event])

it.skipIf(!existsSync('/proc/self/stat'))(
  'Ctrl-C ends a command with 130 while the engine works on its question, and nothing is left running',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-interrupt-'))
    const [log, asked, data] = [join(folder, 'claire.csv'), join(folder, 'asked'), join(folder, 'data')]
    writeFileSync(log, CLAIRE.join('\n'))
    const run = (before: readonly string[], ...words: readonly string[]) => {
      const env = { ...process.env, PARCOURS_REDUCE: '1' }
      const command = spawn(process.execPath, [...before, ...entry(), ...words, '--data', data], {
        stdio: 'ignore',
        env,
      })
      return { command, ended: new Promise<number | null>((resolve) => void command.once('exit', resolve)) }
    }
    const columns = ['--profile', 'person', '--event', 'event', '--time', 'time', '--source', 'shop']
    expect(await run([], 'import', log, ...columns).ended).toBe(0)
    // Who gets there is asked of the engine, with a day in its microseconds: only that question says so.
    const question = ['funnel', ...STEPS, '--window', 'P1D', '--people', 'step:8']
    const { command, ended } = run(['--import', tellingOf('86400000000', asked)], ...question)
    try {
      await expect.poll(() => existsSync(asked), { timeout: 60_000, interval: 20 }).toBe(true)
      const engines = startedBy(command.pid ?? 0)
      expect(engines).toHaveLength(1)
      command.kill('SIGINT')
      expect(await ended).toBe(130)
      expect(engines.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
    } finally {
      command.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
