import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { createCaseLayer } from '../src/journeys/case-layer.clickhouse.ts'
import { startAnalyticsForTests } from '../src/storage/clickhouse/analytics-for-tests.ts'
import { EVENTS, INTERACTIONS } from './interactions-in-engine.ts'
import { type BenchResult, type Figure, figure, machine } from './result.ts'
import { repository } from './watched.ts'

const [viewed = '', seen = '', visited = '', booked = '', , , , signed = '', paid = ''] = EVENTS
const steps = [viewed, visited, booked, signed]

/** Every analysis, and how it is asked. */
export const ASKED: Readonly<Record<string, object>> = {
  lived: {},
  moments: {},
  funnel: { step: steps, window: 'P60D' },
  paths: { start: seen },
  variants: {},
  flow: {},
  times: { step: steps },
  retention: { calendar: 'month', kind: 'unbounded', periods: 4 },
  activity: { map: 'bench' },
  trends: { of: 'touchpoints', calendar: 'month' },
  attribution: { conversion: signed, resamples: 20 },
  recommend: { map: 'bench' },
  contacts: { map: 'bench', top: 5 },
  value: { purchase: paid, revenue: 'amount' },
  drivers: { map: 'bench', outcome: 'success', drivenBy: 'touchpoints', resamples: 20, permutations: 19 },
  effectiveness: { map: 'bench', landmark: 'P10D', horizon: 'P100D', support: 1000, longest: 3 },
  compare: { map: 'bench', aThrough: 'phone', bThrough: 'mail' },
  next: { map: 'bench' },
  discover: {},
}

interface Told {
  readonly inParts: boolean
  readonly grantedMB: number
  readonly seconds: number
  readonly peakMB: number
  readonly told: string
}

const GROUPS = '/sys/fs/cgroup'

/** A control group of so much memory and no swap, whose processes the kernel ends beyond it. */
const groupOf = (MB: number) => {
  const first = existsSync(join(GROUPS, 'memory'))
  const folder = join(GROUPS, first ? 'memory' : '', `parcours-bench-${process.pid}`)
  mkdirSync(folder)
  writeFileSync(join(folder, first ? 'memory.limit_in_bytes' : 'memory.max'), String(MB * 1_000_000))
  if (!first) writeFileSync(join(folder, 'memory.swap.max'), '0')
  return {
    folder,
    /** The most that was held, what the kernel keeps of files among it. */
    peak: () =>
      Number(readFileSync(join(folder, first ? 'memory.max_usage_in_bytes' : 'memory.peak'), 'utf8')) / 1_000_000,
    leave: async () => {
      // What its last process held is given back a moment later.
      for (let tries = 0; ; tries++)
        try {
          return rmdirSync(folder)
        } catch (problem) {
          if (tries === 100) throw problem
          await pause(50)
        }
    },
  }
}

/** Runs a question in a process of its own, in a group where one is given: the shell joins it before it becomes that process. */
const asked = (argv: readonly string[], group: string | undefined): Promise<Told | string> =>
  new Promise((resolve) => {
    const node = [process.execPath, '--import', 'tsx', join(repository, 'bench', 'within-asked.ts'), ...argv]
    const [command = '', ...rest] = group
      ? ['sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', group, ...node]
      : node
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], cwd: repository })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-2000)))
    child.on('close', (code, signal) =>
      resolve(code === 0 ? (JSON.parse(stdout) as Told) : (signal ?? (stderr.trim() || String(code)))),
    )
  })

/**
 * Every analysis asked once by a process that may hold no more than so much memory, and once by one that may hold everything:
 * whether both tell the same, and what each took. The engine stays within its own settings.
 */
export const measureWithin = async (events: number, MB: number, only: readonly string[]): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  const engine = await startAnalyticsForTests({ folder: join(folder, 'data') })
  const people = Math.max(1000, Math.round(events / 20))
  const figures: Figure[] = []
  try {
    for (let from = 0; from < people; from += 50_000)
      await engine.analytics.run(INTERACTIONS, { from, people: Math.min(50_000, people - from) })
    await createCaseLayer(engine.analytics).refresh(LOCAL_OWNER.workspace)
    for (const [name, options] of Object.entries(ASKED)) {
      if (only.length > 0 && !only.includes(name)) continue
      const argv = [engine.url, engine.secret, name, JSON.stringify(options)]
      const group = groupOf(MB)
      const few = await asked(argv, group.folder)
      const most = group.peak()
      await group.leave()
      const all = await asked(argv, undefined)
      if (typeof few === 'string' || typeof all === 'string') {
        process.stderr.write(`  ${name}: ${typeof few === 'string' ? `within: ${few}` : `at once: ${all}`}\n`)
        continue
      }
      figures.push(
        figure(`${name}, same answer`, 'share', [few.told === all.told ? 1 : 0]),
        figure(`${name}, peak within`, 'MB', [few.peakMB]),
        figure(`${name}, peak at once`, 'MB', [all.peakMB]),
        figure(`${name}, within`, 'ms', [few.seconds * 1000]),
        figure(`${name}, at once`, 'ms', [all.seconds * 1000]),
      )
      process.stderr.write(
        `  ${name}: ${few.told === all.told ? 'the same' : 'ANOTHER ANSWER'}; ${few.inParts ? 'in parts' : 'at hand'} of ${few.grantedMB} MB, ${Math.round(few.peakMB)} MB (group ${Math.round(most)}), ${few.seconds.toFixed(1)} s; at once ${Math.round(all.peakMB)} MB, ${all.seconds.toFixed(1)} s\n`,
      )
    }
    return {
      bench: 'measure',
      what: 'every analysis, asked by a process that may hold no more than so much memory, and by one that may hold everything',
      size: { events, people, MB },
      ours: figures,
      peer: null,
      ratios: [],
      machine: machine(),
    }
  } finally {
    await engine.kill().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}
