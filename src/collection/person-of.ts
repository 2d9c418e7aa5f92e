import { type Json, storeInto } from '../events/index.ts'
import type { Judged } from './identity-token.ts'
import { isObject, type JsonObject, objectOr } from './json-object.ts'
import { IDENTIFIER_KINDS, type IdentifierKind, type Source } from './source.ts'

/** Traits that say who somebody is, by the names that sources give them. */
const TRAIT_KINDS: Readonly<Record<string, IdentifierKind>> = {
  email: 'email',
  emailaddress: 'email',
  phone: 'phone',
  phonenumber: 'phone',
  mobile: 'phone',
  loyalty: 'loyalty',
  loyaltycard: 'loyalty',
  loyaltyid: 'loyalty',
  crm: 'crm',
  crmid: 'crm',
}
const kindOfTrait = (name: string): IdentifierKind | undefined => {
  const plain = name.toLowerCase().replace(/[_\s-]/g, '')
  return Object.hasOwn(TRAIT_KINDS, plain) ? TRAIT_KINDS[plain] : undefined
}
const NO_TRAITS: JsonObject = {}

const LONGEST = 512
/** What careless code sends for nobody. */
const NOBODY = /^(?:null|undefined|nan|\[object object\])$/i

const idText = (value: Json | undefined): string => {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const text = String(value).trim()
  return text.length > LONGEST || NOBODY.test(text) ? '' : text
}

/** Whose an interaction is, and what is said of that person: what is believed, apart from what is only claimed. */
export interface FoundPerson {
  readonly identifier: string
  readonly properties: Readonly<Record<string, string>>
}

/** Known identifiers in a message, in the order of their weight. */
const knownIn = (message: JsonObject, traits: JsonObject): Map<IdentifierKind, string> => {
  const found = new Map<IdentifierKind, string>()
  const note = (kind: IdentifierKind | undefined, value: Json | undefined) => {
    const text = idText(value)
    if (kind !== undefined && text !== '' && !found.has(kind)) found.set(kind, text)
  }
  note('user', message.userId)
  for (const name of Object.keys(traits)) note(kindOfTrait(name), traits[name])
  const { externalIds, device } = objectOr(message.context)
  if (Array.isArray(externalIds))
    for (const external of externalIds)
      if (isObject(external))
        note(
          IDENTIFIER_KINDS.find((kind) => kind === external.type),
          external.id,
        )
  if (isObject(device)) note('device', device.id)
  return found
}

/** Which identifier an event carries where several are believed: first what names one person best. */
const WEIGHT: readonly IdentifierKind[] = ['user', 'loyalty', 'crm', 'email', 'phone', 'social', 'order', 'device']

/**
 * Whose a message is. Only what the source is trusted for names the person (`identifier`, `identifiers.<kind>`); any other
 * claim is kept under `claimed.<kind>`, from which nothing merges and nothing is unlocked, and is taken out of the traits.
 * A token that the source's owner signed vouches for the very values that it holds, whatever the trust of the source.
 */
export const personOf = (message: JsonObject, source: Source, token?: Judged): FoundPerson | undefined => {
  const traits = traitsOf(message)
  const known = knownIn(message, traits)
  const anonymous = idText(message.anonymousId)
  const judged = forVisitor(token, anonymous)
  const vouched = judged && 'vouched' in judged ? judged.vouched.identifiers : {}
  const believes = (kind: IdentifierKind) =>
    (source.trust === 'server' && source.kinds.includes(kind)) || (known.has(kind) && vouched[kind] === known.get(kind))
  const best = WEIGHT.find((kind) => known.has(kind) && believes(kind))
  const claimed = known.get('user')
  const identifier = best
    ? `${best}:${known.get(best)}`
    : anonymous
      ? `anonymous:${anonymous}`
      : claimed && `unverified:${source.name}:${claimed}`
  if (!identifier) return undefined
  const properties: Record<string, string> = {}
  for (const [kind, value] of known)
    if (!believes(kind)) properties[`claimed.${kind}`] = value
    else if (kind !== best) properties[`identifiers.${kind}`] = value
  if (best && anonymous) properties['identifiers.anonymous'] = anonymous
  if (judged && 'fault' in judged) properties['claimed.token'] = judged.fault
  const previous = idText(message.previousId)
  if (previous) properties[source.trust === 'server' ? 'identifiers.previous' : 'claimed.previous'] = previous
  for (const name of Object.keys(traits)) {
    const kind = kindOfTrait(name)
    if (kind === undefined || believes(kind)) storeInto(properties, `traits.${name}`, traits[name] as Json)
  }
  return { identifier, properties }
}

const traitsOf = (message: JsonObject): JsonObject => {
  const { traits } = objectOr(message.context)
  if (!isObject(traits)) return isObject(message.traits) ? message.traits : NO_TRAITS
  return isObject(message.traits) ? { ...traits, ...message.traits } : traits
}

/** A token bound to one visitor says nothing of another. */
const forVisitor = (token: Judged | undefined, anonymous: string): Judged | undefined => {
  if (!token || 'fault' in token) return token
  const bound = token.vouched.anonymousId
  return bound === undefined || bound === anonymous ? token : { fault: 'other-visitor' }
}

/**
 * Whether a message's word on which case it is of (an order, a file) is taken: who names one names anybody's as easily. A
 * source whose key is public may name none, but for an order that a token vouches for.
 */
export const believesCase = (id: string, message: JsonObject, { trust }: Source, token?: Judged): boolean => {
  if (trust === 'server') return true
  const judged = forVisitor(token, idText(message.anonymousId))
  return judged !== undefined && 'vouched' in judged && judged.vouched.identifiers.order === id
}
