import type { Command } from 'commander'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { type FilterOptions, filtered, filterOf, instantFrom, wholeNumber } from '../journeys/filter.cli.ts'
import {
  basisOf,
  type CaseQuestion,
  type CaseReader,
  type Followed,
  followMap,
  type Lived,
  livedOf,
  recogniserOf,
} from '../journeys/index.ts'
import { createLayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import { type Instant, Refused } from '../kernel/index.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import { type ResolvedMap, resolveMap } from './map-argument.ts'
import { common } from './run.ts'
import { createWorking } from './working.ts'

/** The options of every command that sets a map beside what was lived. */
export interface LivedRequest extends CommonOptions, FilterOptions {
  readonly asOf?: string
  readonly minN: number
  readonly unitCosts?: boolean
  readonly top?: number
}

/** Adds the filters, `--as-of` and `--min-n` to a command that takes a MAP. */
export const ofLivedMap = (command: Command, minN = 0): Command =>
  filtered(common(command))
    .option('--as-of <time>', 'as if it were this date or instant (else the latest event)')
    .option('--min-n <n>', 'withhold rates and scores over fewer than this', wholeNumber, minN)

/** A designed map beside what was lived, with the journeys that it was computed from. */
export interface LivedMap extends ResolvedMap {
  readonly followed: Followed
  readonly lived: Lived
}

/** The reader of the events that the local owner may read. */
export const caseReaderOf = async (context: CommandContext): Promise<CaseReader> => {
  if (!localOwnerMay(LOCAL_OWNER, 'events.read', LOCAL_OWNER.workspace))
    throw new Refused({
      code: 'not-allowed',
      what: { fr: 'Vous n’avez pas le droit de lire les événements.', en: 'You may not read the events.' },
      remedy: { fr: 'Demandez-le au propriétaire de l’espace.', en: 'Ask the owner of the workspace.' },
    })
  return createLayeredReader(await context.engines.analytics(), { hear: createWorking(context) })
}

/** As of when: what was asked, else the latest event of the source (not after `to`), else now. */
const asOfWhen = async (reader: CaseReader, question: CaseQuestion, asked: string | undefined, now: Instant) => {
  if (asked !== undefined) return instantFrom(asked)
  const latest = (await reader.latest(question)) ?? now
  return Math.min(latest, question.filter.to ?? latest)
}

/** Reads the events of a map's journeys, and sets the map beside what was lived. */
export const besideLived = async (
  resolved: ResolvedMap,
  options: LivedRequest,
  reader: CaseReader,
  now: Instant,
): Promise<LivedMap> => {
  const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter: filterOf(options), inferred: 'person' }
  const asOf = await asOfWhen(reader, question, options.asOf, now)
  const table = await reader.journeys(question, recogniserOf(resolved.map))
  const followed = followMap(resolved.map, table, asOf)
  const answer = livedOf(followed, {
    hash: resolved.hash,
    basis: basisOf(table, 'person'),
    minN: options.minN,
    ...(options.top !== undefined && { top: options.top }),
    ...(options.unitCosts && { unitCosts: true }),
  })
  return { ...resolved, followed, lived: answer }
}

/** Resolves the map that a command names, reads its events, and sets one beside the other. */
export const readLivedMap = async (name: string, options: LivedRequest, context: CommandContext): Promise<LivedMap> => {
  const resolved = await resolveMap(name, context)
  return besideLived(resolved, options, await caseReaderOf(context), context.now())
}
