import { type Condition, parseCondition } from '../events/index.ts'
import { conditionsOf, hintOf } from '../explorations/index.ts'
import type { AnalysisPorts, Asked } from './analysis.ts'
import type { Cell, ResultTable } from './result-table.ts'

interface Answered {
  readonly body: object
  readonly tables: readonly ResultTable[]
}

/** A row of rates and estimates that rest on nobody. */
const isEmpty = (row: readonly Cell[]): boolean => {
  const estimates = row.filter((cell) => typeof cell === 'object' && cell !== null)
  return estimates.length > 0 && estimates.every(({ n }) => n === 0)
}

/** Whether an answer is of nobody: it counts none, or lays out nothing. */
const isOfNobody = ({ body, tables }: Answered): boolean => {
  const { cases } = body as { readonly cases?: unknown }
  return typeof cases === 'number' ? cases === 0 : tables.every(({ rows }) => rows.every(isEmpty))
}

/** Whether one side of a comparison is nobody's. */
const hasEmptySide = ({ a, b }: { readonly a?: unknown; readonly b?: unknown }): boolean =>
  [a, b].some((side) => (side as { readonly journeys?: number } | undefined)?.journeys === 0)

const listed = (given: unknown): readonly string[] =>
  Array.isArray(given) ? given.filter((one): one is string => typeof one === 'string') : []

/** What is asked of whom the answer is of; of either side, too, where two are compared. */
const conditionsAsked = (asked: Asked<unknown>): readonly Condition[] => {
  const { a, b } = asked.options as { readonly a?: unknown; readonly b?: unknown }
  const sides = [...listed(a), ...listed(b)].flatMap((text) => {
    const read = parseCondition(text)
    return read.ok ? [read.value] : []
  })
  return [...conditionsOf(asked), ...sides]
}

/** An answer of nobody says so where that is because a condition asks for what no event has, and names what there is. */
export const withHints = async (ports: AnalysisPorts, asked: Asked<unknown>, told: Answered): Promise<Answered> => {
  const conditions = conditionsAsked(asked)
  if (conditions.length === 0 || !(isOfNobody(told) || hasEmptySide(told.body))) return told
  const hints = (await ports.explorer.unmet(asked.workspace, conditions)).map(hintOf)
  const [first, ...others] = told.tables
  if (hints.length === 0 || !first) return told
  const said = [...(first.note ? [first.note] : []), ...hints]
  const note = { fr: said.map(({ fr }) => fr).join(' '), en: said.map(({ en }) => en).join(' ') }
  return { body: { ...told.body, hints }, tables: [{ ...first, note }, ...others] }
}
