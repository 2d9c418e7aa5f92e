import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServerFile } from '../src/server/server-file.ts'
import { parcours, type Running, start } from './program.ts'

/** How often the worker is killed; continuous integration goes further. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 4)
const PEOPLE = 150
const BATCH = 100

let folder: string
let server: Running
let pool: Pool
const data = () => join(folder, 'data')
const serverFile = (): ServerFile => JSON.parse(readFileSync(join(data(), 'run', 'server.json'), 'utf8')) as ServerFile
const told = async (...words: readonly string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await parcours(...words, '--data', data(), '--json')
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
const rows = async <Row extends object>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(100)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-worker-'))
  server = start('start', '--data', data(), '--port', '0', '--json')
  await server.says(/"url"|http/)
  await until(async () => {
    try {
      return serverFile().engines.ingest?.collect !== undefined
    } catch {
      return false
    }
  })
  await told('map', 'push', 'examples/cuisine/cuisine.yaml')
  await told('map', 'publish', 'cuisine')
  pool = new Pool({ connectionString: serverFile().engines.postgres, max: 2 })
})
afterAll(async () => {
  await pool?.end()
  server?.child.kill('SIGTERM')
  await server?.told
  rmSync(folder, { recursive: true, force: true })
})

/** A visitor on two devices, who says who they are on one and later on the other; what is late happened before it. */
const visits = (round: number) =>
  Array.from({ length: PEOPLE }, (_, i) => {
    const person = `p${round}-${i}`
    const at = Date.now() - 3_600_000
    const said = (n: number, device: string, event: string, known: boolean) => ({
      ...{ type: 'track', event, messageId: `${person}.${n}`, anonymousId: `${person}-${device}` },
      ...{ timestamp: new Date(at + n * 60_000).toISOString(), properties: { offer: 'cuisine' } },
      ...(known && { userId: person }),
    })
    return [
      said(1, 'web', 'Page Viewed', false),
      said(2, 'web', 'Quote Requested', i % 2 === 0),
      said(4, 'phone', 'Store Visited', true),
      said(3, 'phone', 'Page Viewed', false),
      said(5, 'web', 'Project Closed', i % 3 === 0),
    ]
  })

it('the worker, killed again and again while it folds, ends where the batch does: nothing lost, nothing twice', async () => {
  const { writeKey } = (await told('source', 'add', 'site', '--trust', 'server', '--kinds', 'user')) as {
    readonly writeKey: string
  }
  const { engines } = serverFile()
  const send = async (batch: readonly object[]) => {
    const answer = await fetch(`${engines.ingest?.collect}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
    })
    expect(answer.status).toBe(200)
  }
  const worker = () => serverFile().roles.find(({ role }) => role === 'worker')?.pid
  let sent = 0
  for (let round = 0; round < ROUNDS; round++) {
    const lives = visits(round)
    // Step by step, all people's first, so that merges join what was folded before and after a kill.
    const messages = [0, 1, 2, 3, 4].flatMap((step) => lives.map((life) => life[step] ?? {}))
    const victim = worker()
    const killAt = Math.floor((messages.length * ((round * 7 + 3) % 10)) / 10 / BATCH) * BATCH
    for (let from = 0; from < messages.length; from += BATCH) {
      await send(messages.slice(from, from + BATCH))
      sent += Math.min(BATCH, messages.length - from)
      await pause(60)
      if (from === killAt && victim) process.kill(victim, 'SIGKILL')
    }
    await until(async () => worker() !== undefined && worker() !== victim)
  }
  await until(async () => {
    const [known] = await rows<{ done: boolean }>(
      `SELECT identity.log_offset = faces.log_offset AND faces.log_offset = (progress ->> 'offset')::bigint
          AND (SELECT sum(events) FROM people_faces) >= ${sent} AS done
        FROM identity_state AS identity, people_reading AS faces, passage_progress`,
    )
    return known?.done === true
  })

  const [faces] = await rows<{ events: string; faces: string }>(
    'SELECT sum(events) AS events, count(*) AS faces FROM people_faces',
  )
  expect(Number(faces?.events)).toBe(sent)
  const people = await rows<{ identifiers: string[]; profiles: string }>(
    `SELECT array_agg(identifier ORDER BY identifier) AS identifiers, count(DISTINCT profile) AS profiles
      FROM identity_people GROUP BY profile ORDER BY 1`,
  )
  expect(people.map(({ identifiers }) => identifiers)).toEqual(
    Array.from({ length: ROUNDS * PEOPLE }, (_, n) => `p${Math.floor(n / PEOPLE)}-${n % PEOPLE}`)
      .map((person, n) => {
        const web = (n % PEOPLE) % 2 === 0 || (n % PEOPLE) % 3 === 0
        return [
          ...(web ? [`anonymous:${person}-phone`, `anonymous:${person}-web`] : [`anonymous:${person}-phone`]),
        ].concat(`user:${person}`)
      })
      .sort((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1)),
  )
  const [lived, journeys, turns] = [
    (await told('lived', 'cuisine')) as {
      readonly instances: { readonly total: number; readonly succeeded: number; readonly open: number }
    },
    await rows<{ status: string; n: string }>(
      'SELECT status, count(*) AS n FROM live_journeys WHERE opened_at IS NOT NULL GROUP BY status',
    ),
    await rows<{ kind: string; n: string }>('SELECT kind, count(*) AS n FROM journey_events GROUP BY kind'),
  ]
  const standing = new Map(journeys.map(({ status, n }) => [status, Number(n)]))
  expect(standing.get('open') ?? 0).toBe(lived.instances.open)
  expect(standing.get('succeeded') ?? 0).toBe(lived.instances.succeeded)
  expect([...standing.values()].reduce((sum, n) => sum + n, 0)).toBe(lived.instances.total)
  expect(lived.instances.succeeded).toBeGreaterThan(0)
  const succeeded = Number(turns.find(({ kind }) => kind === 'succeeded')?.n ?? 0)
  expect(succeeded).toBe(lived.instances.succeeded)
})
