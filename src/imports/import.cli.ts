import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { workspaceZone } from '../cli/workspace-zone.ts'
import { LOCAL_OWNER, localOwnerMay, notAllowed } from '../governance/index.ts'
import { type Refusal, Refused, say } from '../kernel/index.ts'
import { choicesOf, type ImportOptions } from './choices.node.ts'
import type { ImportOrder } from './import-file.node.ts'
import { type ImportsAccount, importFiles, type Listener } from './import-files.node.ts'
import { progressLine } from './progress.ts'
import { tellAccount, tellCounts, tellMapping } from './telling.ts'
import { troubleWithSource } from './upload-refusals.ts'

type Options = ImportOptions & {
  readonly source: string
  readonly dryRun?: boolean
  readonly aggregate?: boolean
  readonly data?: string
  readonly lang?: string
  readonly json?: boolean
}

const listed = (value: string, before: readonly string[] = []) => [...before, value]

const describe = (program: Command): Command =>
  common(program.command('import'))
    .description('bring rows of CSV, NDJSON, Parquet or XES files in as events, each once')
    .argument('<file...>', 'files (.csv .ndjson .parquet .xes, also .gz)')
    .requiredOption('--source <name>', 'the source that the events come from')
    .option('--case <column>', 'the journey instance: a file, an order')
    .option('--event <column>', 'what happened')
    .option('--time <column>', 'when it happened')
    .option('--profile <column>', 'the person')
    .option('--channel <column>', 'the channel')
    .option('--id <column>', 'the row’s own id; a repeated one is a duplicate')
    .option('--order <column>', 'the order of events of one instant')
    .option('--store <column>', 'the store')
    .option('--adviser <column>', 'the adviser')
    .option('--mapping <file>', 'all of these in YAML or JSON: nothing is guessed')
    .option('--where <condition>', 'keep only rows such as "channel eq web" (may be repeated)', listed)
    .option('--zone <zone>', 'the zone of times without one (the workspace’s if none is given)')
    .option('--date-format <format>', 'dd/MM/yyyy HH:mm, dmy, mdy, epoch, epoch-ms, excel')
    .option('--allow-dates', 'take dates before 1990 and ahead of now')
    .option('--delimiter <character>', 'the character between cells (found if not given)')
    .option('--encoding <name>', 'the encoding (found if not given)')
    .addOption(new Option('--party <party>', 'whose channel it is').choices(['own', 'third']))
    .option('--aggregate', 'rows are counts without persons: touchpoint or channel, store, from, to, count')
    .option('--dry-run', 'say how the files would be read, keep nothing')

const progressOf = (context: CommandContext) => {
  let file = ''
  let began: { at: number; bytes: number; rows: number } | undefined
  let shown = 0
  return {
    start: (name: string) => {
      file = basename(name)
      began = undefined
    },
    show: (at: { consumed: number; size: number; rows: number }) => {
      const now = context.now()
      began ??= { at: now, bytes: at.consumed, rows: at.rows }
      if (now - shown < 200) return
      shown = now
      const since = { seconds: (now - began.at) / 1000, bytes: began.bytes, rows: began.rows }
      context.progress(progressLine(file, at, since, context.language))
    },
    clear: () => context.progress(''),
  }
}

const tellRefusal = (context: CommandContext, { code, what, remedy, at }: Refusal) => {
  const place = [at?.file, at?.line].filter((part) => part !== undefined).join(':')
  const words = (language: 'fr' | 'en') =>
    `${place ? `${place}: ` : ''}${say(what, language)} [${code}]\n  → ${say(remedy, language)}`
  context.note({ fr: words('fr'), en: words('en') })
}

const jsonOf = (account: ImportsAccount, context: CommandContext): string => {
  const plain = ({ code, what, remedy, at }: Refusal) => ({
    code,
    what: say(what, context.language),
    remedy: say(remedy, context.language),
    ...(at && { at }),
  })
  const { files, refusals, ...totals } = account
  return JSON.stringify({
    ...totals,
    files: files.map((file) => ({ ...file, damage: file.damage && plain(file.damage) })),
    refusals: refusals.map(plain),
  })
}

const sourceNamed = (name: string): string => {
  const trouble = troubleWithSource(name)
  if (trouble) throw new Refused(trouble)
  return name
}

const bring = async (files: readonly string[], options: Options, context: CommandContext) => {
  if (!localOwnerMay(LOCAL_OWNER, 'events.import', LOCAL_OWNER.workspace))
    throw new Refused(notAllowed('events.import'))
  const progress = progressOf(context)
  const choices = choicesOf(options)
  const order: ImportOrder = {
    workspace: LOCAL_OWNER.workspace,
    source: sourceNamed(options.source),
    choices: choices.zone === undefined ? { ...choices, zone: await workspaceZone(context) } : choices,
    dataFolder: context.dataFolder,
    language: context.language,
    now: context.now,
    progress: progress.show,
  }
  const listener: Listener = {
    planned: (file, described, plan, rest) => {
      context.note(
        plan.mapping
          ? tellMapping(file, described, plan.mapping, rest)
          : tellCounts(file, described, plan.columns, rest),
      )
      progress.start(file)
    },
    brought: (account) => {
      progress.clear()
      context.note(tellAccount(account))
      if (account.damage) tellRefusal(context, account.damage)
    },
    refused: (refusal) => tellRefusal(context, refusal),
  }
  const account = await importFiles(files, () => context.engines.sink(), order, listener, {
    dryRun: options.dryRun === true,
    aggregate: options.aggregate === true,
  })
  if (context.json) context.out(jsonOf(account, context))
  const allRejected = account.rejected > 0 && account.rejected === account.read
  if (account.refusals.length > 0 || allRejected) process.exitCode = 1
}

/** `parcours import FILE... --source NAME`. */
export const importCommand: Commands = (program, run) => {
  describe(program).action((files: readonly string[], options: Options) =>
    run(options, (context) => bring(files, options, context)),
  )
}
