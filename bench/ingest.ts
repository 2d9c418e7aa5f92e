import { fork, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import type { ServerFile } from '../src/server/server-file.ts'
import { type BenchResult, type Figure, figure, machine, ratiosOf } from './result.ts'
import { parcours, repository, served, watched } from './watched.ts'

interface Load {
  readonly distinct: number
  readonly acknowledged: number
  readonly again: number
  /** Messages of those who do not consent. */
  readonly refused: number
  readonly pushedBack: number
  /** The longest Retry-After told, in seconds. */
  readonly longestAway: number
  readonly troubled: number
  readonly offered: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly most: number
  readonly cpu: number
  readonly probes: readonly { readonly name: string; readonly acknowledged: number }[]
}

export interface IngestBench {
  readonly rate: number
  readonly seconds: number
  readonly runs: number
}

const TICKS = 100
/** What has not come by then has not come. */
const PATIENCE = 60_000

/** Seconds of processor that a process has used, with those that it started, ended or not: each connection of PostgreSQL is one. */
const cpuOf = (pid: number): number => {
  const own = statOf(pid)
  if (!own) return 0
  const children = readdirSync('/proc').flatMap((name) => {
    const one = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    return one?.parent === pid ? [one] : []
  })
  return [own, ...children].reduce((sum, { used, ended }) => sum + used + ended, 0)
}

const statOf = (pid: number): { parent: number; used: number; ended: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [own, ofEnded] = [(fields[11] ?? 0) + (fields[12] ?? 0), (fields[13] ?? 0) + (fields[14] ?? 0)]
    return { parent: fields[1] ?? 0, used: own / TICKS, ended: ofEnded / TICKS }
  } catch {
    return undefined
  }
}

/** A server that has just started makes itself ready for its first questions: what that costs is not the traffic's. */
const untilCalm = async ({ roles }: ServerFile): Promise<void> => {
  const used = () => roles.reduce((sum, { pid }) => sum + cpuOf(pid ?? 0), 0)
  const until = Date.now() + PATIENCE
  for (let before = used(); Date.now() < until; ) {
    await pause(2_000)
    const now = used()
    if (now - before < 0.2) return
    before = now
  }
}

const load = (url: string, key: string, rate: number, seconds: number, run: string): Promise<Load> =>
  new Promise((resolve, reject) => {
    const script = join(repository, 'bench', 'ingest-load.ts')
    const words = ['--url', url, '--key', key, '--rate', String(rate), '--seconds', String(seconds), '--run', run]
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { cwd: repository })
    let [out, wrong] = ['', '']
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (wrong += chunk))
    child.once('close', (code) => (code === 0 ? resolve(JSON.parse(out) as Load) : reject(new Error(wrong))))
  })

/** Where the log ends, and up to where it can be queried. */
const positionOf = (server: ServerFile): Promise<{ readonly end: number; readonly loaded: number }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${server.token}` }
    const sent = request({ socketPath: server.socket, path: '/log', headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () => {
        const { end, readers } = JSON.parse(text) as { end: number; readers: Record<string, number> }
        resolve({ end, loaded: readers.loader ?? 0 })
      })
    })
    sent.once('error', reject)
    sent.end()
  })

interface Identified {
  readonly identifier: string
  readonly profile: string
}

/** Looks, all through a load, when what was on disk can be queried, and when each visitor looked for is known. */
const watch = (server: ServerFile, pool: Pool, run: string) => {
  const pending: { readonly end: number; readonly at: number }[] = []
  const queried: number[] = []
  const folded = new Map<string, number>()
  const lived = new Map<string, number>()
  let over = false
  const positions = async (): Promise<void> => {
    while (!over) {
      const { end, loaded } = await positionOf(server)
      const now = Date.now()
      while (pending[0] && pending[0].end <= loaded) queried.push(now - (pending.shift()?.at ?? now))
      if (end > (pending.at(-1)?.end ?? 0)) pending.push({ end, at: now })
      await pause(50)
    }
  }
  /** Asked step by step, each by an index that is there: looking must not be what PostgreSQL is busy with. */
  const liveAmong = async (profiles: readonly string[]): Promise<Set<string>> => {
    if (profiles.length === 0) return new Set()
    const theirs = await pool.query<Identified>(
      'SELECT identifier, profile FROM identity_people WHERE profile = ANY($1)',
      [profiles],
    )
    const persons = await pool.query<{ person: string }>(
      `SELECT DISTINCT person FROM live_journeys WHERE workspace = 'default' AND person = ANY($1::text[])`,
      [theirs.rows.map(({ identifier }) => identifier)],
    )
    const walked = new Set(persons.rows.map(({ person }) => person))
    return new Set(theirs.rows.filter(({ identifier }) => walked.has(identifier)).map(({ profile }) => profile))
  }
  const people = async (): Promise<void> => {
    while (!over) {
      const known = await pool.query<Identified>(
        `SELECT identifier, profile FROM identity_people WHERE workspace = 'default' AND identifier >= $1 AND identifier < $2`,
        [`user:${run}-probe-`, `user:${run}-probe.`],
      )
      const now = Date.now()
      const waited = known.rows.map((each) => ({ ...each, name: each.identifier.slice('user:'.length) }))
      for (const { name } of waited) if (!folded.has(name)) folded.set(name, now)
      const living = await liveAmong(waited.filter(({ name }) => !lived.has(name)).map(({ profile }) => profile))
      const then = Date.now()
      for (const { name, profile } of waited) if (living.has(profile) && !lived.has(name)) lived.set(name, then)
      await pause(100)
    }
  }
  const looking = Promise.all([positions(), people()])
  return {
    queried,
    folded,
    lived,
    /** Once all that was sent has come through, or has not within two minutes. */
    settled: async (probes: Load['probes']): Promise<void> => {
      const until = Date.now() + PATIENCE
      while (Date.now() < until && (probes.some(({ name }) => !lived.has(name)) || pending.length > 1)) await pause(100)
      over = true
      await looking
    },
  }
}

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
/** Those that never came count as long as was waited. */
const delays = (probes: Load['probes'], met: ReadonlyMap<string, number>): number[] =>
  probes.map(({ name, acknowledged }) => Math.max(0, (met.get(name) ?? acknowledged + PATIENCE) - acknowledged))

const asked = async <Row>({ engines: { analytics } }: ServerFile, statement: string): Promise<Row | undefined> => {
  if (!analytics) throw new Error('no analytics')
  const { reachAnalytics } = await import('../src/server/reach.ts')
  const engine = reachAnalytics(analytics)
  const [row] = await engine.rows<Row>(statement)
  await engine.close()
  return row
}

/** How many events can be queried, and how many different ones. */
const counted = async (server: ServerFile): Promise<{ readonly kept: number; readonly different: number }> => {
  const row = await asked<{ kept: string; different: string }>(
    server,
    "SELECT toString(count()) AS kept, toString(uniqExact(id)) AS different FROM events WHERE source = 'bench'",
  )
  return { kept: Number(row?.kept ?? 0), different: Number(row?.different ?? 0) }
}

/** How often cases were derived: under a traffic that never pauses from time to time, and once after it. */
const derivations = async (server: ServerFile): Promise<number> =>
  Number((await asked<{ n: string }>(server, 'SELECT toString(count()) AS n FROM case_layers'))?.n ?? 0)

/** A server on a fresh folder with a map to live by, and a source that is believed and keeps of who consents only. */
const prepared = async (data: string) => {
  const server = await served(data)
  const command = (...words: string[]) => watched([...parcours, ...words, '--data', data, '--json'])
  const map = join(repository, 'examples', 'cuisine', 'cuisine.yaml')
  await command('map', 'push', map)
  await command('map', 'publish', 'cuisine')
  const source = await command('source', 'add', 'bench', '--trust', 'server', '--kinds', 'user')
  const { writeKey } = JSON.parse(source.stdout) as { readonly writeKey: string }
  await command('source', 'need', 'bench', 'measurement')
  const file = JSON.parse(readFileSync(join(data, 'run', 'server.json'), 'utf8')) as ServerFile
  return { server, writeKey, file, url: file.engines.ingest?.collect ?? '' }
}

const peerUnder = async (
  folder: string,
  { rate, seconds }: IngestBench,
  run: string,
): Promise<Load & { own: number }> => {
  const child = fork(join(repository, 'bench', 'ingest-peer.ts'), [join(folder, 'peer.log')], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let told = ''
  child.stdout?.on('data', (chunk) => (told += chunk))
  const port = await new Promise<number>((resolve) => child.once('message', (said) => resolve(Number(said))))
  const result = await load(`http://127.0.0.1:${port}`, 'peer', rate, seconds, run)
  // A child whose channel was closed here never says that its streams are: its output's end is what is awaited.
  const ended = new Promise((resolve) => child.stdout?.once('end', resolve))
  child.disconnect()
  await ended
  return { ...result, own: Number(told) }
}

/** Live events end to end: acknowledged, queried, known and lived, at a rate that is held; then twice that at once. */
export const ingest = async (wanted: IngestBench): Promise<BenchResult> => {
  const { rate, seconds, runs } = wanted
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  const found = new Map<string, number[]>()
  const note = (name: string, value: number) => found.set(name, [...(found.get(name) ?? []), value])
  const theirs = new Map<string, number[]>()
  const noteTheirs = (name: string, value: number) => theirs.set(name, [...(theirs.get(name) ?? []), value])
  let [distinct, refused, lost, doubled, unasked] = [0, 0, 0, 0, 0]
  try {
    const room = statfsSync(folder)
    if (room.bavail * room.bsize < 4e9) throw new Error('Less than 4 GB are free')
    const { server, writeKey, file, url } = await prepared(join(folder, 'data'))
    const pool = new Pool({ connectionString: file.engines.postgres })
    for (let run = 0; run < runs; run++) {
      const name = `r${run}`
      await untilCalm(file)
      const derived = await derivations(file)
      const watching = watch(file, pool, name)
      const before = new Map(file.roles.map(({ role, pid }) => [role, cpuOf(pid ?? 0)]))
      const load1 = await load(url, writeKey, rate, seconds, name)
      await watching.settled(load1.probes)
      const used = file.roles.map(({ role, pid }) => [role, cpuOf(pid ?? 0) - (before.get(role) ?? 0)] as const)
      distinct += load1.distinct
      refused += load1.refused
      note('acknowledged', load1.acknowledged / load1.seconds)
      note('offered', load1.offered)
      note('acknowledged p50', load1.p50)
      note('acknowledged p99', load1.p99)
      note('in analytics p50', quantile(watching.queried, 0.5))
      note('in analytics p99', quantile(watching.queried, 0.99))
      note('people folded p50', quantile(delays(load1.probes, watching.folded), 0.5))
      note('people folded p99', quantile(delays(load1.probes, watching.folded), 0.99))
      note('journeys folded p99', quantile(delays(load1.probes, watching.lived), 0.99))
      note('pushed back', load1.pushedBack)
      note('generator processor', load1.cpu)
      for (const [role, spent] of used) note(`${role} processor`, spent)
      note(
        'all processors',
        used.reduce((sum, [, spent]) => sum + spent, 0),
      )
      note('cases derived meanwhile', (await derivations(file)) - derived)
      // What waits for calm: cases are derived, parts are merged.
      await untilCalm(file)
      for (const { role, pid } of file.roles)
        if (role === 'analytics')
          note(
            'analytics once calm, processor',
            cpuOf(pid ?? 0) - (before.get(role) ?? 0) - (new Map(used).get(role) ?? 0),
          )

      const burst = await load(url, writeKey, rate * 2, Math.max(2, seconds / 6), `${name}b`)
      distinct += burst.distinct
      refused += burst.refused
      note('burst acknowledged', burst.acknowledged / burst.seconds)
      note('burst offered', burst.offered)
      note('burst pushed back', burst.pushedBack)
      note('burst longest Retry-After', burst.longestAway)
      note('burst p99', burst.p99)

      const peer = await peerUnder(folder, wanted, name)
      noteTheirs('acknowledged', peer.acknowledged / peer.seconds)
      noteTheirs('acknowledged p50', peer.p50)
      noteTheirs('acknowledged p99', peer.p99)
      noteTheirs('ingest processor', peer.own)
    }
    const until = Date.now() + PATIENCE
    let { kept, different } = await counted(file)
    for (; different < distinct && Date.now() < until; { kept, different } = await counted(file)) await pause(500)
    lost = Math.max(0, distinct - different)
    unasked = Math.max(0, different - distinct)
    doubled = kept - different
    await pool.end()
    await server.stop()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const ours = [...found].map(([name, values]) => figure(name, unitOf(name), values))
  const figures = [...theirs].map(([name, values]) => figure(name, unitOf(name), values))
  return {
    bench: 'ingest',
    what: `live events over HTTP, ${rate} a second for ${seconds} s: on disk, in analytics, people and journeys folded; people new to it, merges, duplicates and consents in the traffic; ${lost} lost and ${doubled} doubled of ${distinct}, ${unasked} kept of ${refused} of people who do not consent`,
    size: { events: distinct, rate, seconds, lost, doubled, refused, unasked },
    ours,
    peer: { name: 'bare node:http', version: process.version, figures },
    ratios: ratiosOf(ours, figures),
    machine: machine(),
  }
}

const unitOf = (name: string): Figure['unit'] => {
  if (name.endsWith('processor') || name.endsWith('processors') || name.endsWith('Retry-After')) return 's'
  if (/p\d\d$/.test(name)) return 'ms'
  if (name === 'cases derived meanwhile') return 'times'
  return name.endsWith('pushed back') ? 'requests' : 'events/s'
}
