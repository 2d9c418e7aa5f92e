import { done, type Outcome, refuse } from '../kernel/index.ts'
import { type Condition, OPERATORS, type Operator, type Scalar } from './where.ts'

const SIGNS: readonly (readonly [sign: string, op: Operator])[] = [
  ['!=', 'ne'],
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['^=', 'prefix'],
  ['~=', 'contains'],
  ['=', 'eq'],
  ['>', 'gt'],
  ['<', 'lt'],
]

/** What is a number to whoever types it: 0123 is a postcode or a file, and one too long to be told apart from its neighbours is a name. */
const isNumber = (text: string): boolean =>
  /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER

const scalar = (text: string): Scalar =>
  text === 'true' ? true : text === 'false' ? false : isNumber(text) ? Number(text) : text

const listed = /^(\S+)\s+(not\s+in|in)\s+(.+)$/
/** The operators by the names that maps give them: `store eq Lille`, `store nin Lille,Paris`, `coupon exists`. */
const worded = new RegExp(`^(.+?)\\s+(${OPERATORS.join('|')})(?:\\s+(.+))?$`)

const inWords = (asked: string): Condition | undefined => {
  const [, property = '', op = '', value] = worded.exec(asked) ?? []
  // The first sign splits: a value may hold words.
  if (property === '' || SIGNS.some(([sign]) => property.includes(sign))) return undefined
  const operator = op as Operator
  if (operator === 'exists') return { property, op: operator, value: value !== 'false' }
  if (value === undefined) return undefined
  if (operator === 'in' || operator === 'nin')
    return { property, op: operator, value: value.split(',').map((part) => scalar(part.trim())) }
  return { property, op: operator, value: scalar(value) }
}

/**
 * Reads a condition as it is typed on a command line: `store=Lille`, `price>=100`, `path^=/kitchens` (begins with),
 * `title~=oven` (contains), `store in Lille,Paris`, `store not in Lille`, `coupon` (is there), `!coupon` (is not).
 * The names of operators in maps do as well: `store eq Lille`. The first sign splits, so that a value may hold signs.
 */
export const parseCondition = (text: string): Outcome<Condition, 'unreadable-condition'> => {
  const asked = text.trim()
  const list = listed.exec(asked)
  if (list) {
    const [, property = '', word = '', values = ''] = list
    const value = values.split(',').map((part) => scalar(part.trim()))
    return done({ property, op: word === 'in' ? 'in' : 'nin', value })
  }
  const said = inWords(asked)
  if (said) return done(said)
  const found = SIGNS.map(([sign, op]) => ({ sign, op, at: asked.indexOf(sign) }))
    .filter(({ at }) => at > 0)
    .sort((a, b) => a.at - b.at || b.sign.length - a.sign.length)[0]
  if (found) {
    const value = scalar(asked.slice(found.at + found.sign.length).trim())
    return done({ property: asked.slice(0, found.at).trim(), op: found.op, value })
  }
  const property = asked.startsWith('!') ? asked.slice(1).trim() : asked
  if (/^[^\s=<>!^~]+$/.test(property)) return done({ property, op: 'exists', value: !asked.startsWith('!') })
  return refuse({
    code: 'unreadable-condition',
    what: { fr: 'Cette condition ne se lit pas.', en: 'This condition cannot be read.' },
    remedy: {
      fr: 'Écrivez par exemple store=Lille, price>=100, path^=/cuisines, « store in Lille,Paris », coupon ou !coupon.',
      en: 'Write for example store=Lille, price>=100, path^=/kitchens, "store in Lille,Paris", coupon or !coupon.',
    },
  })
}
