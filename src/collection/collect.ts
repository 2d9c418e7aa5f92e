import type { Event } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { Judged } from './identity-token.ts'
import { isObject, objectOr } from './json-object.ts'
import { type Admitted, admitMessage } from './message.ts'
import { createPlaces, type Places } from './places.ts'
import type { Request } from './request.ts'
import type { Source } from './source.ts'
import type { StopReason } from './stop-reason.ts'
import { instantOf } from './times.ts'

/** A message that goes no further, with why. */
export interface Stopped {
  readonly message: unknown
  readonly reason: StopReason
  readonly detail: string
}

/** What a request comes to: interactions to keep, and what is set aside. */
export interface Collected {
  readonly events: readonly Event[]
  readonly stopped: readonly Stopped[]
}

export interface CollectRules {
  readonly idOf: (source: Source, messageId: string) => Id<'Event'>
  /** Port: what a token that a message bears comes to. Who sets none believes none. */
  readonly judge?: (source: Source, token: string, now: Instant) => Judged
  /** Port: whether the person consents to its being kept. Who sets no rule keeps everything. */
  readonly consents?: (event: Event, source: Source) => boolean
  /** Where several requests are taken in: their places in the order of arrival. */
  readonly places?: Places
  /** The length in bytes of a message larger than is taken, else undefined. */
  readonly tooLarge: (message: unknown) => number | undefined
}

/** Reads each message of a request by itself: one that is no interaction does not stop the others. */
export const collect = (
  request: Omit<Request, 'writeKey'>,
  source: Source,
  receivedAt: Instant,
  { idOf, judge: judgeToken, consents = () => true, places = createPlaces(), tooLarge }: CollectRules,
): Collected => {
  const events: Event[] = []
  const stopped: Stopped[] = []
  const { call } = request
  const sentAt = instantOf(request.sentAt)
  const first = places(receivedAt, request.messages.length)
  const judge = (message: unknown, position: number): Admitted => {
    const bytes = tooLarge(message)
    if (bytes !== undefined) return { stop: 'too-large', detail: `${bytes} bytes` }
    const bears = isObject(message) ? objectOr(message.context).identityToken : undefined
    const token = typeof bears === 'string' ? judgeToken?.(source, bears, receivedAt) : undefined
    const admitted = admitMessage({ message, call, source, receivedAt, sentAt, place: first + position, token }, idOf)
    return 'event' in admitted && !consents(admitted.event, source)
      ? { stop: 'no-consent', detail: source.needs ?? 'not given' }
      : admitted
  }
  request.messages.forEach((message, position) => {
    const admitted = judge(message, position)
    if ('event' in admitted) events.push(admitted.event)
    else stopped.push({ message, reason: admitted.stop, detail: admitted.detail })
  })
  return { events, stopped }
}
