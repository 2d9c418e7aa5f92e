import type { Event } from '../events/index.ts'
import { type Clock, Refused } from '../kernel/index.ts'
import { count } from '../spine.ts'
import { type Allowance, admit } from './allowance.ts'
import { type Collected, type CollectRules, collect } from './collect.ts'
import { eventId } from './event-id.node.ts'
import { createPlaces, type Places } from './places.ts'
import type { Quarantine } from './quarantine.ts'
import type { Request } from './request.ts'
import type { Source } from './source.ts'
import type { PushBack } from './stop-reason.ts'

/** What happened to a message, for whoever watches. */
export interface Seen {
  readonly at: number
  readonly source: string
  readonly event?: string
  readonly channel?: string
  readonly identifier?: string
  /** Why it stopped; absent where it was taken in. */
  readonly stopped?: string
  readonly detail?: string
}

export interface IntakePorts {
  /** Keeps each event once; resolves once they are on disk. */
  readonly keep: (events: readonly Event[]) => Promise<unknown>
  /** In how many seconds there will be room, where `keep` refuses because readers are behind. */
  readonly behindFor?: () => number
  readonly quarantine: Quarantine
  readonly now: Clock
  readonly places?: Places
  readonly judge?: CollectRules['judge']
  readonly consents?: CollectRules['consents']
  /** Told what arrives; undefined while nobody watches. */
  readonly watching?: () => ((message: Seen) => void) | undefined
}

/** What a request came to: how much of it is on disk, or why its sender is to come again, and after how many seconds. */
export type Taken =
  | { readonly events: number; readonly stopped: Collected['stopped'] }
  | { readonly pushed: PushBack; readonly seconds: number }

/** Takes messages in from a source: resolves once what is kept of them, or set aside, is on disk. */
export type TakeIn = (request: Omit<Request, 'writeKey'>, source: Source, bytes: number) => Promise<Taken>

/** Clients advise 32 KB a message; what is larger than this is set aside. */
const MOST_MESSAGE = 256 << 10

/** The length of a message larger than is taken; `bytes` is how long what it came in is. */
export const tooLarge = (bytes: number) => (message: unknown) => {
  if (bytes <= MOST_MESSAGE) return undefined
  const length = Buffer.byteLength(JSON.stringify(message) ?? '')
  return length > MOST_MESSAGE ? length : undefined
}

/** The one way in, whichever the door: limits of the source, then each message by itself, then the disk. */
export const createIntake = (ports: IntakePorts): TakeIn => {
  const { keep, behindFor = () => 1, quarantine, now, places = createPlaces(), judge, consents, watching } = ports
  const allowances = new Map<string, Allowance>()

  const pushed = (source: Source, reason: PushBack, messages: number, seconds: number): Taken => {
    count.stopped('receive', reason, messages)
    watching?.()?.({ at: now(), source: source.name, stopped: reason, detail: `${messages} × 429` })
    return { pushed: reason, seconds }
  }

  const tally = ({ events, stopped }: Collected, source: Source, at: number, seconds: number): void => {
    count.passed('receive', events.length, seconds)
    for (const { reason } of stopped) count.stopped('receive', reason, 1)
    const seen = watching?.()
    if (!seen) return
    for (const { event, channel, identifier, properties } of events) {
      const fault = properties['claimed.token']
      seen({ at, source: source.name, event, channel, identifier, ...(fault && { detail: `token: ${fault}` }) })
    }
    for (const { reason, detail } of stopped) seen({ at, source: source.name, stopped: reason, detail })
  }

  return async ({ call, sentAt, messages }, source, bytes) => {
    const begun = performance.now()
    if (source.limits) {
      const key = `${source.workspace} ${source.name}`
      const { passes, left, wait } = admit(source.limits, allowances.get(key), messages.length, begun)
      allowances.set(key, left)
      if (!passes) return pushed(source, 'over-limit', messages.length, wait)
    }
    const at = now()
    const rules = {
      idOf: eventId,
      places,
      tooLarge: tooLarge(bytes),
      ...(judge && { judge }),
      ...(consents && { consents }),
    }
    const collected = collect({ call, sentAt, messages }, source, at, rules)
    const aside = collected.stopped.flatMap(({ message, reason, detail }) => {
      const { workspace, name } = source
      // Who does not consent to being kept is not kept in quarantine, either.
      if (reason === 'no-consent') return []
      return { at, workspace, source: name, reason, detail, sentAt, ...(call && { call }), message }
    })
    const seconds = (performance.now() - begun) / 1000
    try {
      // What is set aside comes after what is kept: a request that comes again is set aside once.
      if (collected.events.length > 0) await keep(collected.events)
    } catch (problem) {
      if (!(problem instanceof Refused && problem.refusal.code === 'readers-behind')) throw problem
      return pushed(source, 'readers-behind', messages.length, behindFor())
    }
    if (aside.length > 0) await quarantine.setAside(aside)
    tally(collected, source, at, seconds)
    return { events: collected.events.length, stopped: collected.stopped }
  }
}
