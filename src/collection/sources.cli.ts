import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { iso, orThrow, Refused } from '../kernel/index.ts'
import { openSeal } from './sealed.node.ts'
import { IDENTIFIER_KINDS, type IdentifierKind, type Source, type SourceLimits, TRUSTS, type Trust } from './source.ts'
import { refusals } from './source-refusals.ts'
import { createPostgresSourceStore } from './source-store.postgres.ts'
import { createSources, type Keyed, type Sources } from './sources.ts'
import { hashWriteKey, newWriteKey, writeSources } from './sources-file.node.ts'

const open = async ({ engines, dataFolder, now }: CommandContext): Promise<Sources> =>
  createSources({
    store: createPostgresSourceStore(await engines.database()),
    may: localOwnerMay,
    now,
    newKey: newWriteKey,
    hash: hashWriteKey,
    seal: async (secret) => (await openSeal(dataFolder)).seal(secret),
    tell: (sources) => writeSources(dataFolder, sources),
  })

/** `parcours source add|list|rotate|limit|sign|remove` */
export const sourceCommands: Commands = (program, run) => {
  const source = program.command('source').description('the sources of live events, and their write keys')
  common(source.command('add'))
    .argument('<name>', 'how the source is called: site, caisse-lille')
    .description('a new source; its write key is shown once')
    .option('--trust <trust>', 'browser (the key is public, in a page) or server (the key is secret)', 'browser')
    .option('--kinds <kinds>', `what a server source is believed about (${IDENTIFIER_KINDS.join(', ')}; else all)`)
    .option('--limit <messages>', 'how many messages a second it may send (else as many as this machine takes)')
    .option('--burst <messages>', 'how many it may send at once after a silence (else ten seconds of --limit)')
    .action((name: string, options) => run(options, (context) => add(name, options, context)))
  common(source.command('list'))
    .description('the sources')
    .action((options) => run(options, list))
  common(source.command('rotate'))
    .argument('<name>')
    .description('another write key for a source; the former one opens nothing any more')
    .action((name: string, options) =>
      run(options, async (context) => {
        tell(orThrow(await (await open(context)).rotate(LOCAL_OWNER, name)), context)
      }),
    )
  common(source.command('limit'))
    .argument('<name>')
    .description('how much a source may send; beyond it its sender is asked to come again (429)')
    .option('--limit <messages>', 'messages a second; without it the source has no limit any more')
    .option('--burst <messages>', 'messages at once after a silence (else ten seconds of --limit)')
    .action((name: string, options) => run(options, (context) => limit(name, options, context)))
  common(source.command('need'))
    .argument('<name>')
    .argument('[purpose]', 'measurement, personalisation, marketing… ; without it nothing is asked any more')
    .description('keeps what a source sends of somebody only where they consent to a purpose')
    .action((name: string, purpose: string | undefined, options) =>
      run(options, (context) => need(name, purpose, context)),
    )
  common(source.command('sign'))
    .argument('<name>')
    .description('a secret with which your server signs who is behind a page; the former one vouches for nobody')
    .action((name: string, options) => run(options, (context) => sign(name, context)))
  common(source.command('remove'))
    .argument('<name>')
    .description('removes a source; what it sent is kept, what it sends is refused')
    .action((name: string, options) =>
      run(options, async (context) => {
        orThrow(await (await open(context)).remove(LOCAL_OWNER, name))
        if (context.json) context.out(JSON.stringify({ name }))
        context.note({ fr: `La source « ${name} » est retirée.`, en: `The source "${name}" is removed.` })
      }),
    )
}

const trustOf = (text: string): Trust => {
  const trust = TRUSTS.find((known) => known === text)
  if (trust === undefined) throw new Refused(refusals.trust(text))
  return trust
}

const kindOf = (text: string): IdentifierKind => {
  const kind = IDENTIFIER_KINDS.find((known) => known === text)
  if (kind === undefined) throw new Refused(refusals.kind(text))
  return kind
}

interface LimitOptions {
  readonly limit?: string
  readonly burst?: string
}

/** Ten seconds' worth at once, where it is not said. */
const limitsOf = ({ limit, burst }: LimitOptions): SourceLimits | undefined =>
  limit === undefined
    ? undefined
    : { perSecond: Number(limit), burst: burst === undefined ? Number(limit) * 10 : Number(burst) }

const limit = async (name: string, options: LimitOptions, context: CommandContext): Promise<void> => {
  const source = orThrow(await (await open(context)).limit(LOCAL_OWNER, name, limitsOf(options) ?? null))
  if (context.json) return context.out(JSON.stringify(told(source)))
  const { perSecond, burst } = source.limits ?? {}
  context.note(
    perSecond === undefined
      ? { fr: `« ${name} » n’a plus de limite.`, en: `"${name}" has no limit any more.` }
      : {
          fr: `« ${name} » : ${perSecond} messages par seconde, ${burst} à la fois.`,
          en: `"${name}": ${perSecond} messages a second, ${burst} at once.`,
        },
  )
}

const need = async (name: string, purpose: string | undefined, context: CommandContext): Promise<void> => {
  const source = orThrow(await (await open(context)).need(LOCAL_OWNER, name, purpose ?? null))
  if (context.json) return context.out(JSON.stringify({ name, needs: source.needs ?? null }))
  context.note(
    source.needs === undefined
      ? { fr: `« ${name} » garde tout ce qu’elle envoie.`, en: `Everything that "${name}" sends is kept.` }
      : {
          fr: `« ${name} » : gardé de qui consent à « ${source.needs} » seulement.`,
          en: `"${name}": kept of those who consent to "${source.needs}" only.`,
        },
  )
}

const sign = async (name: string, context: CommandContext): Promise<void> => {
  const { secret } = orThrow(await (await open(context)).sign(LOCAL_OWNER, name))
  context.out(context.json ? JSON.stringify({ name, secret }) : secret)
  context.note({
    fr: `Le secret de « ${name} » : votre serveur en signe des jetons (JWT, HS256) ; il ne sera plus affiché.`,
    en: `The secret of "${name}": your server signs tokens with it (JWT, HS256); it is not shown again.`,
  })
}

const add = async (
  name: string,
  { trust, kinds, ...options }: { trust: string; kinds?: string } & LimitOptions,
  context: CommandContext,
): Promise<void> => {
  const limits = limitsOf(options)
  const wanted = {
    name,
    trust: trustOf(trust),
    ...(limits && { limits }),
    ...(kinds !== undefined && { kinds: kinds.split(',').map((kind) => kindOf(kind.trim())) }),
  }
  tell(orThrow(await (await open(context)).add(LOCAL_OWNER, wanted)), context)
}

const tell = ({ source, writeKey }: Keyed, context: CommandContext): void => {
  context.out(context.json ? JSON.stringify({ name: source.name, writeKey }) : writeKey)
  context.note({
    fr: `Clé d’écriture de « ${source.name} » : notez-la, elle ne sera plus affichée.`,
    en: `The write key of "${source.name}": write it down, it is not shown again.`,
  })
}

const told = ({ name, trust, kinds, addedAt, keyedAt, limits, identity, needs }: Source) => ({
  name,
  trust,
  kinds,
  added: iso(addedAt),
  keyed: iso(keyedAt),
  limits: limits ?? null,
  signed: identity !== undefined,
  needs: needs ?? null,
})

const list = async (context: CommandContext): Promise<void> => {
  const sources = orThrow(await (await open(context)).list(LOCAL_OWNER))
  if (context.json) return context.out(JSON.stringify({ sources: sources.map(told) }))
  if (sources.length === 0)
    context.note({
      fr: 'Aucune source. Ajoutez-en une : parcours source add NOM.',
      en: 'No source yet. Add one: parcours source add NAME.',
    })
  for (const { name, trust, kinds, addedAt } of sources)
    context.out([name, trust, kinds.join(',') || '–', iso(addedAt).slice(0, 10)].join('\t'))
}
