import type { Json } from '../events/index.ts'
import { type Instant, iso } from '../kernel/index.ts'

/** How a customer is known at a desk. */
export const KNOWN_BY = ['loyalty', 'phone', 'email'] as const
export type KnownBy = (typeof KNOWN_BY)[number]

/** What an adviser typed in. */
export interface Typed {
  /** Made by the page: the same entry sent again is kept once. */
  readonly id: string
  readonly event: string
  readonly channel: string
  readonly at: Instant
  readonly store?: string
  readonly adviser?: string
  readonly person?: { readonly kind: KnownBy; readonly value: string }
  readonly note?: string
  readonly properties?: Readonly<Record<string, string | number | boolean>>
}

const written = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim()
  return trimmed === '' ? undefined : trimmed
}

/** An entry as a message of the protocol. */
export const messageOf = ({
  id,
  event,
  channel,
  at,
  store,
  adviser,
  person,
  note,
  properties,
}: Typed): { readonly [key: string]: Json } => {
  const [shop, who, said] = [written(store), written(adviser), written(note)]
  return {
    type: 'track',
    messageId: id,
    event,
    timestamp: iso(at),
    anonymousId: `desk:${id}`,
    ...(person && written(person.value) !== undefined && { traits: { [person.kind]: person.value.trim() } }),
    context: {
      channel,
      ...(shop !== undefined && { store: shop }),
      ...(who !== undefined && { adviser: who }),
      library: { name: 'desk' },
    },
    properties: { ...properties, ...(said !== undefined && { note: said }) },
  }
}
