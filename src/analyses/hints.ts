import { type Condition, EVENT_FIELDS } from '../events/index.ts'
import type { Words } from '../kernel/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'
import type { Cell, ResultTable } from './result-table.ts'

interface Answered {
  readonly body: object
  readonly tables: readonly ResultTable[]
}

const FIELDS: ReadonlySet<string> = new Set(EVENT_FIELDS)

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

const unborne = (property: string): Words => ({
  fr: `Aucun événement ne porte la propriété « ${property} » : la réponse est celle de personne.`,
  en: `No event bears the property "${property}": the answer is one of nobody.`,
})

const propertiesOf = ({ filter, look }: Scope): string[] =>
  [...(filter.where ?? []), ...(look.who ?? [])]
    .map(({ property }: Condition) => property)
    .filter((property) => !FIELDS.has(property))

/** An answer of nobody says so where that is because a filter asks for a property that nothing bears. */
export const withHints = async (ports: AnalysisPorts, scope: Scope, told: Answered): Promise<Answered> => {
  const asked = propertiesOf(scope)
  if (asked.length === 0 || !isOfNobody(told)) return told
  const hints = (await ports.explorer.unborne(scope.workspace, asked)).map(unborne)
  const [first, ...others] = told.tables
  if (hints.length === 0 || !first) return told
  const said = [...(first.note ? [first.note] : []), ...hints]
  const note = { fr: said.map(({ fr }) => fr).join(' '), en: said.map(({ en }) => en).join(' ') }
  return { body: { ...told.body, hints }, tables: [{ ...first, note }, ...others] }
}
