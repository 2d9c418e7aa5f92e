import type { Command } from 'commander'
import {
  type Answers,
  asOfWhen,
  createExplorations,
  type Explorations,
  knownUntil,
  type PeoplePage,
  selectionAsked,
  type View,
} from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { filterOf } from '../journeys/filter.cli.ts'
import {
  basisOf,
  type CaseBasis,
  type CaseQuestion,
  type CaseReader,
  type Followed,
  followMap,
  instantFrom,
  type Lived,
  livedOf,
  recogniserOf,
} from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import { type AnalysisOptions, analysisPorts, looking, scopeIn, withholding } from './analysis.ts'
import type { CommandContext } from './context.ts'
import { type ResolvedMap, resolveMap } from './map-argument.ts'

/** The options of every command that sets a map beside what was lived. */
export interface LivedRequest extends AnalysisOptions {
  readonly minN: number
  readonly unitCosts?: boolean
  readonly top?: number
  /** Whose journeys are listed: those that a number is of. */
  readonly people?: string
}

/** Adds the filters, which journeys are looked at, `--as-of` and `--min-n` to a command that takes a MAP. */
export const ofLivedMap = (command: Command, minN = 0): Command => withholding(looking(command), minN)

/** A designed map beside what was lived, with the journeys that it was computed from. */
export interface LivedMap extends ResolvedMap {
  readonly followed: Followed
  readonly lived: Lived
}

/** As of when: what was asked, else until when the source's events are known (not after `to`), else now. */
const asOfOf = async (
  reader: CaseReader,
  question: CaseQuestion,
  { asOf, workspaceZone, heard }: LivedRequest,
  now: Instant,
) => {
  if (asOf !== undefined) return instantFrom(asOf, workspaceZone)
  return asOfWhen(question, (await knownUntil(reader, question, heard)) ?? now)
}

const answerOf = (resolved: ResolvedMap, followed: Followed, basis: CaseBasis, options: LivedRequest): LivedMap => ({
  ...resolved,
  followed,
  lived: livedOf(followed, {
    hash: resolved.hash,
    basis,
    minN: options.minN,
    ...(options.top !== undefined && { top: options.top }),
    ...(options.unitCosts && { unitCosts: true }),
  }),
})

/** Reads the events of a map's journeys, and sets the map beside what was lived. */
export const besideLived = async (
  resolved: ResolvedMap,
  options: LivedRequest,
  reader: CaseReader,
  now: Instant,
): Promise<LivedMap> => {
  const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter: filterOf(options), inferred: 'person' }
  const asOf = await asOfOf(reader, question, options, now)
  const table = await reader.journeys(question, recogniserOf(resolved.map))
  return answerOf(resolved, followMap(resolved.map, table, asOf), basisOf(table, 'person'), options)
}

/** The people behind a number, a journey each. */
export interface LivedPeople {
  readonly of: string
  readonly count: number
  readonly keys: readonly string[]
}

/** Everybody whose journey a number is of, one journey after another: as many as it counts. */
const listed = async (explorations: Explorations, view: View, of: string): Promise<LivedPeople> => {
  const selection = selectionAsked(of)
  const keys: string[] = []
  for (let after: number | null = 0; after !== null; ) {
    const question = { kind: 'people', selection, order: 'entered', descending: false, after, limit: 10_000 } as const
    const page: PeoplePage = await explorations.ask(view, question)
    for (const { key } of page.items) keys.push(key)
    after = page.next
  }
  return { of, count: keys.length, keys }
}

/** Resolves the map that a command names, and sets it beside what was lived: of the journeys asked for, however many. */
export const readLived = async (
  name: string,
  options: LivedRequest,
  context: CommandContext,
): Promise<
  ResolvedMap & { readonly lived: Lived & Pick<Answers['lived'], 'hints'>; readonly people?: LivedPeople }
> => {
  const resolved = await resolveMap(name, context)
  const { explorer } = await analysisPorts(context)
  const { minN, top, unitCosts, people } = options
  const explorations = createExplorations(explorer)
  const view = { ...(await scopeIn(context, options)), map: resolved.map, hash: resolved.hash }
  const question = { kind: 'lived', minN, ...(top !== undefined && { top }), ...(unitCosts && { unitCosts }) } as const
  const { scope: _, ...lived } = await explorations.ask(view, question)
  return { ...resolved, lived, ...(people !== undefined && { people: await listed(explorations, view, people) }) }
}

/** The moments noticed in what was lived of the map that a command names, however many journeys there are. */
export const readMoments = async (
  name: string,
  options: LivedRequest,
  context: CommandContext,
): Promise<ResolvedMap & { readonly noticed: Answers['moments'] }> => {
  const resolved = await resolveMap(name, context)
  const { explorer } = await analysisPorts(context)
  const { minN, top, unitCosts } = options
  const view = { ...(await scopeIn(context, options)), map: resolved.map, hash: resolved.hash }
  const question = {
    kind: 'moments',
    minN,
    ...(top !== undefined && { top }),
    ...(unitCosts && { unitCosts }),
  } as const
  return { ...resolved, noticed: await createExplorations(explorer).ask(view, question) }
}

/** Resolves the map that a command names, reads its events, and sets one beside the other: of the journeys asked for. */
export const readLivedMap = async (name: string, options: LivedRequest, context: CommandContext): Promise<LivedMap> => {
  const resolved = await resolveMap(name, context)
  const scope = await scopeIn(context, options)
  const { explorer } = await analysisPorts(context)
  const explored = await explorer.explore({ ...scope, map: resolved.map, hash: resolved.hash })
  return answerOf(resolved, explored, explored.basis, options)
}
