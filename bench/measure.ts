import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { funnel } from '../src/analyses/funnel.ts'
import { readCases } from '../src/analyses/read-scope.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { createCaseLayer } from '../src/journeys/case-layer.clickhouse.ts'
import { dataVersion } from '../src/journeys/data-version.clickhouse.ts'
import { type CaseReader, spansOf } from '../src/journeys/index.ts'
import { createLayeredReader } from '../src/journeys/layered-reader.clickhouse.ts'
import { createSampleReader } from '../src/journeys/sample-reader.clickhouse.ts'
import { lendHands } from '../src/kernel/index.ts'
import { createIdentities } from '../src/profiles/identities.clickhouse.ts'
import { threadedHands } from '../src/server/hands.ts'
import type { Analytics } from '../src/storage/clickhouse/analytics.ts'
import { startAnalyticsForTests } from '../src/storage/clickhouse/analytics-for-tests.ts'
import { EVENTS, INTERACTIONS, MAP, TOUCHING } from './interactions-in-engine.ts'
import { askWarm, funnelOfValued, ordered } from './measure-questions.ts'
import { plainSql } from './plain-sql.ts'
import { type BenchResult, type Figure, figure, machine, ratiosOf } from './result.ts'
import { peakMB, stopwatch } from './stopwatch.ts'
import { repository, watched } from './watched.ts'

const { workspace } = LOCAL_OWNER

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
    Date.now(),
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
    await time('keep the values of the commonest properties', () => layer.keepValues(workspace), 1)
    const [stored] = await analytics.rows<{ n: string; bytes: string; values: string }>(
      "SELECT (SELECT count() FROM events) AS n, sumIf(bytes_on_disk, table = 'cases') AS bytes, sumIf(bytes_on_disk, table = 'case_values') AS values FROM system.parts WHERE active",
    )
    const scope = { workspace, filter: {}, look: {} }
    const portsOver = (reader: CaseReader) => ({
      explorer: createExplorer({
        reader,
        version: dataVersion(analytics),
        now: Date.now,
        zone: 'Europe/Paris',
        budget: 4 * 2 ** 30,
      }),
      map: () => Promise.resolve({ map: MAP, hash: 'bench' }),
      purchases: () => Promise.resolve([]),
      now: Date.now,
    })
    const ports = portsOver(createLayeredReader(analytics))
    const { variants, bytes } = await askWarm({ ports, scope, time })
    const share = 1 / 2 ** Math.max(1, Math.ceil(Math.log2(events / 400_000)))
    await time('first answer, of a sample', async () => {
      const sample = await createSampleReader(analytics, workspace, share)
      const some = await sample?.reader.cases({ workspace, filter: {}, inferred: 'person' })
      if (some) funnel({ ...spansOf(some), code: some.activity }, ordered(10))
    })
    figures.push(figure('peak memory', 'MB', [peakMB('self')]))
    figures.push(figure('peak memory, engine', 'MB', [peakMB(engine.pid)]))
    figures.push(figure('case layer on disk', 'MB', [Number(stored?.bytes ?? 0) / 1e6]))
    figures.push(figure('values of properties on disk', 'MB', [Number(stored?.values ?? 0) / 1e6]))
    figures.push(figure('memory bandwidth', 'MB/s', [MB_S]))
    for (const [name, least] of Object.entries(bytes)) {
      const took = figures.find((one) => one.name === name)?.median ?? Number.NaN
      const read = least / 1e6 / (took / 1000)
      figures.push(figure(`${name}, memory read`, 'MB/s', [read]))
      figures.push(figure(`${name}, of memory bandwidth`, 'share', [read / MB_S]))
    }
    await touch(analytics, people)
    await time(`derive ${TOUCHED} touched people`, () => layer.refresh(workspace), 1)
    await time('read what was touched', () => readCases(ports, scope, undefined), 1)
    figures.push(figure('peak memory, all told', 'MB', [peakMB('self')]))
    // As the server has it, which reads the values of the commonest properties while nobody asks.
    const server = portsOver(createLayeredReader(analytics, { ahead: 0 }))
    await readCases(server, scope, undefined)
    await pause(3000 + events / 2000)
    await time(
      'funnel, of who has a raw property, first, its values read ahead',
      () => funnelOfValued({ ports: server, scope }),
      1,
    )
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
