import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Argument } from 'commander'
import { Refused, refuse } from '../kernel/index.ts'
import type { Commands } from './room-commands.ts'
import { common } from './run.ts'

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const notACheckout = () =>
  new Refused(
    refuse({
      code: 'not-a-checkout',
      what: {
        fr: 'Les mesures et le logiciel de comparaison ne sont pas dans le paquet installé.',
        en: 'The benches and their peer are not in the installed package.',
      },
      remedy: {
        fr: 'Lancez cette commande depuis une copie du dépôt, après « npm ci ».',
        en: 'Run this command from a checkout of the repository, after `npm ci`.',
      },
    }).refusal,
  )

const BENCHES = ['import-csv', 'import-xes', 'ingest', 'lived', 'match', 'measure', 'profiles', 'web']

interface BenchOptions {
  readonly alone?: boolean
  readonly within?: string
  readonly json?: boolean
  readonly lang?: string
  readonly runs: string
  readonly events: string
  readonly rate: string
  readonly seconds: string
  readonly profiles: string
}

/** `parcours bench`: the project's own measurements, each beside its peer in the same run. */
export const benchCommand: Commands = (program, run) => {
  common(
    program
      .command('bench')
      .addArgument(new Argument('[names...]', 'all of them where none is named').choices(BENCHES))
      .description("the project's own measurements, beside their peer")
      .option('--runs <n>', 'how many runs of each', '3')
      .option('--events <n>', 'how many events', '1000000')
      .option('--rate <n>', 'ingest: live events a second', '25000')
      .option('--seconds <n>', 'ingest: for how long (the figure that is told is for 60)', '10')
      .option('--profiles <n>', 'profiles, match: how many people', '100000')
      .option('--alone', 'measure: without its peers, which take most of its time')
      .option('--within <MB>', 'measure: instead, every analysis in a process of so much memory (Linux, as root)'),
  ).action((names: readonly string[], options: BenchOptions) =>
    run(options, async (context) => {
      const script = join(repository, 'bench', 'run.ts')
      if (!existsSync(script) || !existsSync(join(repository, 'node_modules', 'tsx'))) throw notACheckout()
      const argv = ['--import', 'tsx', script, ...names, '--runs', options.runs, '--events', options.events]
      if (options.alone) argv.push('--alone')
      if (options.within !== undefined) argv.push('--within', options.within)
      argv.push('--rate', options.rate, '--seconds', options.seconds, '--profiles', options.profiles)
      const code = await new Promise<number>((resolve, reject) => {
        // Benches speak on stderr as they go, and print their JSON once.
        const child = spawn(process.execPath, [...argv, ...(context.json ? ['--json'] : [])], {
          cwd: repository,
          stdio: ['ignore', 'inherit', 'inherit'],
        })
        child.on('error', reject)
        child.on('close', (status) => resolve(status ?? 1))
      })
      if (code !== 0) process.exitCode = 1
    }),
  )
}
