import type { Command } from 'commander'
import type { AnalysisPorts, Scope } from '../analyses/index.ts'
import { readPurchases } from '../analyses/purchases.clickhouse.ts'
import { VIEW, type ViewAsked, viewAsked } from '../api/view-asked.ts'
import { valuesIn } from '../events/rule-reader.clickhouse.ts'
import { createExplorer, type Heard } from '../explorations/index.ts'
import { LOCAL_OWNER, USUAL_ZONE } from '../governance/index.ts'
import { type FilterOptions, filtered, filterOf, wholeNumber } from '../journeys/filter.cli.ts'
import { instantFrom } from '../journeys/index.ts'
import { orThrow } from '../kernel/index.ts'
import { meaning } from '../segments/index.ts'
import { storedSegments } from '../segments/segments.cli.ts'
import { heardLive } from '../server/heard-live.ts'
import { MOST_EVENTS, reducing } from '../server/reducing.ts'
import { caseReaderOf } from './case-reader-of.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import { resolveMap } from './map-argument.ts'
import { common } from './run.ts'
import { schemaOption } from './schema-option.ts'
import { inZone } from './workspace-zone.ts'

export interface AnalysisOptions extends CommonOptions, FilterOptions {
  readonly asOf?: string
  readonly segment?: readonly string[]
  readonly who?: readonly string[]
  /** Who sends what happens as it happens: written beside what was asked. */
  readonly heard?: Heard
}

/** Which journeys are looked at, beside the filters on events that every command has. */
const LOOK = Object.entries(VIEW).filter(
  ([name]) => !['source', 'from', 'to', 'channel', 'where', 'revision', 'asOf', 'who', 'segment'].includes(name),
)

const repeated = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value]

/** Adds the filters, `--as-of`, and which journeys are looked at: what every analysis takes. */
export const looking = (command: Command, end: '--to' | '--until' = '--to'): Command => {
  filtered(common(command), end).option(
    '--as-of <time>',
    'as if it were this date or instant (else the latest event, whatever the other filters, or --to)',
  )
  for (const [name, schema] of LOOK) command.addOption(schemaOption(name, schema, false))
  return command
    .option('--segment <name>', 'only people of this named segment (may be repeated)', repeated)
    .option(
      '--who <condition>',
      'only people of whom an event fulfils this, such as store=Lille (may be repeated)',
      repeated,
    )
}

/** Adds `--min-n`: rates and scores over fewer people are withheld. */
export const withholding = (command: Command, minN: number): Command =>
  command.option('--min-n <n>', 'withhold rates and scores over fewer than this', wholeNumber, minN)

/** Whose events, which of them and of which journeys, as the options of a command say. */
export const scopeOf = (options: AnalysisOptions): Scope => {
  const names = new Set([...LOOK.map(([name]) => name), 'who', 'workspaceZone'])
  const looked = Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name)))
  const { workspaceZone: zone, heard } = options
  return {
    workspace: LOCAL_OWNER.workspace,
    filter: filterOf(options),
    look: viewAsked(looked as ViewAsked).look,
    ...(options.asOf !== undefined && { asOf: instantFrom(options.asOf, zone) }),
    ...(zone !== undefined && { zone }),
    ...(heard && { heard }),
  }
}

/** Options with what the segments that they name mean, said as conditions, with the zone that their times are in and who is heard. */
export const meant = async <Asked extends object>(
  context: CommandContext,
  options: Asked,
  calendar = false,
): Promise<Asked & Pick<AnalysisOptions, 'heard'>> => {
  const heard = Object.hasOwn(options, 'asOf') ? undefined : await heardLive(context.dataFolder, context.now)()
  const said = await meaning(options as Asked & Readonly<Record<string, unknown>>, async (names) =>
    orThrow(await (await storedSegments(context)).conditions({ actor: LOCAL_OWNER }, names)),
  )
  return { ...(await inZone(context, said, calendar)), ...(heard && { heard }) }
}

/** The same, with what its named segments mean written into `who`. */
export const scopeIn = async (context: CommandContext, options: AnalysisOptions): Promise<Scope> => {
  return scopeOf(await meant(context, options))
}

/** The filters as they were asked, one line each: they say what the figures are of, alike here and on a screen. */
export const filterLines = (asked: object): string[] =>
  Object.keys(VIEW).flatMap((name) => {
    const value = (asked as Readonly<Record<string, unknown>>)[name]
    return value === undefined || name === 'revision' ? [] : [`${name} ${[value].flat().join(', ')}`]
  })

/** What an analysis asks of the outside, for a command. */
export const analysisPorts = async (context: CommandContext): Promise<AnalysisPorts> => {
  const reader = await caseReaderOf(context)
  const engine = await context.engines.analytics()
  return {
    explorer: createExplorer({
      reader,
      values: valuesIn(engine),
      // One command asks once.
      version: async () => '',
      now: context.now,
      zone: USUAL_ZONE,
      budget: Number.POSITIVE_INFINITY,
      mostEvents: MOST_EVENTS,
    }),
    map: (name) => resolveMap(name, context),
    purchases: ({ workspace, filter }, event, property) =>
      readPurchases(engine, { workspace, filter, inferred: 'person' }, event, property),
    now: context.now,
    reduced: reducing(engine, reader, { derive: true }),
  }
}
