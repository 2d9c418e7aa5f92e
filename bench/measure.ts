import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { calendarOf } from '../src/analyses/calendar.ts'
import { funnel } from '../src/analyses/funnel.ts'
import type { FunnelQuestion } from '../src/analyses/funnel-question.ts'
import { pathsOf } from '../src/analyses/paths.ts'
import { readCases } from '../src/analyses/read-scope.ts'
import { retention } from '../src/analyses/retention.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { createCaseLayer } from '../src/journeys/case-layer.clickhouse.ts'
import { dataVersion } from '../src/journeys/data-version.clickhouse.ts'
import { DESIGN_COSTS, followMap, measureConformance, measureStages, survivalTimes } from '../src/journeys/index.ts'
import { createLayeredReader } from '../src/journeys/layered-reader.clickhouse.ts'
import { followEdges } from '../src/journeys/log-edges.ts'
import { countVariants } from '../src/journeys/log-variants.ts'
import { createSampleReader } from '../src/journeys/sample-reader.clickhouse.ts'
import { DAY, lendHands } from '../src/kernel/index.ts'
import { createIdentities } from '../src/profiles/identities.clickhouse.ts'
import { threadedHands } from '../src/server/hands.ts'
import type { Analytics } from '../src/storage/clickhouse/analytics.ts'
import { startAnalyticsForTests } from '../src/storage/clickhouse/analytics-for-tests.ts'
import { EVENTS, INTERACTIONS, MAP, TOUCHING } from './interactions-in-engine.ts'
import { plainSql } from './plain-sql.ts'
import { type BenchResult, type Figure, figure, machine, ratiosOf } from './result.ts'
import { repository, watched } from './watched.ts'

const { workspace } = LOCAL_OWNER

/** The most memory that this process ever held, and the engine's beside it. */
const peakMB = (pid: number | 'self'): number =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000

const stepsOf = (steps: number): FunnelQuestion['steps'] =>
  Array.from({ length: steps }, (_, step) => ({ label: `${step}`, codes: [step % EVENTS.length] }))

/** Bytes that a pass over this memory moves in a second: a large copy, the most that a kernel could hope for. */
const bandwidth = (): number => {
  const from = new Float64Array(1 << 24).fill(1)
  const to = new Float64Array(1 << 24)
  let best = 0
  for (let run = 0; run < 5; run++) {
    const begun = performance.now()
    to.set(from)
    best = Math.max(best, (2 * from.byteLength) / ((performance.now() - begun) / 1000))
  }
  return best / 1e6
}

interface Timed {
  readonly figures: Figure[]
  readonly time: (name: string, work: () => unknown, times?: number) => Promise<void>
}

/** Wall and processor time of each thing, told apart where the machine is busy. */
const stopwatch = (runs: number): Timed => {
  const figures: Figure[] = []
  return {
    figures,
    time: async (name, work, times = runs) => {
      const [wall, cpu]: [number[], number[]] = [[], []]
      for (let run = 0; run < times; run++) {
        const [begun, used] = [performance.now(), process.cpuUsage()]
        await work()
        const { user, system } = process.cpuUsage(used)
        wall.push(performance.now() - begun)
        cpu.push((user + system) / 1000)
        // As between questions, memory that an answer took is given back.
        await pause(50)
      }
      figures.push(figure(name, 'ms', wall), figure(`${name}, processor`, 'ms', cpu))
      const [took, used] = figures.slice(-2).map(({ median }) => Math.round(median))
      const held = Math.round(process.memoryUsage.rss() / 1e6)
      process.stderr.write(
        `  ${name}: ${took} ms, processor ${used} ms; ${held} MB, ${Math.round(peakMB('self'))} at most\n`,
      )
    },
  }
}

/** So many people are touched before the cases are brought up to date: half of them by an event, half by a merge. */
const TOUCHED = 1_000

/** Something happens to five hundred people, and five hundred others turn out to be somebody else. */
const touch = async (analytics: Analytics, people: number): Promise<void> => {
  await analytics.run(TOUCHING, { people, half: TOUCHED / 2 })
  const merged = Array.from({ length: TOUCHED / 4 }, (_, k) =>
    [2 * k + 1, 2 * k].map((at) => `user:${people - 1 - at}`),
  )
  await createIdentities(analytics).keep(
    workspace,
    merged.map(([identifier = '', profile = '']) => ({ identifier, profile, formerly: identifier })),
  )
}

/**
 * Twenty million events of a million people, or as many as asked for: what warm questions cost, beside two engines unless
 * told otherwise (they take most of the time).
 */
export const measure = async ({
  events,
  runs,
  alone = false,
}: {
  readonly events: number
  readonly runs: number
  readonly alone?: boolean
}): Promise<BenchResult> => {
  // As the thread that answers has them.
  const lent = threadedHands()
  lendHands(lent?.hands)
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  const engine = await startAnalyticsForTests({ folder: join(folder, 'data') })
  try {
    const people = Math.max(1000, Math.round(events / 20))
    for (let from = 0; from < people; from += 50_000)
      await engine.analytics.run(INTERACTIONS, { from, people: Math.min(50_000, people - from) })
    const { analytics } = engine
    const { figures, time } = stopwatch(runs)
    const MB_S = bandwidth()
    const layer = createCaseLayer(analytics)
    await time('derive every case', () => layer.refresh(workspace), 1)
    const [stored] = await analytics.rows<{ n: string; bytes: string }>(
      "SELECT (SELECT count() FROM events) AS n, sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND table = 'cases'",
    )
    const explorer = createExplorer({
      reader: createLayeredReader(analytics),
      version: dataVersion(analytics),
      now: Date.now,
      zone: 'Europe/Paris',
      budget: 4 * 2 ** 30,
    })
    const scope = { workspace, filter: {}, look: {} }
    const ports = {
      explorer,
      map: () => Promise.resolve({ map: MAP, hash: 'bench' }),
      purchases: () => Promise.resolve([]),
      now: Date.now,
    }
    await time('load, cold', () => readCases(ports, scope, undefined), 1)
    const { table, asOf } = await readCases(ports, scope, undefined)
    const sequences = { ...table, code: table.activity }
    const ordered = (steps: number): FunnelQuestion => ({
      steps: stepsOf(steps),
      order: 'ordered',
      window: 400 * DAY,
      windowFrom: 'first',
    })
    // Other threads begin with the first question, which is none of the warm ones.
    for (let first = 0; first < 3; first++) {
      funnel(sequences, ordered(10))
      await pause(1000)
    }
    await time('ask again, warm', () => readCases(ports, scope, undefined))
    await time('funnel, 10 steps', () => funnel(sequences, ordered(10)))
    await time('funnel, 40 steps', () => funnel(sequences, ordered(40)))
    await time('directly-follows', () => followEdges(table))
    await time('paths, 5 steps', () => pathsOf(sequences, { direction: 'from', depth: 5, perStep: 8 }))
    const first = table.at.reduce((least, at) => Math.min(least, at), asOf)
    const calendar = calendarOf('week', 'Europe/Paris', first, asOf)
    await time('retention by week', () => retention(sequences, calendar, { kind: 'bounded', periods: 8, asOf }))
    let variants = 0
    await time('variants', () => {
      variants = countVariants(table, 50).count
    })
    const lives = await explorer.explore({ ...scope, map: MAP, hash: 'bench' })
    await time('follow every journey', () => followMap(MAP, lives.table, lives.asOf), 1)
    await time('stage times', () =>
      measureStages(lives.table, lives.rules, lives.instances, lives.asOf).map(({ durations }) =>
        survivalTimes(durations, [0.5, 0.9]),
      ),
    )
    await time('conformance', () =>
      measureConformance(MAP, lives.table, lives.rules, lives.instances, {
        asOf: lives.asOf,
        costs: DESIGN_COSTS,
        minN: 0,
        complete: false,
      }),
    )
    let asked = 4000
    const valued = async () => {
      const who = [{ property: 'amount', op: 'gt', value: asked++ }] as const
      const some = await readCases(ports, { ...scope, look: { who } }, undefined)
      funnel({ ...some.table, code: some.table.activity }, ordered(10))
    }
    await time('funnel, of who has a raw property, first', valued, 1)
    await time('funnel, of who has a raw property, next', valued, 1)
    // Its values are read once nobody has asked for a while.
    await pause(3000 + events / 1000)
    await time('funnel, of who has a raw property', valued)
    const share = 1 / 2 ** Math.max(1, Math.ceil(Math.log2(events / 400_000)))
    await time('first answer, of a sample', async () => {
      const sample = await createSampleReader(analytics, workspace, share)
      const some = await sample?.reader.cases({ workspace, filter: {}, inferred: 'person' })
      if (some) funnel({ ...some, code: some.activity }, ordered(10))
    })
    figures.push(figure('peak memory', 'MB', [peakMB('self')]))
    figures.push(figure('peak memory, engine', 'MB', [peakMB(engine.pid)]))
    figures.push(figure('case layer on disk', 'MB', [Number(stored?.bytes ?? 0) / 1e6]))
    figures.push(figure('memory bandwidth', 'MB/s', [MB_S]))
    // What each pass must read, at the least, over what it took: events in codes of 4 bytes, instants in 8.
    const bytes = {
      'funnel, 10 steps': 12,
      'directly-follows': 28,
      'paths, 5 steps': 4,
      'retention by week': 12,
      variants: 4,
    }
    for (const [name, each] of Object.entries(bytes)) {
      const took = figures.find((one) => one.name === name)?.median ?? Number.NaN
      figures.push(figure(`${name}, memory read`, 'MB/s', [(each * table.at.length) / 1e6 / (took / 1000)]))
    }
    await touch(analytics, people)
    await time(`derive ${TOUCHED} touched people`, () => layer.refresh(workspace), 1)
    await time('read what was touched', () => readCases(ports, scope, undefined), 1)
    figures.push(figure('peak memory, all told', 'MB', [peakMB('self')]))
    const sql = stopwatch(Math.min(runs, 2))
    if (alone) return told(figures, Number(stored?.n ?? 0), people, variants)
    for (const [name, statement] of Object.entries(plainSql(EVENTS)))
      await sql.time(name, () => analytics.rows(statement))
    const parquet = join(folder, 'events')
    const slices = Math.ceil(people / 50_000)
    for (let slice = 0; slice < slices; slice++) {
      const chunks: Uint8Array[] = []
      const statement = `SELECT identifier AS customer, ts AS time, seq, event, amount FROM (SELECT *, toInt32OrZero(properties['amount']) AS amount FROM events) WHERE intDiv(intDiv(seq, 1000), 50000) = {slice:UInt32}`
      for await (const chunk of await analytics.bytes(statement, 'Parquet', { slice })) chunks.push(chunk)
      writeFileSync(`${parquet}-${slice}.parquet`, Buffer.concat(chunks))
    }
    await engine.stop()
    const duckdb = await watched([
      ...['--import', 'tsx', join(repository, 'bench', 'duckdb-measure.ts')],
      `${parquet}-*.parquet`,
      String(Math.min(runs, 2)),
      JSON.stringify(EVENTS),
    ])
    const theirs = JSON.parse(duckdb.stdout) as { version: string; runs: Record<string, number[]> }
    const peer = {
      name: 'DuckDB',
      version: theirs.version,
      figures: Object.entries(theirs.runs).map(([name, ms]) => figure(name, 'ms', ms)),
    }
    const walls = sql.figures.filter(({ name }) => !name.endsWith('processor'))
    return {
      ...told(figures, Number(stored?.n ?? 0), people, variants),
      ours: [...figures, ...walls.map((one) => ({ ...one, name: `${one.name}, plain ClickHouse SQL` }))],
      peer,
      ratios: [
        ...ratiosOf(figures, peer.figures),
        ...ratiosOf(figures, walls).map(({ name, ratio }) => ({ name: `${name}, to ClickHouse SQL`, ratio })),
      ],
    }
  } finally {
    lendHands(undefined)
    await lent?.stop()
    await engine.kill().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

const told = (figures: readonly Figure[], events: number, people: number, variants: number): BenchResult => ({
  bench: 'measure',
  what: 'warm questions over whole journeys; the engine’s figures are of plain SQL over events in the same run',
  size: { events, people, variants },
  ours: figures,
  peer: null,
  ratios: [],
  machine: machine(),
})
