import { OWN_SOURCE } from '../events/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { CaseReader } from './case-reader.ts'
import { casesOfKinds, journeysOfKinds, type KindTable } from './kind-table.ts'
import { propertiesAsked } from './kinds.ts'
import { sessionsCut } from './sessions.ts'

/** The latest event of a source; of all, it is the latest that somebody else told. */
export const latestIn = ({ at, kind, kinds }: KindTable, source: string | undefined): Instant | null => {
  const mine = Uint8Array.from(kinds, (one) =>
    (source === undefined ? one.source !== OWN_SOURCE : one.source === source) ? 1 : 0,
  )
  let latest = Number.NEGATIVE_INFINITY
  for (let e = 0; e < at.length; e++) if (mine[kind[e] ?? 0] === 1 && (at[e] ?? 0) > latest) latest = at[e] ?? 0
  return latest === Number.NEGATIVE_INFINITY ? null : latest
}

/** Reads cases from a table of kinds at hand; `untold` says what becomes of a question whose properties it does not tell. */
export const readerOfKinds = (
  table: KindTable,
  properties: readonly string[],
  having: CaseReader['having'],
  untold: () => never,
): CaseReader => {
  const telling = (asked: readonly string[]): KindTable =>
    asked.every((name) => properties.includes(name)) ? table : untold()
  return {
    having,
    latest: async ({ filter }) => latestIn(table, filter.source),
    cases: async (question) =>
      sessionsCut(casesOfKinds(telling(propertiesAsked(question.filter)), question.filter), question.inferred),
    journeys: async (question, recogniser) => {
      const told = telling(propertiesAsked(question.filter, recogniser))
      return sessionsCut(journeysOfKinds(told, question.filter, recogniser), question.inferred)
    },
  }
}
