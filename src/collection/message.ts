import { type Event, type Json, storeInto } from '../events/index.ts'
import { DAY, type Id, type Instant } from '../kernel/index.ts'
import { channelOf } from './channel-of.ts'
import type { Judged } from './identity-token.ts'
import { isObject, type JsonObject, objectOr } from './json-object.ts'
import { believesCase, personOf } from './person-of.ts'
import type { Source } from './source.ts'
import type { StopReason } from './stop-reason.ts'
import { correctedTime, instantOf } from './times.ts'

/** A message as it came, with what is known of its coming. */
export interface Arrival {
  readonly message: unknown
  /** The kind of call that its address named, where it did: `/v1/t` is `track`. */
  readonly call: Call | undefined
  readonly source: Source
  readonly receivedAt: Instant
  /** When the client sent the request, by its own clock; undefined where it does not say so. */
  readonly sentAt: Instant | undefined
  /** Its place in the order of arrival: no other message has it. */
  readonly place: number
  /** What its token comes to, where it bears one. */
  readonly token?: Judged | undefined
}

export const CALLS = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type Call = (typeof CALLS)[number]

export type Admitted = { readonly event: Event } | { readonly stop: StopReason; readonly detail: string }

/** What a call says where it names no event of its own. */
const NAMES: Readonly<Record<Exclude<Call, 'track'>, string>> = {
  identify: 'Identified',
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  group: 'Group Joined',
  alias: 'Alias Declared',
}
const LONGEST_NAME = 512
const DEEPEST = 32
const EARLIEST = Date.UTC(1990, 0, 1)

const deeperThan = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  for (const key in value) if (deeperThan((value as Record<string, unknown>)[key], depth - 1)) return true
  return false
}

const textOf = (value: unknown, longest = LONGEST_NAME): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, longest) : ''

const stop = (reason: StopReason, detail: string): Admitted => ({ stop: reason, detail })

/** Reads a message of the Segment protocol as an interaction, or says why it is none. `idOf` turns (source, messageId) into an id. */
export const admitMessage = (arrival: Arrival, idOf: (source: Source, messageId: string) => Id<'Event'>): Admitted => {
  const { message, source, receivedAt, place } = arrival
  if (!isObject(message)) return stop('malformed', 'not an object')
  if (deeperThan(message, DEEPEST)) return stop('malformed', `nested more than ${DEEPEST} deep`)
  const call = CALLS.find((known) => known === message.type) ?? (message.type === undefined ? arrival.call : undefined)
  if (call === undefined) return stop('malformed', 'no known type')
  const event = call === 'track' ? textOf(message.event) : NAMES[call]
  if (event === '') return stop('no-event', 'track without an event')
  const at = timeOf(arrival, message)
  if (typeof at === 'string') return stop(at, 'timestamp')
  const person = personOf(message, source, arrival.token)
  if (!person) return stop('no-person', 'neither userId nor anonymousId')
  const context = objectOr(message.context)
  const { channel, channelInferred } = channelOf(message, call)
  const properties = propertiesOf(message, call)
  for (const name in person.properties) properties[name] = person.properties[name] as string
  const caseId = textOf(context.case)
  const believed = caseId === '' || believesCase(caseId, message, source, arrival.token)
  if (!believed) properties['claimed.case'] = caseId
  return {
    event: {
      id: idOf(source, textOf(message.messageId, Number.POSITIVE_INFINITY)),
      workspace: source.workspace,
      source: source.name,
      at,
      receivedAt,
      rank: 0,
      seq: place,
      identifier: person.identifier,
      caseId: believed ? caseId : '',
      event,
      channel,
      channelInferred,
      party: context.party === 'third' ? 'third' : 'own',
      store: textOf(context.store),
      adviser: textOf(context.adviser),
      properties,
    },
  }
}

const timeOf = ({ receivedAt, sentAt }: Arrival, message: JsonObject): Instant | StopReason => {
  const given = message.timestamp ?? message.originalTimestamp
  if (given === undefined || given === null) return receivedAt
  const said = instantOf(given)
  if (said === undefined) return 'unreadable-time'
  const sent = message.sentAt === undefined || message.sentAt === null ? sentAt : instantOf(message.sentAt)
  const at = correctedTime(said, sent, receivedAt)
  if (at < EARLIEST) return 'before-1990'
  return at > receivedAt + DAY ? 'in-the-future' : at
}

/** What the product writes under these heads is its own; a message cannot write there. */
const OURS = /^(?:identifiers|claimed|traits|context)(?:\.|$)/

/** What a message says of itself in its context that is kept. */
const CONTEXT = ['campaign', 'page', 'referrer', 'locale'] as const

const propertiesOf = (message: JsonObject, call: Call): Record<string, string> => {
  const kept: Record<string, string> = {}
  if (isObject(message.properties)) storeInto(kept, '', message.properties)
  for (const name of Object.keys(kept).filter((name) => OURS.test(name))) {
    kept[`properties.${name}`] = kept[name] as string
    delete kept[name]
  }
  if (call !== 'track') {
    if (isSaid(message.name)) storeInto(kept, 'name', message.name)
    if (isSaid(message.category)) storeInto(kept, 'category', message.category)
    if (isSaid(message.groupId)) storeInto(kept, 'groupId', message.groupId)
  }
  const context = objectOr(message.context)
  for (const name of CONTEXT) if (context[name] !== undefined) storeInto(kept, `context.${name}`, context[name])
  const { device, os, library } = context
  if (isObject(device) && device.type !== undefined) storeInto(kept, 'context.device.type', device.type)
  if (isObject(os) && os.name !== undefined) storeInto(kept, 'context.os.name', os.name)
  if (isObject(library) && library.name !== undefined) storeInto(kept, 'context.library.name', library.name)
  return kept
}

const isSaid = (value: Json | undefined): value is Json => (value ?? null) !== null
