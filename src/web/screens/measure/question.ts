import type { Key } from '../../words/fr.ts'
import { type Filters, filterQuery, filtersOf } from '../journeys/filters.ts'

/** What a question says beside its filters: `step` repeated, `order`, `window`… by the names that the api gives them. */
export type Value = string | number | boolean | readonly string[]
export type Question = Readonly<Record<string, Value | undefined>>

interface Named {
  readonly name: string
  readonly label: Key
  readonly how?: Key
}

interface Choice {
  readonly value: string
  readonly label: Key
}

/** One thing that a question lets one set, by direct manipulation. */
export type Field = Named &
  /** Plain steps are neither optional nor told what must not follow. */
  (
    | { readonly kind: 'steps'; readonly plain?: true }
    | { readonly kind: 'event' }
    | { readonly kind: 'duration' }
    | { readonly kind: 'conditions' }
    | { readonly kind: 'costs' }
    | { readonly kind: 'map' }
    | { readonly kind: 'side' }
    | { readonly kind: 'cases' }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly usual: string }
    | {
        readonly kind: 'number'
        readonly least: number
        readonly most: number
        readonly usual: number
        readonly step?: number
        /** How the value is said: as it is, or as a percentage. */
        readonly as?: 'percent'
      }
  )

/** What an address may say of a question: a closed list, so that nothing else travels. */
const OPTIONS = [
  ...['map', 'step', 'optional', 'order', 'window', 'windowFrom', 'exclude', 'start', 'end', 'afterDropOff', 'depth'],
  ...['top', 'back', 'calendar', 'periods', 'kind', 'conversion', 'model', 'resamples', 'purchase', 'revenue'],
  ...['horizon', 'outcome', 'drivenBy', 'of', 'contact', 'cost', 'landmark', 'stratum', 'support', 'longest'],
  ...[
    'against',
    'a',
    'b',
    'aPeriod',
    'bPeriod',
    'aPersona',
    'bPersona',
    'aThrough',
    'bThrough',
    'aSegment',
    'bSegment',
  ],
  ...['noise', 'minShare', 'cases', 'contains', 'starts', 'ends'],
] as const
const LISTS: ReadonlySet<string> = new Set([
  ...['step', 'optional', 'exclude', 'afterDropOff', 'contact', 'cost', 'stratum', 'a', 'b'],
])
const MOST = 100

const scalar = (value: unknown): string | number | boolean | undefined =>
  (typeof value === 'string' && value !== '' && value.length <= 2000) ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  typeof value === 'boolean'
    ? value
    : undefined

const readValue = (name: string, value: unknown): Value | undefined => {
  if (!LISTS.has(name)) return scalar(value)
  const list = [value].flat().flatMap((one) => {
    const read = scalar(one)
    return read === undefined ? [] : [String(read)]
  })
  return list.length > 0 ? list.slice(0, MOST) : undefined
}

/** The address of a question: its options, its filters, and whose list stands beside it; never a person. */
export type MeasureView = Filters & Question & { readonly list?: string | undefined }

/** Reads the address; what it does not know is left aside. */
export const measureView = (search: Readonly<Record<string, unknown>>): MeasureView => {
  const options = OPTIONS.flatMap((name) => {
    const value = readValue(name, search[name])
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...filtersOf(search),
    ...Object.fromEntries(options),
    ...(typeof search.list === 'string' && { list: search.list.slice(0, 4000) }),
  }
}

/** The question alone, of an address. */
export const questionOf = (view: MeasureView): Question =>
  Object.fromEntries(OPTIONS.flatMap((name) => (view[name] === undefined ? [] : [[name, view[name]]])))

/** Events as they are, rather than as a map names them: in an address, where nothing said asks of the first map. */
export const RAW = '-'

const set = (asked: URLSearchParams, name: string, value: Value | undefined) => {
  if (value === undefined) return
  for (const one of [value].flat()) asked.append(name, String(one))
}

/** The question and its filters as the api takes them. */
export const questionQuery = (question: Question, filters: Filters): URLSearchParams => {
  const asked = filterQuery(filters)
  for (const [name, value] of Object.entries(question)) if (name !== 'map' || value !== RAW) set(asked, name, value)
  return asked
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
/** A word of a shell as it is, or between quotes that nothing gets out of. */
const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** The same question on the command line: the same filters, the same numbers. */
export const commandOf = (command: string, asked: URLSearchParams): string =>
  ['parcours', command, ...[...asked].flatMap(([name, value]) => [`--${kebab(name)}`, quoted(value)])].join(' ')
