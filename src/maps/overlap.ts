import {
  type Condition,
  EVENT_FIELDS,
  type EventMatch,
  holds,
  type Matchable,
  type Scalar,
  storedValue,
} from '../events/index.ts'

/**
 * Whether one event could satisfy both rules. Cautious: `true` unless they are proved apart, so that an ambiguous event
 * is never kept silent. Conditions on different properties are independent, so each property is decided on its own:
 * by a value that satisfies every condition on it, tried among those that the conditions can tell apart.
 */
export const overlap = (a: EventMatch, b: EventMatch): boolean => {
  if (plainlyApart(a, b)) return false
  const conditions = [...(a.where ?? []), ...(b.where ?? [])]
  const names = namesOf(a).filter((name) => namesOf(b).includes(name))
  const possible = names.some((name) =>
    conditions.every((condition) => condition.property !== 'event' || holds(condition, eventWith('event', name))),
  )
  if (!possible) return false
  const properties = new Set(conditions.map(({ property }) => property))
  properties.delete('event')
  return [...properties].every((property) =>
    satisfiable(
      property,
      conditions.filter((condition) => condition.property === property),
    ),
  )
}

/** The common proof, at once: two texts or two beginnings that differ. Large maps compare many rules of one event. */
const plainlyApart = (a: EventMatch, b: EventMatch): boolean =>
  (a.where ?? []).some((x) => (b.where ?? []).some((y) => x.property === y.property && excludes(x, y)))

const excludes = (x: Condition, y: Condition): boolean => {
  if (typeof x.value !== 'string' || typeof y.value !== 'string') return false
  const [one, other] = [x.value, y.value]
  if (x.op === 'eq' && y.op === 'eq') return one !== other
  if (x.op === 'prefix' && y.op === 'prefix') return !one.startsWith(other) && !other.startsWith(one)
  if (x.op === 'eq' && y.op === 'prefix') return !one.startsWith(other)
  return x.op === 'prefix' && y.op === 'eq' && !other.startsWith(one)
}

/** Whether any event could satisfy the rule: `false` where its conditions contradict each other. */
export const possible = (rule: EventMatch): boolean => overlap(rule, rule)

export const namesOf = ({ event }: EventMatch): readonly string[] => (typeof event === 'string' ? [event] : event)

const NOTHING: Matchable = { event: '', channel: '', party: '', store: '', adviser: '', source: '', properties: {} }

const eventWith = (property: string, value: string | undefined): Matchable => {
  if (value === undefined) return NOTHING
  return (EVENT_FIELDS as readonly string[]).includes(property)
    ? { ...NOTHING, [property]: value }
    : { ...NOTHING, properties: { [property]: storedValue(value) } }
}

const satisfiable = (property: string, conditions: readonly Condition[]): boolean =>
  candidates(conditions).some((value) => {
    const event = eventWith(property, value)
    return conditions.every((condition) => holds(condition, event))
  }) || !decidable(conditions)

const scalarsOf = ({ value }: Condition): readonly Scalar[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]

/** Whether the candidates tried are all that these conditions can tell apart. */
const decidable = (conditions: readonly Condition[]): boolean => {
  if (conditions.some(({ op }) => op === 'eq' || op === 'in')) return true
  const shapes = new Set(conditions.map(shapeOf))
  shapes.delete('free')
  return shapes.size === 0 || (shapes.size === 1 && !shapes.has('hard'))
}

const shapeOf = ({ op, value }: Condition): 'free' | 'numbers' | 'prefix' | 'hard' => {
  if (op === 'ne' || op === 'nin' || op === 'exists') return 'free'
  if (op === 'prefix') return 'prefix'
  if (op === 'contains') return 'hard'
  return typeof value === 'number' ? 'numbers' : 'hard'
}

const FRESH = '\u{10FFFD}'

/** Values that stand for all the others: none, each value named, numbers between and around the bounds, fresh texts. */
const candidates = (conditions: readonly Condition[]): readonly (string | undefined)[] => {
  const scalars = conditions.filter(({ op }) => op !== 'exists').flatMap(scalarsOf)
  const numbers = [...new Set(scalars.map(Number).filter(Number.isFinite))].sort((a, b) => a - b)
  const between = numbers.flatMap((value, index) => {
    const next = numbers[index + 1]
    return next === undefined ? [value + 1] : [(value + next) / 2]
  })
  const around = numbers[0] === undefined ? [] : [numbers[0] - 1]
  // One number has many spellings; a condition on text can exclude only those that it names.
  const spelled = [...numbers, ...between, ...around].flatMap((value) =>
    Array.from({ length: Math.min(scalars.length + 1, 6) }, (_, spaces) => ' '.repeat(spaces) + String(value)),
  )
  const texts = scalars.map(String)
  const joined = conditions
    .filter(({ op }) => op === 'contains')
    .flatMap(scalarsOf)
    .map(String)
    .join('')
  const begun = ['', ...texts].flatMap((text) => [text + joined, text + joined + FRESH, text + FRESH + joined])
  return [undefined, ...texts, ...spelled, ...begun]
}
