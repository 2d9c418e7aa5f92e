import type { Condition, EventMatch, Operator, Scalar } from '../../../../events/index.ts'

/** A condition while it is being written: its value as typed. */
export interface ConditionDraft {
  readonly property: string
  readonly op: Operator
  readonly values: readonly string[]
}

/** A rule while it is being written; it counts once it names an event. */
export interface RuleDraft {
  readonly events: readonly string[]
  readonly where: readonly ConditionDraft[]
}

export const EMPTY_RULE: RuleDraft = { events: [], where: [] }
export const EMPTY_CONDITION: ConditionDraft = { property: '', op: 'eq', values: [] }

/** Operators whose value is always a text, a list, or whether something is there. */
const TEXT: ReadonlySet<Operator> = new Set(['prefix', 'contains'])
const LIST: ReadonlySet<Operator> = new Set(['in', 'nin'])
export const takesList = (op: Operator): boolean => LIST.has(op)

const scalarOf = (typed: string): Scalar =>
  typed === 'true' || typed === 'false' ? typed === 'true' : /^-?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : typed

const conditionOf = ({ property, op, values }: ConditionDraft): Condition | undefined => {
  const [first = ''] = values
  if (property.trim() === '') return undefined
  if (op === 'exists') return { property, op, value: first !== 'false' }
  if (takesList(op)) return values.length === 0 ? undefined : { property, op, value: values.map(scalarOf) }
  if (first === '') return undefined
  return { property, op, value: TEXT.has(op) ? first : scalarOf(first) }
}

/** What of a draft can be kept: rules that name an event, with the conditions that are whole. */
export const completeRules = (drafts: readonly RuleDraft[]): readonly EventMatch[] =>
  drafts.flatMap(({ events, where }): EventMatch[] => {
    const [only] = events
    if (only === undefined) return []
    const conditions = where.flatMap((draft) => conditionOf(draft) ?? [])
    return [{ event: events.length === 1 ? only : events, ...(conditions.length > 0 && { where: conditions }) }]
  })

/** A stored rule, to be written on. */
export const draftRules = (rules: readonly EventMatch[]): readonly RuleDraft[] =>
  rules.map(({ event, where = [] }) => ({
    events: typeof event === 'string' ? [event] : event,
    where: where.map(({ property, op, value }) => ({
      property,
      op,
      values: value === undefined ? [] : (Array.isArray(value) ? (value as readonly Scalar[]) : [value]).map(String),
    })),
  }))
