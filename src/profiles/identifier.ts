import { emailOf } from './email.ts'
import { phoneOf } from './phone.ts'

/** The kinds of identifier, the one that says most about who somebody is first. */
export const KINDS = ['user', 'crm', 'loyalty', 'email', 'phone', 'social', 'order', 'device', 'anonymous'] as const
export type Kind = (typeof KINDS)[number]

/** A name for a person in one namespace, in the one form in which it is compared: `email:claire@exemple.fr`. */
export type Identifier = `${Kind}:${string}`

export const kindOf = (identifier: Identifier): Kind => identifier.slice(0, identifier.indexOf(':')) as Kind
export const bare = (identifier: Identifier): string => identifier.slice(identifier.indexOf(':') + 1)

/** What forms and devices send in place of a value; it would make one person of all who left the field empty. */
const NOTHING =
  /^(?:[0-]*|null|\(null\)|undefined|none|nil|nan|n\/?a|na|anonymous|anonyme|unknown|inconnue?|guest|visitor|visiteur|invit[ée]e?|not[ -](?:provided|applicable)|true|false|test|\[\]|\{\}|\[object object\])$/i

const RULES: Readonly<Record<Kind, (text: string) => string | undefined>> = {
  user: (text) => text,
  crm: (text) => text,
  loyalty: (text) => text.replace(/[\s.-]/g, '').toUpperCase(),
  email: emailOf,
  phone: phoneOf,
  social: (text) => text.toLowerCase().replace(/(^|[/:])@/, '$1'),
  order: (text) => text.toUpperCase(),
  device: (text) => text.toLowerCase(),
  anonymous: (text) => text,
}

/** The identifier that a raw value is; `undefined` where it says nothing, is blocked or cannot be read. */
export const identifier = (kind: Kind, raw: string): Identifier | undefined => {
  const text = raw.normalize('NFC').trim()
  if (NOTHING.test(text) || text.length > 512) return undefined
  const value = RULES[kind](text)
  return value === undefined || NOTHING.test(value) ? undefined : `${kind}:${value}`
}

/** Reads `kind:value`; `undefined` where the text names no kind that identity knows (`case:…` never merges). */
export const parseIdentifier = (text: string): Identifier | undefined => {
  const colon = text.indexOf(':')
  const kind = KINDS.find((known) => known === text.slice(0, colon))
  return kind === undefined ? undefined : identifier(kind, text.slice(colon + 1))
}

/** A total order: the kind that says most first, then the text. */
export const compareIdentifiers = (one: Identifier, other: Identifier): number =>
  KINDS.indexOf(kindOf(one)) - KINDS.indexOf(kindOf(other)) || (one < other ? -1 : one > other ? 1 : 0)

/** In that order. Each identifier is ranked once, not at each comparison: there may be millions. */
export const sortIdentifiers = (identifiers: Iterable<Identifier>): Identifier[] =>
  Array.from(identifiers, (each) => `${KINDS.indexOf(kindOf(each))}${each}`)
    .sort()
    .map((ranked) => ranked.slice(1) as Identifier)
