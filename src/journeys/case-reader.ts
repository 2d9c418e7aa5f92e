import type { Condition } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { CaseBasis, CaseTable, EventFilter, JourneyTable } from './cases.ts'
import type { Recogniser } from './recogniser.ts'

/** What must be read: whose events, which of them, and what to do with those that bear no case id. */
export interface CaseQuestion {
  readonly workspace: Id<'Workspace'>
  readonly filter: EventFilter
  readonly inferred: 'person' | 'session'
  /**
   * The property whose values are the cases (an order, a ticket), whatever case the source names; events without it are in none.
   * The key of a case is `NAME=VALUE`.
   */
  readonly by?: string
}

/** Port: reads events as cases. Adapters: memory (from events at hand), the analytical engine. */
export interface CaseReader {
  /** When the latest event of the source occurred, whatever else the filter says; `null` where there is none. */
  latest(question: CaseQuestion): Promise<Instant | null>
  cases(question: CaseQuestion): Promise<CaseTable>
  journeys(question: CaseQuestion, recogniser: Recogniser): Promise<JourneyTable>
  /**
   * The keys of the cases of which one event, whichever, fulfils the condition. A negation (`ne`, `nin`, not `exists`) is
   * asked through its positive: whom it holds for are the others.
   */
  having(question: CaseQuestion, condition: Condition): Promise<ReadonlySet<string>>
  /** The same of a table that this reader gave, 1 by case; `undefined` where it is only known by keys. */
  havingIn?(question: CaseQuestion, condition: Condition, table: CaseTable): Promise<Uint8Array | undefined>
  /**
   * Where the cases of a workspace are more than the memory holds: readers over a part of them each, every case whole in
   * one of them, in the order of the whole; each reads once it is asked. `undefined` where they fit.
   */
  parts?(question: CaseQuestion, recogniser?: Recogniser): Promise<readonly CaseReader[] | undefined>
}

/** How the cases of a table came about; inferred as soon as one of them was. */
export const basisOf = (table: CaseTable, inferred: CaseQuestion['inferred']): CaseBasis =>
  table.inferred.includes(1) ? inferred : 'case'
