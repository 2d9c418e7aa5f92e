import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Json } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { iso, orThrow, Refused, say } from '../kernel/index.ts'
import { liveServer } from '../server/server-file.ts'
import { sourcesOver } from '../server/sources-over.ts'
import { readMapping, tryMapping, type Webhook, type Webhooks } from '../webhooks/index.ts'
import { webhookTemplates } from '../webhooks/templates.node.ts'
import { refusals } from '../webhooks/webhook-refusals.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import type { Commands } from './room-commands.ts'
import { common } from './run.ts'

const open = async ({ engines, dataFolder, now }: CommandContext): Promise<Webhooks> =>
  sourcesOver(await engines.database(), dataFolder, now).webhooks

/** Where the running server collects; nothing where none runs. */
const collectOf = async ({ dataFolder }: CommandContext): Promise<string> =>
  (await liveServer(resolve(dataFolder)))?.engines.ingest?.collect ?? ''

/** A file, or the ready-made mapping of that name. */
const mappingOf = async (file: string | undefined, template: string | undefined): Promise<string> => {
  if (file !== undefined) return readFile(file, 'utf8').catch(cannotRead)
  const known = webhookTemplates().find(({ name }) => name === template)
  if (!known) throw new Refused(refusals.template(template ?? ''))
  return known.mapping
}

const cannotRead = (): never => {
  throw new Refused(refusals.mapping('/', 'unreadable file'))
}

/** `parcours webhook add|list|test|templates|remove` */
export const webhookCommands: Commands = (program, run) => {
  const webhook = program.command('webhook').description('what other systems send by themselves, in their own words')
  common(webhook.command('add'))
    .argument('<name>', 'how it is called, and its source: standard, avis')
    .description('opens a webhook; its secret is shown once')
    .option('--mapping <file>', 'how its requests become events (parcours-webhook/1, YAML or JSON)')
    .option('--template <name>', 'a ready-made mapping instead (see parcours webhook templates)')
    .option('--secret-file <file>', 'the secret that the sender already has, in a file; else one is made')
    .action((name: string, options: AddOptions) => run(options, (context) => add(name, options, context)))
  common(webhook.command('list'))
    .description('the webhooks')
    .action((options) => run(options, list))
  common(webhook.command('test'))
    .argument('<payload>', 'an example of a request’s body, in a file')
    .description('what a mapping makes of an example; nothing is sent nor kept')
    .option('--mapping <file>', 'the mapping')
    .option('--template <name>', 'a ready-made mapping instead')
    .option('--header <name:value...>', 'a header that comes with it')
    .action((payload: string, options: TestOptions) => run(options, (context) => test(payload, options, context)))
  common(webhook.command('templates'))
    .description('the ready-made mappings')
    .action((options) => run(options, async (context) => templates(context)))
  common(webhook.command('remove'))
    .argument('<name>')
    .description('closes a webhook and removes its source; what it sent is kept')
    .action((name: string, options) =>
      run(options, async (context) => {
        orThrow(await (await open(context)).remove(LOCAL_OWNER, name))
        if (context.json) context.out(JSON.stringify({ name }))
        context.note({ fr: `Le webhook « ${name} » est fermé.`, en: `The webhook "${name}" is closed.` })
      }),
    )
}

interface MappingOptions extends CommonOptions {
  readonly mapping?: string
  readonly template?: string
}
interface AddOptions extends MappingOptions {
  readonly secretFile?: string
}
interface TestOptions extends MappingOptions {
  readonly header?: readonly string[]
}

const add = async (name: string, options: AddOptions, context: CommandContext): Promise<void> => {
  const mapping = await mappingOf(options.mapping, options.template)
  const given = options.secretFile && (await readFile(options.secretFile, 'utf8').catch(cannotRead)).trim()
  const wanted = { name, mapping, ...(given !== undefined && given !== '' && { secret: given }) }
  const { webhook, secret } = orThrow(await (await open(context)).add(LOCAL_OWNER, wanted))
  const url = urlOf(await collectOf(context), webhook)
  context.out(context.json ? JSON.stringify({ name, url, secret }) : `${url}\n${secret}`)
  context.note({
    fr: `L’adresse et le secret de « ${name} » : donnez-les à qui envoie ; le secret ne sera plus affiché.`,
    en: `The address and the secret of "${name}": give them to the sender; the secret is not shown again.`,
  })
}

const urlOf = (collect: string, { address }: Webhook): string => `${collect}/hooks/${address}`

const list = async (context: CommandContext): Promise<void> => {
  const webhooks = orThrow(await (await open(context)).list(LOCAL_OWNER))
  const collect = await collectOf(context)
  const told = webhooks.map((webhook) => {
    const mapping = readMapping(webhook.mapping)
    const believed = mapping.ok ? (mapping.value.believed ?? []) : []
    return { name: webhook.name, url: urlOf(collect, webhook), believed, added: iso(webhook.addedAt) }
  })
  if (context.json) return context.out(JSON.stringify({ webhooks: told }))
  for (const { name, url, believed } of told) context.out([name, believed.join(',') || '–', url].join('\t'))
}

const test = async (payload: string, options: TestOptions, context: CommandContext): Promise<void> => {
  const mapping = await mappingOf(options.mapping, options.template)
  const headers = Object.fromEntries(
    (options.header ?? []).map((one) => [
      one.slice(0, one.indexOf(':')).trim(),
      one.slice(one.indexOf(':') + 1).trim(),
    ]),
  )
  const text = await readFile(payload, 'utf8').catch(cannotRead)
  const tried = orThrow(tryMapping(mapping, jsonOf(text), headers, context.now(), LOCAL_OWNER.workspace))
  if (context.json) context.out(JSON.stringify(tried))
  else
    for (const { at, event, channel, identifier } of tried.events)
      context.out([at, event, channel, identifier].join('\t'))
  for (const { reason, detail } of tried.stopped)
    context.note({ fr: `Mis de côté : ${reason} (${detail})`, en: `Set aside: ${reason} (${detail})` })
  if (tried.unmapped > 0)
    context.note({ fr: `Sans règle : ${tried.unmapped}`, en: `No rule recognises: ${tried.unmapped}` })
  if (tried.stopped.length > 0) process.exitCode = 1
}

const jsonOf = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new Refused(refusals.payload)
  }
}

const templates = (context: CommandContext): void => {
  const all = webhookTemplates().map(({ name, title }) => ({ name, title: say(title, context.language) }))
  if (context.json) context.out(JSON.stringify({ templates: all }))
  else for (const { name, title } of all) context.out(`${name}\t${title}`)
}
