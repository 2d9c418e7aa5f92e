import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerFile } from '../src/server/server-file.ts'
import { connectAnalytics } from '../src/storage/clickhouse/connect.clickhouse.ts'
import { parcours, type Running, start } from './program.ts'

const ROWS = 30_000
/** One of each kind; continuous integration goes twenty rounds. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 5)
/** Whom each round kills: the server's own watch restarts its roles, the person restarts the rest. */
const VICTIMS = ['client', 'ingest', 'analytics', 'client', 'supervisor'] as const
const COLUMNS = [
  '--profile',
  'customer',
  '--case',
  'visit',
  '--event',
  'what',
  '--time',
  'when',
  '--channel',
  'channel',
]
/** Whom to kill where a command has engines of its own. */
const ALONE = (['analytics', 'ingest', 'client'] as const).slice(0, ROUNDS < 10 ? 1 : 3)
type Victim = (typeof VICTIMS)[number]

/** A year of the Lille store. Every 50th row is said twice, word for word: two interactions all the same. */
const writeLog = (path: string): void => {
  const lines = ['customer,visit,what,when,channel,store,amount,note']
  for (let i = 0; lines.length <= ROWS; i++) {
    const when = new Date(Date.UTC(2025, 0, 1) + i * 700_000).toISOString()
    const line = `c${i % 4000},v${i % 9000},${['Visit', 'Call', 'Quote', 'Order'][i % 4]},${when},${i % 3 ? 'store' : 'web'},Lille,${i / 4},note ${i}`
    lines.push(line)
    if (i % 50 === 0) lines.push(line)
  }
  writeFileSync(path, `${lines.slice(0, ROWS + 1).join('\n')}\n`)
}

describe('an import, while processes are killed', () => {
  let folder: string
  let file: string
  let server: Running
  const data = () => join(folder, 'data')
  const serverFile = (): ServerFile =>
    JSON.parse(readFileSync(join(data(), 'run', 'server.json'), 'utf8')) as ServerFile

  const startServer = async (): Promise<void> => {
    server = start('start', '--data', data(), '--port', '0')
    for (;;) {
      try {
        if (serverFile().pid === server.child.pid) return
      } catch {
        // Not yet there.
      }
      if (server.child.exitCode !== null) throw new Error((await server.told).stderr)
      await pause(50)
    }
  }
  const importAs = (source: string): Running =>
    start('import', file, '--source', source, '--data', data(), '--json', ...COLUMNS)

  const kill = async (victim: Victim, client: Running): Promise<void> => {
    if (victim === 'client') client.child.kill('SIGKILL')
    else if (victim === 'supervisor') {
      const gone = once(server.child, 'exit')
      server.child.kill('SIGKILL')
      await gone
      // Where the import had not yet found the server, it runs by itself and holds the folder to its end.
      await startServer().catch(() => client.told.then(startServer))
    } else {
      const { pid } = serverFile().roles.find(({ role }) => role === victim) ?? {}
      if (pid) process.kill(pid, 'SIGKILL')
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-story-'))
    file = join(folder, 'lille.csv')
    writeLog(file)
    await startServer()
  })
  afterAll(async () => {
    server.child.kill('SIGTERM')
    await server.told
    rmSync(folder, { recursive: true, force: true })
  })

  it(`loses no row and doubles none, in ${ROUNDS} rounds, whoever is killed and whenever`, {
    timeout: 120_000 + ROUNDS * 30_000,
  }, async () => {
    const calm = performance.now()
    expect((await importAs('calm').told).code).toBe(0)
    const lasting = performance.now() - calm
    for (let round = 0; round < ROUNDS; round++) {
      const client = importAs(`round-${round}`)
      // From before the first row to after the last, a little more with each round of a kind.
      await pause(lasting * (0.3 + (0.7 * round) / ROUNDS))
      await kill(VICTIMS[round % VICTIMS.length] ?? 'client', client)
      let told = await client.told
      for (let again = 0; told.code !== 0 && again < 3; again++) told = await importAs(`round-${round}`).told
      expect(told.code, told.stderr).toBe(0)
    }
    const engine = serverFile().engines.analytics
    if (!engine) throw new Error('The server has no analytics')
    const analytics = connectAnalytics(engine)
    const found = await analytics.rows<{ source: string; events: string; ids: string }>(
      'SELECT source, toString(count()) AS events, toString(uniqExact(id)) AS ids FROM events GROUP BY source ORDER BY source',
    )
    await analytics.close()
    expect(found).toHaveLength(ROUNDS + 1)
    for (const { source, events, ids } of found)
      expect({ source, events, ids }).toEqual({ source, events: `${ROWS}`, ids: `${ROWS}` })
  })

  it('loses none and doubles none either without a server, where a command has engines of its own', {
    timeout: 300_000,
  }, async () => {
    const alone = join(folder, 'alone')
    const importAlone = (source: string) =>
      start('import', file, '--source', source, '--data', alone, '--json', ...COLUMNS)
    for (const victim of ALONE) {
      const client = importAlone(victim)
      const claimed = async () =>
        (await readdir(join(alone, 'run')).catch(() => [])).find((name) => name.startsWith('ingest.'))
      while (!(await claimed()) && client.child.exitCode === null) await pause(20)
      await pause(300)
      const names = await readdir(join(alone, 'run'))
      const pid =
        victim === 'client'
          ? client.child.pid
          : Number(names.find((name) => name.startsWith(`${victim}.`))?.split('.')[1])
      if (pid) process.kill(pid, 'SIGKILL')
      let told = await client.told
      for (let again = 0; told.code !== 0 && again < 3; again++) told = await importAlone(victim).told
      expect(told.code, told.stderr).toBe(0)
      const log = await parcours('log', '--source', victim, '--data', alone, '--json')
      expect(JSON.parse(log.stdout)).toMatchObject({ events: ROWS })
    }
  })
})
