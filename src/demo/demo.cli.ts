import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidArgumentError } from 'commander'
import type { CommandContext, CommonOptions } from '../cli/context.ts'
import { REPORT_MIN_N, writeReport } from '../cli/lived-report.ts'
import { storedMaps } from '../cli/map-argument.ts'
import { openProfiles, refreshProfiles } from '../cli/open-profiles.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { type Localised, orThrow, say } from '../kernel/index.ts'
import { preflight } from '../server/preflight.ts'
import { type PublicOptions, publicFrom, withPublic } from '../server/public-option.ts'
import { browserAddress, DEFAULT_PORT, openToOutsiders, stopOnSignals } from '../server/start.cli.ts'
import { type RunningServer, startServer } from '../server/supervisor.ts'
import { CLAIMS, RULES } from './apolline.ts'
import { type CompanyOptions, DEFAULT_EVENTS, DEFAULT_SEED } from './company.ts'
import { DEMO_SOURCE } from './diary.ts'
import { takeFolder } from './folder.node.ts'
import { keepApolline, keepCompany } from './keep.node.ts'

/** The designed map, beside the program in a checkout and in the package alike. */
export const DEMO_MAP = fileURLToPath(new URL('../../examples/cuisine/cuisine.yaml', import.meta.url))

interface DemoOptions extends CommonOptions, PublicOptions {
  readonly people?: number
  readonly seed: number
  readonly serve: boolean
  readonly port: number
}

/** What each step took, as the answer tells it. */
interface StepTaken {
  readonly step: string
  readonly seconds: number
}

const wholeNumber = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1')
  return number
}

const portNumber = (text: string): number => {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port from 0 to 65535')
  return port
}

/** Runs named steps one after the other, says each when it is done with the time it took, and remembers them. */
const stepByStep = (context: CommandContext) => {
  const taken: StepTaken[] = []
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  const step = async <T>(name: string, words: Localised, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    context.progress(`  … ${say(words, context.language)}`)
    const value = await work()
    const ms = performance.now() - begun
    context.progress('')
    context.note({
      fr: `  ✓ ${say(words, 'fr')} (${seconds(ms).replace('.', ',')} s)`,
      en: `  ✓ ${say(words, 'en')} (${seconds(ms)} s)`,
    })
    taken.push({ step: name, seconds: Number(seconds(ms)) })
    return value
  }
  return { taken, step }
}

const fill = async (context: CommandContext, company: CompanyOptions): Promise<number> => {
  const wanted = company.people === undefined ? DEFAULT_EVENTS : undefined
  const given = (so: number) =>
    context.progress(
      `  … ${so.toLocaleString(context.language)}${wanted ? ` / ${wanted.toLocaleString(context.language)}` : ''}`,
    )
  const sink = await context.engines.sink()
  const [all, hers] = [await keepCompany(sink, company, given), await keepApolline(sink)]
  return all.kept + all.duplicates + hers.kept + hers.duplicates
}

const publishMap = async (context: CommandContext): Promise<void> => {
  const maps = await storedMaps(context)
  const source = await readFile(DEMO_MAP)
  // A folder filled by an earlier version holds an earlier map: this one is its next revision.
  const held = await maps.pull(LOCAL_OWNER, 'cuisine')
  const base = held.ok ? { base: { revision: held.value.stored.revision } } : {}
  const pushed = orThrow(await maps.push(LOCAL_OWNER, { source, file: 'cuisine.yaml', ...base }))
  if (pushed.status !== 'approved')
    orThrow(await maps.publish(LOCAL_OWNER, pushed.id, pushed.revision, 'parcours demo'))
}

/** The company vouches for what its web forms and its tills note of people: that is what makes one person of them. */
const declareNames = async (context: CommandContext): Promise<void> => {
  const profiles = await openProfiles(context)
  const claims = [
    { source: DEMO_SOURCE, property: 'email', kind: 'email' },
    { source: DEMO_SOURCE, property: 'phone', kind: 'phone' },
    { source: DEMO_SOURCE, property: 'loyaltyCard', kind: 'loyalty' },
    { source: DEMO_SOURCE, property: 'orderId', kind: 'order' },
    ...CLAIMS,
  ] as const
  orThrow(await profiles.declare(LOCAL_OWNER, claims))
  for (const rule of RULES) orThrow(await profiles.rule(LOCAL_OWNER, rule))
  await refreshProfiles(profiles)
}

const show = async (
  options: DemoOptions,
  context: CommandContext,
  server: RunningServer,
  { taken, step }: ReturnType<typeof stepByStep>,
): Promise<void> => {
  const company = { seed: options.seed, ...(options.people === undefined ? {} : { people: options.people }) }
  const events = await step(
    'keep',
    { fr: 'Une enseigne imaginaire vit un an et demi', en: 'An imaginary chain lives a year and a half' },
    () => fill(context, company),
  )
  await step(
    'map',
    { fr: 'La carte conçue est déposée et publiée', en: 'The designed map is pushed and published' },
    () => publishMap(context),
  )
  await step('people', { fr: 'Qui est qui : un profil par personne', en: 'Who is who: one profile a person' }, () =>
    declareNames(context),
  )
  const { file } = await step(
    'report',
    { fr: 'Carte et parcours vécus côte à côte, rapport écrit', en: 'Map beside lived journeys, report written' },
    () =>
      writeReport(
        'cuisine',
        { source: DEMO_SOURCE, minN: REPORT_MIN_N },
        join(resolve(context.dataFolder), 'cuisine.html'),
        context,
      ),
  )
  const url = options.serve ? browserAddress(server.server()) : null
  const outside = server.server().engines.api?.public?.url
  if (context.json)
    context.out(
      JSON.stringify({
        dataFolder: resolve(context.dataFolder),
        events,
        report: file,
        url,
        public: outside ?? null,
        steps: taken,
      }),
    )
  context.note({ fr: `Rapport enregistré : ${file}`, en: `Report saved: ${file}` })
  if (options.serve && outside !== undefined) context.note(openToOutsiders(outside))
  if (url) context.note({ fr: `Ouvrez ${url}\nCtrl-C arrête tout.`, en: `Open ${url}\nCtrl-C stops everything.` })
}

/** `parcours demo`: the server on a fresh folder, filled with a synthetic company whose truth is known. */
export const demoCommand: Commands = (program, run) => {
  withPublic(common(program.command('demo'), 'parcours-demo'))
    .description('a synthetic company in a fresh folder, and the report of its journeys')
    .option('--people <n>', 'how many people (else as many as make 50,000 events)', wholeNumber)
    .option('--seed <n>', 'another company for another seed', wholeNumber, DEFAULT_SEED)
    .option('--port <number>', 'port of the web pages (0: any free one)', portNumber, DEFAULT_PORT)
    .option('--no-serve', 'saves the report and stops')
    .action((options: DemoOptions) => run(options, (context) => demonstrate(options, context)))
}

const demonstrate = async (options: DemoOptions, context: CommandContext): Promise<void> => {
  const dataFolder = resolve(context.dataFolder)
  const { taken, step } = stepByStep(context)
  const at = publicFrom(options)
  await step(
    'check',
    { fr: 'Machine, disque et dossier vérifiés', en: 'Machine, disk and folder checked' },
    async () => {
      orThrow(await preflight(dataFolder))
      await takeFolder(dataFolder, { seed: options.seed, ...(options.people && { people: options.people }) })
    },
  )
  const running = await step('start', { fr: 'Moteurs démarrés', en: 'Engines started' }, () =>
    startServer({
      dataFolder,
      host: '127.0.0.1',
      port: options.serve ? options.port : 0,
      analyticsPort: 0,
      collect: { host: '127.0.0.1', port: 0 },
      ...(at && { public: at }),
      postgresUrl: process.env.PARCOURS_POSTGRES_URL,
      note: context.note,
    }),
  )
  stopOnSignals(running, context)
  let stopped = false
  void running.ended.then(() => {
    stopped = true
  })
  try {
    await show(options, context, running, { taken, step })
    if (options.serve) await running.ended
  } catch (problem) {
    // Stopped half-way by the person: what fails then is not news.
    if (!stopped) throw problem
  } finally {
    await running.stop()
  }
}
