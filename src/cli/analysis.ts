import type { Command } from 'commander'
import type { AnalysisPorts } from '../analyses/index.ts'
import { readPurchases } from '../analyses/purchases.clickhouse.ts'
import { createExplorer } from '../explorations/index.ts'
import { type FilterOptions, filtered, filterOf, instantFrom } from '../journeys/filter.cli.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import { caseReaderOf } from './lived-map.ts'
import { resolveMap } from './map-argument.ts'
import { common } from './run.ts'

export { filterOf, instantFrom }

export interface AnalysisOptions extends CommonOptions, FilterOptions {
  readonly asOf?: string
}

/** Adds the filters and `--as-of` that every analysis takes. */
export const filtersAndAsOf = (command: Command): Command =>
  filtered(common(command)).option('--as-of <time>', 'as if it were this date or instant (else the latest event)')

/** What an analysis asks of the outside, for a command. */
export const analysisPorts = async (context: CommandContext): Promise<AnalysisPorts> => ({
  explorer: createExplorer({
    reader: await caseReaderOf(context),
    // One command asks once.
    version: async () => '',
    now: context.now,
    zone: 'Europe/Paris',
    budget: Number.POSITIVE_INFINITY,
  }),
  map: (name) => resolveMap(name, context),
  purchases: async ({ workspace, filter }, event, property) =>
    readPurchases(await context.engines.analytics(), { workspace, filter, inferred: 'person' }, event, property),
  now: context.now,
})
