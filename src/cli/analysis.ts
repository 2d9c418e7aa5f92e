import type { Command } from 'commander'
import { LOCAL_OWNER } from '../governance/index.ts'
import { type FilterOptions, filtered, filterOf, instantFrom, wholeNumber } from '../journeys/filter.cli.ts'
import type { CaseQuestion, CaseTable } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { CommandContext, CommonOptions } from './context.ts'
import { caseReaderOf } from './lived-map.ts'
import { common } from './run.ts'

export { filterOf, instantFrom, wholeNumber }

export interface AnalysisOptions extends CommonOptions, FilterOptions {
  readonly asOf?: string
}

/** Adds the filters and `--as-of` that every analysis takes. */
export const analysis = (command: Command): Command =>
  filtered(common(command)).option('--as-of <time>', 'as if it were this date or instant (else the latest event)')

export interface PeopleRead {
  readonly question: CaseQuestion
  readonly table: CaseTable
  /** As of when: what was asked, else the latest event of the source, else now. */
  readonly asOf: Instant
}

/** Every event that the filters keep, person by person (or case by case where the source names cases). */
export const readPeople = async (options: AnalysisOptions, context: CommandContext): Promise<PeopleRead> => {
  const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter: filterOf(options), inferred: 'person' }
  const reader = await caseReaderOf(context)
  const [latest, table] = await Promise.all([reader.latest(question), reader.cases(question)])
  const asOf = options.asOf === undefined ? (latest ?? context.now()) : instantFrom(options.asOf)
  return { question, table, asOf }
}
