import { createConsentReader } from '../consent/consent-reader.clickhouse.ts'
import { knownUntil } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createCaseReader } from '../journeys/case-reader.clickhouse.ts'
import { wholeNumber } from '../journeys/filter.cli.ts'
import { instantFrom, journeysOf } from '../journeys/index.ts'
import { orThrow, Refused } from '../kernel/index.ts'
import { type Claim, explain, KINDS, lifeOf, TRAIT_RULES } from '../profiles/index.ts'
import { readLife } from '../profiles/life-reader.clickhouse.ts'
import { createPostgresPeopleStore } from '../profiles/people-store.postgres.ts'
import { refusals } from '../profiles/profile-refusals.ts'
import { heardLive } from '../server/heard-live.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import { storedMaps } from './map-argument.ts'
import { freshProfiles, openProfiles, openSearch, refreshProfiles } from './open-profiles.ts'
import { identifiersTold, profileJson, profileText } from './profile-answer.ts'
import { searchJson, searchText } from './profile-search-answer.ts'
import type { Commands } from './room-commands.ts'
import { common } from './run.ts'
import { inZone, workspaceZone } from './workspace-zone.ts'

interface ShowOptions extends CommonOptions {
  readonly limit: number
  readonly before?: string
  readonly asOf?: string
}
interface WhyOptions extends CommonOptions {
  readonly why: string
}

/** `parcours profile ID`, and `search|refresh|merge|unmerge|queue|claims` */
export const profileCommands: Commands = (program, run) => {
  const profile = program.command('profile').description('one person behind many identifiers')
  common(profile.command('show', { isDefault: true }))
    .argument(
      '<id>',
      'any identifier of the person: an e-mail, a telephone, loyalty:…, user:…, or the profile’s own id',
    )
    .description('one profile: identifiers and why they are one, traits, journeys, orders, timeline')
    .option('--limit <n>', 'interactions shown', wholeNumber, 20)
    .option('--before <time>', 'only interactions before this date or instant')
    .option('--as-of <time>', 'who it was known to be on this date or instant')
    .action((id: string, options: ShowOptions) => run(options, (context) => show(id, options, context)))
  common(profile.command('search'))
    .argument('<text...>', 'an identifier, a name or a town, or words that somebody wrote or said')
    .description('people by what they are known by, and what people said')
    .action((text: string[], options) => run(options, (context) => search(text.join(' '), context)))
  common(profile.command('refresh'))
    .description('works out who is who from what came in since the last time')
    .action((options) => run(options, refresh))
  for (const [name, what] of [
    ['merge', 'makes one person of two; unmerge brings both back exactly'],
    ['unmerge', 'makes two persons of one again, and keeps them apart'],
  ] as const)
    common(profile.command(name))
      .argument('<a>', 'an identifier of the one')
      .argument('<b>', 'an identifier of the other')
      .description(what)
      .option('--why <text>', 'the reason, kept with the decision', '')
      .action((a: string, b: string, options: WhyOptions) =>
        run(options, (context) => (name === 'merge' ? merge : unmerge)(a, b, options.why, context)),
      )
  common(profile.command('queue'))
    .description('merges that evidence asks for and that wait for a steward')
    .action((options) => run(options, queue))
  common(profile.command('claims'))
    .argument('<source>', 'a source of events')
    .argument('[property=kind...]', `properties that name the person (${KINDS.join(', ')})`)
    .description('declares which properties of a source’s events name people')
    .action((source: string, pairs: string[], options) => run(options, (context) => claims(source, pairs, context)))
  common(profile.command('trait'))
    .argument('<trait>', 'its name: firstName, city…')
    .argument('<rule>', TRAIT_RULES.join(', '))
    .argument('[sources...]', 'for trusted: the sources, the most trusted first')
    .description('declares which of the values told of a trait holds')
    .action((trait: string, named: string, sources: string[], options) =>
      run(options, (context) => rule(trait, named, sources, context)),
    )
}

const show = async (
  id: string,
  { limit, before, asOf: asked }: ShowOptions,
  context: CommandContext,
): Promise<void> => {
  const profiles = await freshProfiles(context)
  const { workspaceZone: zone } = await inZone(context, { asOf: asked, before })
  const then = asked === undefined ? undefined : instantFrom(asked, zone)
  const profile = orThrow(await profiles.find(LOCAL_OWNER, id, then))
  const [analytics, database] = [await context.engines.analytics(), await context.engines.database()]
  const { workspace } = LOCAL_OWNER
  const { events: all, truncated } = await readLife(analytics, workspace, profile.filedUnder)
  const events = then === undefined ? all : all.filter(({ at }) => at <= then)
  const known = createPostgresPeopleStore(database).read(workspace)
  const declared = new Set((await known.claims()).map(({ source }) => source))
  const reader = createCaseReader(analytics)
  const heard = await heardLive(context.dataFolder, context.now)()
  const latest = await knownUntil(reader, { workspace, filter: {}, inferred: 'person' }, heard)
  const end = before === undefined ? Number.POSITIVE_INFINITY : instantFrom(before, zone)
  const earlier = events.filter(({ at }) => at < end)
  const asOf = then ?? latest ?? context.now()
  const shown = {
    profile,
    life: lifeOf(events, declared, await known.traitRules()),
    consents: await createConsentReader(analytics).of(workspace, [
      ...new Set([...profile.filedUnder, ...profile.identifiers]),
    ]),
    truncated,
    asOf,
    zone: await workspaceZone(context),
    journeys: await journeysOf(await storedMaps(context), LOCAL_OWNER, events, asOf),
    page: earlier.slice(-limit).reverse(),
    more: earlier.length > limit,
  }
  context.out(context.json ? JSON.stringify(profileJson(shown)) : profileText(shown, context.language))
}

const search = async (text: string, context: CommandContext): Promise<void> => {
  const { faces, sayings } = await openSearch(context)
  const people = orThrow(await faces.search(LOCAL_OWNER, text))
  const said = orThrow(await sayings.search(LOCAL_OWNER, text))
  context.out(context.json ? JSON.stringify(searchJson(people, said)) : searchText(people, said, context.language))
}

const rule = async (
  trait: string,
  named: string,
  sources: readonly string[],
  context: CommandContext,
): Promise<void> => {
  const known = TRAIT_RULES.find((each) => each === named)
  if (known === undefined) throw new Refused(refusals.traitRule)
  const rules = orThrow(await (await openProfiles(context)).rule(LOCAL_OWNER, { trait, rule: known, sources }))
  if (context.json) return context.out(JSON.stringify({ rules }))
  for (const each of rules) context.out([each.trait, each.rule, each.sources.join(',') || '–'].join('\t'))
}

const refresh = async (context: CommandContext): Promise<void> => {
  const told = await refreshProfiles(await openProfiles(context))
  if (context.json) context.out(JSON.stringify(told))
  context.note({
    fr: `${told.evidence} rapprochements lus, ${told.identifiers} identifiants.`,
    en: `${told.evidence} pieces of evidence read, ${told.identifiers} identifiers.`,
  })
}

const merge = async (a: string, b: string, why: string, context: CommandContext): Promise<void> => {
  const one = orThrow(await (await freshProfiles(context)).merge(LOCAL_OWNER, a, b, why))
  if (context.json) context.out(JSON.stringify({ profiles: [identifiersTold(one)] }))
  context.note({ fr: 'Les deux profils n’en font plus qu’un.', en: 'The two profiles are one.' })
}

const unmerge = async (a: string, b: string, why: string, context: CommandContext): Promise<void> => {
  const both = orThrow(await (await freshProfiles(context)).unmerge(LOCAL_OWNER, a, b, why))
  if (context.json) context.out(JSON.stringify({ profiles: both.map(identifiersTold) }))
  context.note({ fr: 'Ce sont de nouveau deux profils.', en: 'They are two profiles again.' })
}

const queue = async (context: CommandContext): Promise<void> => {
  const questions = orThrow(await (await freshProfiles(context)).questions(LOCAL_OWNER))
  const zone = await workspaceZone(context)
  const told = questions.map(({ one, other, edge }) => ({ one, other, words: explain({ by: 'evidence', edge }, zone) }))
  if (context.json) return context.out(JSON.stringify({ questions: told }))
  for (const { one, other, words } of told) context.out(`${one}\t${other}\t${words[context.language]}`)
  context.note({
    fr: `${told.length} rapprochements attendent une décision : parcours profile merge A B, ou unmerge A B.`,
    en: `${told.length} merges wait for a decision: parcours profile merge A B, or unmerge A B.`,
  })
}

const claimOf = (source: string, pair: string): Claim => {
  const [property = '', named] = pair.split('=')
  const kind = KINDS.find((known) => known === named)
  if (property === '' || kind === undefined) throw new Refused(refusals.claim)
  return { source, property, kind }
}

const claims = async (source: string, pairs: readonly string[], context: CommandContext): Promise<void> => {
  const declared = orThrow(
    await (await openProfiles(context)).declare(
      LOCAL_OWNER,
      pairs.map((pair) => claimOf(source, pair)),
    ),
  )
  const own = declared.filter((claim) => claim.source === source)
  if (context.json)
    return context.out(JSON.stringify({ source, claims: own.map(({ property, kind }) => ({ property, kind })) }))
  for (const { property, kind } of own) context.out(`${property}\t${kind}`)
}
