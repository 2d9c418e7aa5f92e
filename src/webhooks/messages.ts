import type { Json } from '../events/index.ts'
import { iso } from '../kernel/index.ts'
import { found, holds, type Place, valueAt } from './found.ts'
import type { EventRule, Mapping } from './mapping.ts'

/** A request of a webhook: its body, read, and its headers by their names in small letters. */
export interface Received {
  readonly body: Json
  readonly headers: Readonly<Record<string, string>>
}

/** What a request comes to: messages of the protocol, and how many items no rule recognises. */
export interface Mapped {
  readonly messages: readonly { readonly [key: string]: Json }[]
  readonly unmapped: number
}

export interface MappedBy {
  /** The webhook's name: visitors of two senders are never one by chance. */
  readonly source: string
  /** What tells a request from another where it has no id of its own: the hash of its body. */
  readonly digest: string
}

/** Seconds since 1970 are told from milliseconds by their size: until the year 5138 and from 1973. */
const MOST_SECONDS = 100_000_000_000

/** A time as senders write it: ISO 8601 (one without a zone is in UTC), seconds or milliseconds since 1970. */
const timeOf = (value: Json | undefined): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined
  const number = typeof value === 'number' ? value : /^\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : undefined
  if (number !== undefined) {
    const instant = number < MOST_SECONDS ? number * 1000 : number
    return Math.abs(instant) < 8.64e15 ? iso(instant) : String(value)
  }
  const text = String(value).trim()
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`
  const local = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(text)
  if (local) return `${local[1]}T${local[2]}Z`
  const instant = /^[A-Z][a-z]{2}, \d/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(instant) ? text.replace(' ', 'T') : iso(instant)
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : undefined

/** Of a thing said: a text is what it is, an expression is looked up. */
const said = (place: Place, what: EventRule['event'] | undefined): string | undefined =>
  typeof what === 'string' ? what : textOf(found(place, what))

const without = (values: Readonly<Record<string, Json | undefined>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(values).filter((one): one is [string, Json] => (one[1] ?? '') !== ''))

const looked = (place: Place, wanted: EventRule['properties'] = {}): Record<string, Json> =>
  without(Object.fromEntries(Object.entries(wanted).map(([name, where]) => [name, found(place, where)])))

const personIn = (place: Place, { person = {} }: EventRule, { source }: MappedBy, id: string) => {
  const { user, anonymous, device, social, order, ...traits } = Object.fromEntries(
    Object.entries(person).map(([kind, where]) => [kind, textOf(found(place, where))]),
  )
  const external = Object.entries({ social, order }).filter((one): one is [string, string] => (one[1] ?? '') !== '')
  return {
    userId: user,
    // Nobody is known by name: whoever wrote this is somebody, but nobody else.
    anonymousId: `${source}:${anonymous || social || id}`,
    traits: without(traits),
    externalIds: external.map(([type, id]) => ({ type, id })),
    device,
  }
}

const messageOf = (place: Place, rule: EventRule, by: MappedBy, ordinal: number): { readonly [key: string]: Json } => {
  const id = textOf(found(place, rule.id)) || `${by.digest}.${ordinal}`
  const event = said(place, rule.event) ?? ''
  const { userId, anonymousId, traits, externalIds, device } = personIn(place, rule, by, id)
  const context = without({
    channel: said(place, rule.channel),
    party: rule.party,
    store: textOf(found(place, rule.store)),
    adviser: textOf(found(place, rule.adviser)),
    case: textOf(found(place, rule.case)),
    ...(externalIds.length > 0 && { externalIds }),
    ...(device && { device: { id: device } }),
  })
  return without({
    type: 'track',
    messageId: `${id}/${event}`,
    event,
    timestamp: timeOf(found(place, rule.time)),
    userId,
    anonymousId,
    traits: { ...looked(place, rule.traits), ...traits },
    context,
    properties: looked(place, rule.properties),
  })
}

const itemsOf = (place: Place, each: string | undefined): readonly Json[] => {
  if (each === undefined) return [place.item]
  const list = valueAt(place, each)
  return Array.isArray(list) ? list : list === undefined || list === null ? [] : [list]
}

/** Reads a request as messages of the protocol: each item by every rule whose conditions hold. */
export const messagesOf = ({ each, events }: Mapping, { body, headers }: Received, by: MappedBy): Mapped => {
  const messages: { readonly [key: string]: Json }[] = []
  let unmapped = 0
  const whole: Place = { item: body, body, headers }
  for (const item of itemsOf(whole, each)) {
    const place = { item, body, headers }
    const rules = events.filter(({ when = [] }) => when.every((condition) => holds(place, condition)))
    if (rules.length === 0) unmapped++
    for (const rule of rules)
      for (const part of itemsOf(place, rule.each))
        messages.push(messageOf({ item: part, body, headers }, rule, by, messages.length))
  }
  return { messages, unmapped }
}
