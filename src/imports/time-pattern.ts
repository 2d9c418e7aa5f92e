import { done, type Outcome, refuse } from '../kernel/index.ts'
import { monthOf } from './month-names.ts'

/** What a pattern finds in a text: a date and the time of day after it, unix seconds, or a spreadsheet's serial day. */
export type TimeParts =
  | { readonly year: number; readonly month: number; readonly day: number; readonly rest: string }
  | { readonly unix: number }
  | { readonly serial: number }

export type TimePattern = (text: string) => TimeParts | undefined

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  MMMM: '(?<name>\\p{L}+\\.?)',
  MMM: '(?<name>\\p{L}+\\.?)',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  S: '(?<fraction>\\d{1,9})',
  a: '(?<half>[AaPp]\\.?[Mm]\\.?)',
  X: '(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)',
}
const STRFTIME: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  y: 'yy',
  m: 'M',
  d: 'd',
  H: 'H',
  I: 'h',
  M: 'mm',
  S: 'ss',
  f: 'S',
  b: 'MMM',
  B: 'MMMM',
  p: 'a',
  z: 'X',
}
const TOKEN = /yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|S+|a|X{1,3}|Z|'[^']*'/g

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/ /g, '\\s+')

const expressionOf = (format: string): RegExp => {
  const written = format.replace(/%([A-Za-z])/g, (whole, letter: string) => STRFTIME[letter] ?? whole)
  let expression = ''
  let last = 0
  for (const match of written.matchAll(TOKEN)) {
    expression += escaped(written.slice(last, match.index))
    const [token] = match
    const name = /^S+$/.test(token) ? 'S' : /^X|^Z/.test(token) ? 'X' : token
    expression += token.startsWith("'") ? escaped(token.slice(1, -1)) : (TOKENS[name] ?? '')
    last = match.index + token.length
  }
  return new RegExp(`^${expression}${escaped(written.slice(last))}$`, 'u')
}

const fromGroups = (groups: Readonly<Record<string, string | undefined>>): TimeParts => {
  const year = groups.year ?? ''
  const clock = [groups.hour, groups.minute ?? '00', groups.second].filter((part) => part !== undefined).join(':')
  const fraction = groups.fraction === undefined ? '' : `.${groups.fraction}`
  return {
    year: year.length === 2 ? Number(year) + (Number(year) >= 69 ? 1900 : 2000) : Number(year),
    month: groups.name === undefined ? Number(groups.month) : (monthOf(groups.name) ?? Number.NaN),
    day: Number(groups.day ?? 1),
    rest: groups.hour === undefined ? '' : ` ${clock}${fraction} ${groups.half ?? ''} ${groups.offset ?? ''}`,
  }
}

const NAMED: Readonly<Record<string, (value: number) => TimeParts>> = {
  epoch: (unix) => ({ unix }),
  'epoch-s': (unix) => ({ unix }),
  'epoch-ms': (millis) => ({ unix: millis / 1e3 }),
  'epoch-us': (micros) => ({ unix: micros / 1e6 }),
  excel: (serial) => ({ serial }),
}

/**
 * What `--date-format` says: `dd/MM/yyyy HH:mm` (letters of Unicode's CLDR), `%d/%m/%Y %H:%M` (strftime),
 * or one of `epoch`, `epoch-ms`, `epoch-us`, `excel`.
 */
export const timePattern = (format: string): Outcome<TimePattern, 'unknown-date-format'> => {
  const named = NAMED[format]
  if (named)
    return done((text) => {
      const value = Number(text.replace(',', '.'))
      return Number.isFinite(value) ? named(value) : undefined
    })
  try {
    const expression = expressionOf(format)
    const needed = [/\(\?<year>/, /\(\?<(?:month|name)>/].every((part) => part.test(expression.source))
    if (needed)
      return done((text) => {
        const groups = expression.exec(text)?.groups
        return groups && fromGroups(groups)
      })
  } catch {
    // A token written twice makes no expression: refused below.
  }
  return refuse({
    code: 'unknown-date-format',
    what: {
      fr: `Le format de date « ${format} » n’est pas compris.`,
      en: `The date format "${format}" is not understood.`,
    },
    remedy: {
      fr: 'Écrivez par exemple --date-format "dd/MM/yyyy HH:mm", dmy, mdy, epoch, epoch-ms ou excel.',
      en: 'Write for example --date-format "dd/MM/yyyy HH:mm", dmy, mdy, epoch, epoch-ms or excel.',
    },
  })
}
