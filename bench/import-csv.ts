import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csv8, type Log, SCHEMA_8 } from './logs.ts'
import { type BenchResult, type Figure, figure, machine, ratiosOf } from './result.ts'
import { parcours, repository, type Watched, watched } from './watched.ts'

export interface BenchOptions {
  readonly events: number
  readonly runs: number
}

const figures = (log: Log, runs: readonly Watched[]): Figure[] => [
  figure(
    'import to queryable',
    's',
    runs.map(({ seconds }) => seconds),
  ),
  figure(
    'events',
    'events/s',
    runs.map(({ seconds }) => log.events / seconds),
  ),
  figure(
    'bytes',
    'MB/s',
    runs.map(({ seconds }) => log.bytes / 1e6 / seconds),
  ),
  figure(
    'processor',
    's',
    runs.map(({ cpuSeconds }) => cpuSeconds),
  ),
  figure(
    'peak memory',
    'MB',
    runs.map(({ peakMB }) => peakMB),
  ),
]

const MAPPING = ['--time', 'time', '--profile', 'customer', '--event', 'event', '--channel', 'channel']

/** The whole command `parcours import`, engines started and stopped, until its rows can be queried. */
export const importWhole = async (log: Log, folder: string, mapping: readonly string[]): Promise<Watched> => {
  const data = mkdtempSync(join(folder, 'data-'))
  const run = await watched([
    ...parcours,
    'import',
    log.file,
    '--source',
    'bench',
    ...mapping,
    '--data',
    data,
    '--json',
  ])
  const { kept } = JSON.parse(run.stdout) as { kept: number }
  if (kept !== log.events) throw new Error(`kept ${kept} of ${log.events} events`)
  rmSync(data, { recursive: true, force: true })
  return run
}

export const importCsv = async ({ events, runs }: BenchOptions): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  try {
    const log = await csv8(join(folder, 'interactions.csv'), events)
    const [ours, theirs]: [Watched[], Watched[]] = [[], []]
    let version = ''
    for (let run = 0; run < runs; run += 1) {
      ours.push(await importWhole(log, folder, MAPPING))
      const database = join(folder, `peer-${run}.duckdb`)
      theirs.push(
        await watched(['--import', 'tsx', join(repository, 'bench', 'duckdb.ts'), 'import', log.file, database]),
      )
      version = (JSON.parse(theirs.at(-1)?.stdout ?? '{}') as { version: string }).version
      rmSync(database, { force: true })
    }
    const peer = { name: 'DuckDB', version, figures: figures(log, theirs) }
    return {
      bench: 'import-csv',
      what: `a CSV of ${SCHEMA_8}, from nothing running to queryable`,
      size: { events: log.events, bytes: log.bytes },
      ours: figures(log, ours),
      peer,
      ratios: ratiosOf(figures(log, ours), peer.figures),
      machine: machine(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export { figures as importFigures }
