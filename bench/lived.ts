import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvOfInstances } from './logs.ts'
import { type BenchResult, figure, machine } from './result.ts'
import { parcours, repository, served, type Watched, watched } from './watched.ts'

const MAPPING = ['--time', 'time', '--profile', 'customer', '--event', 'event', '--channel', 'channel']

/** `parcours lived` on whole kitchen projects from stored events, beside DuckDB's directly-follows and ordered funnel. */
export const lived = async ({ instances, runs }: { instances: number; runs: number }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  try {
    const log = await csvOfInstances(join(folder, 'projects.csv'), instances)
    const data = join(folder, 'data')
    const [database, peer] = [join(folder, 'peer.duckdb'), ['--import', 'tsx', join(repository, 'bench', 'duckdb.ts')]]
    await watched([...parcours, 'import', log.file, '--source', 'bench', ...MAPPING, '--data', data, '--json'])
    const { version } = JSON.parse((await watched([...peer, 'import', log.file, database])).stdout) as {
      version: string
    }

    const map = join(repository, 'examples', 'cuisine', 'cuisine.yaml')
    const server = await served(data)
    const ours: Watched[] = []
    for (let run = 0; run < runs; run += 1)
      ours.push(await watched([...parcours, 'lived', map, '--source', 'bench', '--data', data, '--json'], [server.pid]))
    await server.stop()
    const theirs = JSON.parse((await watched([...peer, 'journeys', database, String(runs)])).stdout) as {
      seconds: number[]
    }

    const total = (JSON.parse(ours[0]?.stdout ?? '{}') as { instances: { total: number } }).instances.total
    const mine = figure(
      'whole command',
      's',
      ours.map(({ seconds }) => seconds),
    )
    const figures = [figure('follows and funnel', 's', theirs.seconds)]
    return {
      bench: 'lived',
      what: 'designed beside lived, conformance included, from stored events beside a running server; the whole command, its start too',
      size: { events: log.events, instances: total },
      ours: [
        mine,
        figure(
          'processor',
          's',
          ours.map(({ cpuSeconds }) => cpuSeconds),
        ),
        figure(
          'peak memory',
          'MB',
          ours.map(({ peakMB }) => peakMB),
        ),
      ],
      peer: { name: 'DuckDB', version, figures },
      ratios: [
        { name: 'whole command to follows and funnel', ratio: mine.median / (figures[0]?.median ?? Number.NaN) },
      ],
      machine: machine(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
