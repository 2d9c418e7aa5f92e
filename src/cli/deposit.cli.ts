import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Deposits, PlaceOf } from '../deposits/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { Chosen } from '../imports/index.ts'
import { readMapping } from '../imports/mapping-file.ts'
import { iso, orThrow, Refused } from '../kernel/index.ts'
import { depositsOver } from '../server/deposits-over.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import type { Commands } from './room-commands.ts'
import { common } from './run.ts'

const open = async ({ engines, dataFolder }: CommandContext): Promise<Deposits> =>
  depositsOver(await engines.database(), dataFolder)

interface AddOptions extends CommonOptions {
  readonly source?: string
  readonly mapping?: string
  readonly every: string
  readonly region: string
  readonly prefix: string
  readonly accessKey?: string
  readonly secretFile?: string
  readonly allowPrivate?: boolean
}

/** `parcours deposit add|list|remove` */
export const depositCommands: Commands = (program, run) => {
  const deposit = program.command('deposit').description('a folder or a bucket whose files are imported as they come')
  common(deposit.command('add'))
    .argument('<name>', 'how it is called')
    .argument('<place>', 'a folder of this machine, or a bucket: https://s3.eu-west-3.amazonaws.com/BUCKET')
    .description('looks into a place again and again; each file in it is imported once, when it is whole')
    .option('--source <name>', 'the source of what its files hold (else the deposit’s name)')
    .option('--mapping <file>', 'what their columns are (as for parcours import); else they are guessed')
    .option('--every <seconds>', 'how often it is looked into', '60')
    .option('--prefix <prefix>', 'bucket: only the keys that begin so', '')
    .option('--region <region>', 'bucket: its region', 'us-east-1')
    .option('--access-key <id>', 'bucket: the id of its access key')
    .option('--secret-file <file>', 'bucket: the secret of that key, in a file')
    .option('--allow-private', 'bucket: it may stand in a private network or on this machine')
    .action((name: string, place: string, options: AddOptions) =>
      run(options, (context) => add(name, place, options, context)),
    )
  common(deposit.command('list'))
    .description('the deposits, and what was taken of each')
    .action((options) => run(options, list))
  common(deposit.command('remove'))
    .argument('<name>')
    .description('looks into it no more; what was imported is kept')
    .action((name: string, options) =>
      run(options, async (context) => {
        orThrow(await (await open(context)).remove(LOCAL_OWNER, name))
        if (context.json) context.out(JSON.stringify({ name }))
        context.note({ fr: `Le dépôt « ${name} » est retiré.`, en: `The deposit "${name}" is removed.` })
      }),
    )
}

const unreadable = (file: string) => (): never => {
  throw new Refused({
    code: 'unreadable-file',
    what: { fr: `${file} ne se lit pas.`, en: `${file} cannot be read.` },
    remedy: { fr: 'Vérifiez le chemin.', en: 'Check the path.' },
  })
}

/** A mapping file as a person's choices of columns and values. */
const chosenFrom = async (file: string | undefined): Promise<Chosen> => {
  if (file === undefined) return {}
  const { roles, zone, dateFormat, allowDates, delimiter, party, channels } = readMapping(
    await readFile(file, 'utf8').catch(unreadable(file)),
    file,
  )
  const entries = Object.entries(roles)
  return {
    columns: Object.fromEntries(entries.flatMap(([role, one]) => ('column' in one ? [[role, one.column]] : []))),
    values: Object.fromEntries(entries.flatMap(([role, one]) => ('value' in one ? [[role, one.value]] : []))),
    allowDates,
    party,
    channels,
    ...(zone !== undefined && { zone }),
    ...(dateFormat !== undefined && { dateFormat }),
    ...(delimiter !== undefined && { delimiter }),
  }
}

const placeFrom = async (text: string, options: AddOptions): Promise<PlaceOf> => {
  if (!/^https?:\/\//.test(text)) return { kind: 'folder', path: resolve(text) }
  const url = new URL(text)
  const secret = options.secretFile
    ? await readFile(options.secretFile, 'utf8').catch(unreadable(options.secretFile))
    : ''
  return {
    kind: 'bucket',
    endpoint: url.origin,
    bucket: decodeURIComponent(url.pathname.replace(/^\/|\/$/g, '')),
    region: options.region,
    prefix: options.prefix,
    accessKey: options.accessKey ?? '',
    secretKey: secret.trim(),
    allowPrivate: options.allowPrivate ?? false,
  }
}

const add = async (name: string, place: string, options: AddOptions, context: CommandContext): Promise<void> => {
  const wanted = {
    name,
    source: options.source ?? name,
    place: await placeFrom(place, options),
    chosen: await chosenFrom(options.mapping),
    everySeconds: Math.max(1, Math.round(Number(options.every)) || 60),
  }
  const added = orThrow(await (await open(context)).add(LOCAL_OWNER, wanted))
  if (context.json) context.out(JSON.stringify({ name: added.name, source: added.source }))
  context.note({
    fr: `Le dépôt « ${name} » sera relevé toutes les ${added.everySeconds} s, tant que le serveur tourne.`,
    en: `The deposit "${name}" is looked into every ${added.everySeconds} s while the server runs.`,
  })
}

const list = async (context: CommandContext): Promise<void> => {
  const deposits = orThrow(await (await open(context)).list(LOCAL_OWNER)).map(({ deposit, found }) => ({
    name: deposit.name,
    source: deposit.source,
    kind: deposit.place.kind,
    everySeconds: deposit.everySeconds,
    files: found.map(({ file, size, seenAt, state, importId, why }) => ({
      file,
      size,
      at: iso(seenAt),
      state,
      import: importId,
      why: why?.code ?? null,
    })),
  }))
  if (context.json) return context.out(JSON.stringify({ deposits }))
  for (const { name, kind, files } of deposits) {
    context.out([name, kind, String(files.length)].join('\t'))
    for (const { at, file, state, why } of files) context.out(`  ${[at, state, file, why ?? ''].join('\t')}`.trimEnd())
  }
}
