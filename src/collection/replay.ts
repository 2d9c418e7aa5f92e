import type { Event } from '../events/index.ts'
import { done, type Id, type Outcome, refuse } from '../kernel/index.ts'
import { type CollectRules, collect } from './collect.ts'
import { isObject } from './json-object.ts'
import type { Quarantine, Quarantined } from './quarantine.ts'
import type { Source } from './source.ts'
import { refusals, type SourceRefusal } from './source-refusals.ts'

export interface ReplayPorts {
  readonly quarantine: Quarantine
  /** The source of a name, as it is now. */
  readonly sourceOf: (workspace: string, name: string) => Promise<Source | undefined>
  /** Keeps each event once; resolves once they are on disk. */
  readonly keep: (events: readonly Event[]) => Promise<unknown>
  readonly idOf: (source: Source, messageId: string) => Id<'Event'>
  readonly judge?: CollectRules['judge']
  readonly consents?: CollectRules['consents']
  /** What is replayed arrives again: it has a place among what arrives now. */
  readonly places?: CollectRules['places']
  readonly tooLarge: (message: unknown) => number | undefined
}

/** A message without an id of its own has the one of its place, so that it is kept once however often it is replayed. */
const named = (message: unknown, id: string): unknown =>
  isObject(message) && (message.messageId === undefined || message.messageId === null || message.messageId === '')
    ? { ...message, messageId: `quarantine:${id}` }
    : message

/**
 * Reads a message that was set aside again, as it came or as it was mended: by the rules and the trust of its source as
 * they are now, at the time when it came. It leaves the quarantine once it is kept, and is kept once: where the process
 * ends in between, it is met again and dropped as known.
 */
export const replay = async (
  { quarantine, sourceOf, keep, idOf, judge, consents, places, tooLarge }: ReplayPorts,
  id: string,
  mended?: unknown,
): Promise<Outcome<Pick<Event, 'id' | 'event'>, SourceRefusal>> => {
  const held: Quarantined | undefined = await quarantine.get(id)
  if (!held) return refuse(refusals.gone)
  const source = await sourceOf(held.workspace, held.source)
  if (!source) return refuse(refusals.unknown(held.source))
  const message = named(mended ?? held.message, id)
  const request = { sentAt: held.sentAt, call: held.call, messages: [message] }
  const rules = { idOf, tooLarge, ...(places && { places }), ...(judge && { judge }), ...(consents && { consents }) }
  const { events, stopped } = collect(request, source, held.at, rules)
  const [event] = events
  if (!event) return refuse(refusals.stillStopped(stopped[0]?.reason ?? held.reason))
  await keep([event])
  await quarantine.release(id)
  return done({ id: event.id, event: event.event })
}
