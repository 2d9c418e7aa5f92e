import type { Command } from 'commander'
import type { CommandContext } from '../cli/context.ts'
import { storedMaps, storedName } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { writeWhole } from '../cli/write-file.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { iso, orThrow } from '../kernel/index.ts'
import { baseOf, rememberBase } from './bases.node.ts'
import { decodeMap } from './decode.ts'
import { readMapBytes } from './map-file.node.ts'
import type { MapStatus, StatusChange } from './map-store.ts'
import type { Base } from './maps.ts'
import { readMap } from './read.ts'

const STATUS_WORDS: Readonly<Record<MapStatus, { readonly fr: string; readonly en: string }>> = {
  draft: { fr: 'brouillon', en: 'draft' },
  in_review: { fr: 'en relecture', en: 'in review' },
  approved: { fr: 'approuvée', en: 'approved' },
  archived: { fr: 'archivée', en: 'archived' },
}

/** `parcours map push|pull|publish|archive|list|history` */
export const mapStoreCommands: Commands = (program, run) => {
  const map = mapCommand(program)
  const add = (name: string, argument?: string): Command => {
    const command = common(map.command(name))
    return argument === undefined ? command : command.argument(argument)
  }
  add('push', '<file>')
    .description('keeps a map’s file in the store as a new revision')
    .option('--base <revision>', 'the revision or hash that the file was changed from')
    .option('--why <text>', 'a reason, kept with the revision')
    .action((file: string, options) => run(options, (context) => push(file, options, context)))
  add('pull', '<map>')
    .description('writes a stored map as it was pushed, byte for byte (id, id@3 or id@approved)')
    .option('-o, --output <file>', 'where to write it (else stdout)')
    .action((name: string, options) => run(options, (context) => pull(name, options, context)))
  add('publish', '<map>')
    .description('approves a revision; recorded as unreviewed until reviews exist')
    .option('--why <text>', 'a reason, kept in the history')
    .action((name: string, options) => run(options, (context) => change('publish', name, options, context)))
  add('archive', '<map>')
    .description('sets a revision aside')
    .option('--why <text>', 'a reason, kept in the history')
    .action((name: string, options) => run(options, (context) => change('archive', name, options, context)))
  add('list')
    .description('the stored maps')
    .action((options) => run(options, list))
  add('history', '<map>')
    .description('who moved each revision of a map to which status, when and why')
    .action((name: string, options) => run(options, (context) => history(name, context)))
}

const givenBase = (text: string): Base =>
  /^\d{1,9}$/.test(text) ? { revision: Number(text) } : { hash: text.toLowerCase() }

const push = async (file: string, options: { base?: string; why?: string }, context: CommandContext): Promise<void> => {
  const source = orThrow(await readMapBytes(file))
  const { map } = orThrow(readMap(orThrow(decodeMap(source, file)), file))
  const base = options.base === undefined ? await baseOf(context.dataFolder, file, map.id) : givenBase(options.base)
  const maps = await storedMaps(context)
  const pushed = orThrow(
    await maps.push(LOCAL_OWNER, {
      source,
      file,
      ...(base ? { base } : {}),
      ...(options.why === undefined ? {} : { why: options.why }),
    }),
  )
  const { id, revision, hash, status, unchanged } = pushed
  await rememberBase(context.dataFolder, file, { id, revision, hash })
  if (context.json) context.out(JSON.stringify({ id, revision, hash, status, unchanged }))
  else context.out(`${id}@${revision}`)
  context.note(
    unchanged
      ? { fr: 'Rien de nouveau à garder.', en: 'Nothing new to keep.' }
      : { fr: `Gardée, ${STATUS_WORDS[status].fr}.`, en: `Kept, ${STATUS_WORDS[status].en}.` },
  )
  if ((map.status === 'approved' || map.status === 'archived') && !unchanged)
    context.note({
      fr: `Le statut « ${map.status} » du fichier est laissé de côté : seul « map publish » approuve.`,
      en: `The file's status "${map.status}" is left aside: only "map publish" approves.`,
    })
}

const pull = async (name: string, options: { output?: string }, context: CommandContext): Promise<void> => {
  const { id, which } = storedName(name)
  const { stored, status, text } = orThrow(await (await storedMaps(context)).pull(LOCAL_OWNER, id, which))
  const { revision, hash } = stored
  if (options.output !== undefined) {
    await writeWhole(options.output, stored.source)
    await rememberBase(context.dataFolder, options.output, { id, revision, hash })
  }
  if (context.json) context.out(JSON.stringify({ id, revision, hash, status, file: options.output ?? null, text }))
  else if (options.output === undefined) process.stdout.write(stored.source)
  context.note({
    fr: `${id}@${revision}, ${STATUS_WORDS[status].fr}.`,
    en: `${id}@${revision}, ${STATUS_WORDS[status].en}.`,
  })
}

const changeJson = (id: string, { revision, status, reviewed, at, by, why }: StatusChange) => ({
  id,
  revision,
  status,
  reviewed,
  at: iso(at),
  by,
  why: why ?? null,
})

const change = async (
  verb: 'publish' | 'archive',
  name: string,
  { why }: { why?: string },
  context: CommandContext,
): Promise<void> => {
  const { id, which } = storedName(name)
  const made = orThrow(await (await storedMaps(context))[verb](LOCAL_OWNER, id, which, why))
  if (context.json) context.out(JSON.stringify(changeJson(id, made)))
  else context.out(`${id}@${made.revision} ${made.status}`)
  if (verb === 'publish') context.note({ fr: 'Approuvée sans relecture.', en: 'Approved without a review.' })
}

const list = async (context: CommandContext): Promise<void> => {
  const heads = orThrow(await (await storedMaps(context)).list(LOCAL_OWNER))
  if (context.json)
    context.out(JSON.stringify({ maps: heads.map(({ at, ...head }) => ({ ...head, at: iso(at) })) }, null, 2))
  else for (const { id, revision, status, at } of heads) context.out(`${id}@${revision}\t${status}\t${iso(at)}`)
  if (heads.length === 0)
    context.note({
      fr: 'Aucune carte : « parcours map push FICHIER » en garde une.',
      en: 'No map yet: "parcours map push FILE" keeps one.',
    })
}

const history = async (name: string, context: CommandContext): Promise<void> => {
  const { id } = storedName(name)
  const changes = orThrow(await (await storedMaps(context)).history(LOCAL_OWNER, id))
  if (context.json) context.out(JSON.stringify({ id, history: changes.map((each) => changeJson(id, each)) }, null, 2))
  else
    for (const { revision, status, at, by, why } of changes)
      context.out([`${id}@${revision}`, status, iso(at), by, ...(why === undefined ? [] : [why])].join('\t'))
}
