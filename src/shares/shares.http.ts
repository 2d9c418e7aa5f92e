import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { VIEW, viewAsked } from '../api/view-asked.ts'
import { iso, orThrow } from '../kernel/index.ts'
import { PLACES, SHOWN, type Share, type ShareFilters, shareState } from './share.ts'
import type { Shares } from './shares.ts'

/** The listener of outsiders, as the application tells of it. */
export interface Outside {
  /** Where outsiders reach it; `null` where it is off. */
  readonly url: () => string | null
}

export interface ShareEndpointPorts {
  readonly shares: Shares
  readonly outside: Outside
  readonly live: Live
  readonly now: () => number
}

const one = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>({ type: 'string', enum: values })
const { source, period, journeysFrom, journeysTo, by, persona, through, who } = VIEW
const Filters = Type.Unsafe<ShareFilters>(
  Type.Object({ source, period, journeysFrom, journeysTo, by, persona, through, who }, { additionalProperties: false }),
)
const Revision = Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('approved')])
const When = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])
const Listed = Type.Object({
  id: Type.String(),
  map: Type.String(),
  label: Type.String(),
  shows: one(SHOWN),
  place: one(PLACES),
  revision: Revision,
  filters: Filters,
  origins: Type.Array(Type.String()),
  state: one(['open', 'expired', 'revoked'] as const),
  madeAt: Type.String({ format: 'date-time' }),
  madeBy: Type.String(),
  expiresAt: When,
  revokedAt: When,
  opened: Type.Integer(),
  openedAt: When,
})

const when = (at: number | undefined): string | null => (at === undefined ? null : iso(at))

/** A share as its owner reads it: nothing in it opens it. */
const listed = (share: Share, now: number) => ({
  id: share.id,
  map: share.map,
  label: share.label,
  shows: share.shows,
  place: share.place,
  revision: share.revision,
  filters: share.filters,
  origins: [...share.origins],
  state: shareState(share, now),
  madeAt: iso(share.madeAt),
  madeBy: share.madeBy,
  expiresAt: when(share.expiresAt),
  revokedAt: when(share.revoked?.at),
  opened: share.opened,
  openedAt: when(share.openedAt),
})

/** What programs may do with the shares of a workspace. */
export const shareEndpoints = ({ shares, outside, live, now }: ShareEndpointPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/outside',
    name: 'readOutside',
    summary: 'Where people outside reach what is shared with them; null where that listener is off.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({ url: Type.Union([Type.String(), Type.Null()]) }),
    answer: async () => ({ body: { url: outside.url() } }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/shares',
    name: 'listShares',
    summary: 'What is shared outside, of one map where it is named.',
    params: Type.Object({}),
    query: Type.Object({ map: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
    body: Type.Object({ items: Type.Array(Listed), next: Type.Null() }),
    answer: async ({ actor, query }) => {
      const found = orThrow(await shares.list(actor, query.map))
      return { body: { items: found.map((share) => listed(share, now())), next: null } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/shares',
    name: 'makeShare',
    summary: 'Shares a map outside; the token that opens it is told once.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object(
      {
        map: Type.String({ minLength: 1, maxLength: 200 }),
        label: Type.Optional(Type.String({ maxLength: 120 })),
        shows: one(SHOWN),
        place: one(PLACES),
        revision: Revision,
        filters: Type.Optional(Filters),
        origins: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 10 })),
        expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
      },
      { additionalProperties: false },
    ),
    body: Type.Object({ share: Listed, token: Type.String(), url: Type.Union([Type.String(), Type.Null()]) }),
    answer: async ({ actor, input: { label = '', expiresAt, filters, origins, ...wanted } }) => {
      // Filters that cannot be read are refused to whoever makes the share, not to who opens it.
      if (filters) viewAsked(filters)
      const { share, token } = orThrow(
        await shares.make(actor, {
          ...wanted,
          label,
          ...(filters && { filters }),
          ...(origins && { origins }),
          ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
        }),
      )
      live.tell(['shares', share.map])
      const at = outside.url()
      const url = at === null ? null : `${at}/${share.place === 'embed' ? 'e' : 's'}/${token}`
      return { body: { share: listed(share, now()), token, url }, status: 201, secret: true }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/shares/{id}',
    name: 'revokeShare',
    summary: 'Ends a share at once.',
    params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
    query: Type.Object({}),
    body: Type.Object({ revoked: Type.Boolean() }),
    answer: async ({ actor, params: { id } }) => {
      orThrow(await shares.revoke(actor, id))
      live.tell(['shares'])
      return { body: { revoked: true } }
    },
  }),
]
