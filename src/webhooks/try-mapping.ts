import { collect, type Source } from '../collection/index.ts'
import type { Event, Json } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { asId, done, type Instant, iso, type Outcome } from '../kernel/index.ts'
import { readMapping } from './mapping.ts'
import { messagesOf } from './messages.ts'
import type { WebhookRefusal } from './webhook-refusals.ts'

/** An event that a mapping gives, as a person reads it. */
export interface TriedEvent {
  readonly event: string
  readonly at: string
  readonly channel: string
  readonly party: string
  readonly identifier: string
  readonly store: string
  readonly adviser: string
  readonly case: string
  readonly properties: Readonly<Record<string, string>>
}

/** What a mapping makes of an example: the events that would be kept, what would be set aside, and what no rule knows. */
export interface Tried {
  readonly events: readonly TriedEvent[]
  readonly stopped: readonly { readonly reason: string; readonly detail: string }[]
  readonly unmapped: number
}

const told = ({ event, at, channel, party, identifier, store, adviser, caseId, properties }: Event): TriedEvent => ({
  event,
  at: iso(at),
  channel,
  party,
  identifier,
  store,
  adviser,
  case: caseId,
  properties,
})

/** Reads an example as the door would, and keeps nothing. */
export const tryMapping = (
  text: string,
  body: Json,
  headers: Readonly<Record<string, string>>,
  now: Instant,
  workspace: Actor['workspace'],
): Outcome<Tried, WebhookRefusal> => {
  const mapping = readMapping(text)
  if (!mapping.ok) return mapping
  const small = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const { messages, unmapped } = messagesOf(
    mapping.value,
    { body, headers: small },
    { source: 'webhook', digest: 'example' },
  )
  const source: Source = {
    workspace,
    name: 'webhook',
    trust: 'server',
    kinds: mapping.value.believed ?? [],
    keyHash: '',
    addedAt: 0,
    keyedAt: 0,
  }
  const rules = { idOf: (_: Source, id: string) => asId<'Event'>(id), tooLarge: () => undefined }
  const { events, stopped } = collect({ call: undefined, sentAt: undefined, messages }, source, now, rules)
  return done({
    events: events.map(told),
    stopped: stopped.map(({ reason, detail }) => ({ reason, detail })),
    unmapped,
  })
}
