import { unreachable } from '../kernel/index.ts'
import { type Condition, EVENT_FIELDS, type EventMatch, type Scalar } from './where.ts'

/** Gathers the values of a statement: each is bound under a name of its own and never written into the text. */
export interface Binder {
  readonly parameters: Record<string, string | number | readonly string[] | readonly number[]>
  /** The placeholder for a value. */
  bind(value: string | number | readonly string[] | readonly number[], type: string): string
}

export const createBinder = (prefix = 'w'): Binder => {
  const parameters: Binder['parameters'] = {}
  return {
    parameters,
    bind(value, type) {
      const name = `${prefix}${Object.keys(parameters).length}`
      parameters[name] = value
      return `{${name}:${type}}`
    },
  }
}

interface Actual {
  readonly present: string
  readonly text: string
}

/** A text from a typed source is kept as its JSON where it would read as another value; everything else as it is. */
export const propertySql = (name: string, { bind }: Binder): Actual => {
  const key = bind(name, 'String')
  const stored = `properties[${key}]`
  return {
    present: `mapContains(properties, ${key})`,
    text: `if(startsWith(${stored}, '"') AND isValidJSON(${stored}), JSONExtractString(${stored}), ${stored})`,
  }
}

/** What an event says under a name: its own field where it has one so called, else a property. */
export const actualOf = (name: string, binder: Binder): Actual =>
  (EVENT_FIELDS as readonly string[]).includes(name)
    ? { present: `${name} != ''`, text: `toString(${name})` }
    : propertySql(name, binder)

/** The number that a text is, by the same reading as `decimal` in `where.ts`. */
export const decimalSql = (text: string): string =>
  `if(match(${text}, '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$'), toFloat64OrNull(${text}), NULL)`

const compared = (text: string, sign: string, value: Scalar, { bind }: Binder): string =>
  typeof value === 'number'
    ? `ifNull(${decimalSql(text)} ${sign} ${bind(value, 'Float64')}, 0)`
    : `${text} ${sign} ${bind(String(value), 'String')}`

const listOf = (value: Condition['value']): readonly Scalar[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]

const anyOf = (text: string, values: readonly Scalar[], binder: Binder): string =>
  values.length === 0 ? '0' : `(${values.map((value) => compared(text, '=', value, binder)).join(' OR ')})`

const SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** The SQL twin of `holds`: the same answer on every event. */
export const conditionSql = ({ property, op, value }: Condition, binder: Binder): string => {
  const { present, text } = actualOf(property, binder)
  const wanted = listOf(value)
  const first = wanted[0] ?? ''
  switch (op) {
    case 'exists':
      return first === false ? `NOT (${present})` : `(${present})`
    case 'eq':
      return `(${present} AND ${compared(text, '=', first, binder)})`
    case 'ne':
      return `NOT (${present} AND ${compared(text, '=', first, binder)})`
    case 'in':
      return `(${present} AND ${anyOf(text, wanted, binder)})`
    case 'nin':
      return `NOT (${present} AND ${anyOf(text, wanted, binder)})`
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `(${present} AND ${compared(text, SIGNS[op], first, binder)})`
    case 'prefix':
      return `(${present} AND startsWith(${text}, ${binder.bind(String(first), 'String')}))`
    case 'contains':
      return `(${present} AND position(${text}, ${binder.bind(String(first), 'String')}) > 0)`
    default:
      return unreachable(op)
  }
}

/** The SQL twin of `matches`. */
export const matchSql = ({ event, where = [] }: EventMatch, binder: Binder): string => {
  const names = binder.bind(typeof event === 'string' ? [event] : event, 'Array(String)')
  return `(${[`event IN ${names}`, ...where.map((condition) => conditionSql(condition, binder))].join(' AND ')})`
}
