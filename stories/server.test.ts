import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerFile } from '../src/server/server-file.ts'
import { postgresHome } from '../src/storage/postgres/home.ts'
import './program.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const NOBODY = 65534
const root = process.getuid?.() === 0

/** One run of the program, as a person would start it in a terminal. */
interface Run {
  readonly child: ChildProcess
  /** What it has said so far, on both outputs. */
  said(): string
  says(words: RegExp): Promise<string>
  readonly ended: Promise<number | null>
}

const runs: Run[] = []

const parcours = (args: readonly string[], uid?: number): Run => {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, LC_ALL: 'C', PARCOURS_POSTGRES_URL: undefined, PARCOURS_CLICKHOUSE_URL: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  })
  let said = ''
  const heard: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += String(chunk)
      for (const tell of heard) tell()
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const run: Run = {
    child,
    said: () => said,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => void (words.test(said) && resolve(said))
        heard.push(look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code} before saying ${words}: ${said}`)))
      }),
    ended,
  }
  runs.push(run)
  return run
}

const running = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until none of these processes runs any more; a zombie that nobody reaps in a container counts as gone. */
const allGone = async (pids: readonly number[]): Promise<boolean> => {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const states = await Promise.all(
      pids.map((pid) => (running(pid) ? readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z') : ') Z')),
    )
    if (states.every((stat) => /\) [ZX]/.test(stat))) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

let base: string
let folder: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'parcours-'))
  folder = join(base, 'data')
})
afterEach(async () => {
  for (const { child, ended } of runs.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
  if (root && (await readdir(folder).catch((): string[] => [])).includes('identity'))
    await rm(await postgresHome(folder), { recursive: true, force: true })
  await rm(base, { recursive: true, force: true })
})

const serverFile = async (): Promise<ServerFile> =>
  JSON.parse(await readFile(join(folder, 'run', 'server.json'), 'utf8')) as ServerFile
const pidsOf = (server: ServerFile) => server.roles.flatMap(({ pid }) => (pid === null ? [] : [pid]))
const start = (...more: string[]) => parcours(['start', '--data', folder, '--port', '0', ...more])

// A program starts in a second alone, in many beside the whole test run.
describe('a server', { timeout: 180_000 }, () => {
  it('says what runs where, refuses a second start with its pid, and leaves nothing behind', async () => {
    const first = start()
    const said = await first.says(/Ctrl-C stops everything/)
    const server = await serverFile()
    expect(pidsOf(server)).toHaveLength(5)
    for (const { role, pid } of server.roles) expect(said).toMatch(new RegExp(`${role} +${pid}\\b`))

    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`process ${first.child.pid}`)
    expect(second.said()).toContain('[folder-in-use]')

    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(await allGone(pidsOf(server))).toBe(true)
    expect(await readdir(folder)).not.toContain('run')
    const sockets = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isSocket())
    expect(sockets).toEqual([])
  })

  it('takes its processes with it when it is killed, and the next start works', async () => {
    const killed = start()
    await killed.says(/Ctrl-C stops everything/)
    const server = await serverFile()
    killed.child.kill('SIGKILL')
    const next = start()
    await next.says(/Ctrl-C stops everything/)
    expect(await allGone(pidsOf(server))).toBe(true)
    expect((await serverFile()).pid).toBe(next.child.pid)
  })

  it('restarts a role that ends, on the same address, and still stops cleanly', async () => {
    const run = start()
    await run.says(/Ctrl-C stops everything/)
    const before = await serverFile()
    for (const { role, pid } of before.roles) {
      process.kill(pid ?? 0, 'SIGKILL')
      await run.says(new RegExp(`${role} runs again`))
    }
    const after = await serverFile()
    for (const role of ['postgres', 'analytics', 'ingest'] as const)
      expect(after.engines[role]).toEqual(before.engines[role])
    expect(after.engines.api?.url).toBe(before.engines.api?.url)
    for (const [index, { pid }] of after.roles.entries()) expect(pid).not.toBe(before.roles[index]?.pid)
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
    expect(await allGone(pidsOf(after))).toBe(true)
  })

  it('names a taken port and the remedy', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })
    const run = start('--port', String(port))
    expect(await run.ended).toBe(1)
    other.close()
    expect(run.said()).toContain(`Port ${port} is already taken`)
    expect(run.said()).toContain(`--port ${port + 1}`)
    expect(await readdir(folder)).not.toContain('run')
  })

  it('replaces what a server of another day left', async () => {
    const left = start()
    await left.says(/Ctrl-C/)
    const server = await serverFile()
    left.child.kill('SIGINT')
    await left.ended
    // The same number now belongs to another process: this very one.
    await mkdir(join(folder, 'run'))
    await writeFile(join(folder, 'run', 'server.json'), JSON.stringify({ ...server, pid: process.pid }))
    await writeFile(join(folder, 'run', `folder.${process.pid}.${server.startedAt}`), 'parcours start')
    const next = start()
    await next.says(/Ctrl-C stops everything/)
    expect((await serverFile()).pid).toBe(next.child.pid)
  })

  it.skipIf(!root)('runs for an ordinary user, with everything in the folder', async () => {
    await chown(base, NOBODY, NOBODY)
    const run = parcours(['start', '--data', folder, '--port', '0'], NOBODY)
    await run.says(/Ctrl-C stops everything/)
    const server = await serverFile()
    expect(await readdir(join(folder, 'postgres'))).toContain('cluster')
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    expect(await allGone(pidsOf(server))).toBe(true)
    await rm(join(folder, 'identity'), { force: true })
  })
})

const MAP = `format: parcours/1
id: cuisine
title: { fr: Acheter une cuisine, en: Buying a kitchen }
channels: { store: { kind: physical } }
stages: [{ id: meet, phase: during, title: Rencontrer }]
touchpoints:
  - { id: quote, stage: meet, title: Devis, channels: [store], match: [{ event: [Quote Given] }] }
`

const VISITS = `case,event,time
d-1,Quote Given,2026-03-02 10:00:00
d-1,Quote Signed,2026-03-09 16:30:00
`

describe('a command on a data folder', { timeout: 180_000 }, () => {
  const map = (...args: string[]) => parcours(['map', ...args, '--data', folder, '--json'])

  it('starts only the engines that it needs, and stops them', async () => {
    const list = map('list')
    expect(await list.ended).toBe(0)
    expect(list.said()).toContain('"maps": []')
    expect(await readdir(folder)).not.toContain('run')
    expect(await readdir(folder)).not.toContain('analytics')
  })

  it('takes its turn after another', async () => {
    const both = [map('list'), map('list')]
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
    expect(both.map((run) => run.said()).join()).toMatch(/The folder is used by process \d+ \(parcours map\); waiting/)
  })

  it('uses the engines of the running server, whose pages and programs then see what it did', async () => {
    const run = start()
    await run.says(/Ctrl-C stops everything/)
    const before = await serverFile()
    await writeFile(join(base, 'cuisine.yaml'), MAP)
    const push = map('push', join(base, 'cuisine.yaml'))
    expect(await push.ended).toBe(0)
    expect(await serverFile()).toEqual(before)
    const { url = '', token = '' } = before.engines.api ?? {}
    const ask = (path: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
    expect(await (await ask('/api/maps/cuisine')).json()).toMatchObject({ id: 'cuisine', revision: 1, status: 'draft' })

    await writeFile(join(base, 'visits.csv'), VISITS)
    for (const [kept, duplicates] of [
      [2, 0],
      [0, 2],
    ]) {
      const imported = parcours(['import', join(base, 'visits.csv'), '--source', 'crm', '--data', folder, '--json'])
      expect(await imported.ended).toBe(0)
      expect(imported.said()).toMatch(new RegExp(`"kept":${kept},"duplicates":${duplicates}`))
    }
    expect(await (await ask('/api/log?source=crm')).json()).toMatchObject({ events: 2, cases: 1, transitions: 1 })
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    const metrics = await (await ask('/metrics')).text()
    expect(metrics).toContain('parcours_step_interactions_total{step="keep"} 2')
    expect(metrics).toContain('parcours_step_stopped_total{step="keep",reason="duplicate"} 2')
    expect(metrics).toContain('parcours_step_interactions_total{step="load"} 2')

    const link = parcours(['link', '--data', folder])
    expect(await link.ended).toBe(0)
    const opened = await fetch(link.said().trim(), { redirect: 'manual' })
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await fetch(`${url}/reports/cuisine`, { headers: { cookie, 'accept-language': 'fr' } })
    expect(await page.text()).toContain('Acheter une cuisine')
  })

  it('leaves nothing when it is interrupted', async () => {
    const list = map('list')
    const claims = async () => (await readdir(join(folder, 'run')).catch((): string[] => [])).length
    while ((await claims()) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    list.child.kill('SIGINT')
    await list.ended
    const after = map('list')
    expect(await after.ended).toBe(0)
    expect(await readdir(folder)).not.toContain('run')
  })
})
