import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Instant, iso, type Language, orThrow, Refused, say } from '../kernel/index.ts'
import type { Quarantined, QuarantineFilter, Source, Sources } from './index.ts'
import { maskedMessage } from './mask.ts'
import { IDENTIFIER_KINDS, TRUSTS } from './source.ts'
import { refusals } from './source-refusals.ts'
import { isStopReason, STOP_WORDS } from './stop-words.ts'

/** What was set aside, where the process that collects is reached. */
export interface AsideDoor {
  list(
    filter: QuarantineFilter,
    most: number,
  ): Promise<{ readonly items: readonly Quarantined[]; readonly more: boolean }>
  replay(id: string, mended?: unknown): Promise<{ readonly id: string; readonly event: string }>
}

export interface SourcesDoors {
  readonly sources: Sources
  readonly may: May
  /** Where sources send; null where none are collected. */
  readonly collect: string | null
  readonly activity: (actor: Actor) => Promise<
    readonly {
      readonly source: string
      readonly events: number
      readonly lastAt: Instant
      readonly minutes: readonly number[]
    }[]
  >
  readonly aside: AsideDoor | undefined
  readonly changed: () => void
}

const Nothing = Type.Object({})
const ByName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) })
const ById = Type.Object({ id: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d\\.\\d{1,15}$' }) })
const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)))
const Keyed = Type.Object({ name: Type.String(), writeKey: Type.String() })

const Whole = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const Limits = Type.Object({ perSecond: Whole, burst: Whole })

const NO_MINUTES: readonly number[] = Array.from({ length: 60 }, () => 0)
const MOST_ASIDE = 200

/** Sources of live events, what they sent, and what of it was set aside. */
export const sourceEndpoints = (doors: SourcesDoors): readonly Endpoint[] => [
  ...keeping(doors),
  ...changing(doors),
  ...setAside(doors),
]

const changing = ({ sources, changed }: SourcesDoors): readonly Endpoint[] => [
  endpoint({
    method: 'PUT',
    path: '/api/sources/{name}/limits',
    name: 'limitSource',
    summary: 'Says how many messages a source may send; null takes its limits away.',
    params: ByName,
    query: Nothing,
    input: Type.Object({ limits: Type.Union([Limits, Type.Null()]) }),
    body: Nothing,
    answer: async ({ actor, params, input }) => {
      orThrow(await sources.limit(actor, params.name, input.limits))
      changed()
      return { body: {} }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/sources/{name}/sign',
    name: 'signSource',
    summary: 'Gives a source a secret, told once, with which its owner’s server signs who is behind a page.',
    params: ByName,
    query: Nothing,
    unkept: true,
    body: Type.Object({ name: Type.String(), secret: Type.String() }),
    answer: async ({ actor, params }) => {
      const { source, secret } = orThrow(await sources.sign(actor, params.name))
      changed()
      return { body: { name: source.name, secret } }
    },
  }),
]

const keeping = ({ sources, activity, collect, changed }: SourcesDoors): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/sources',
    name: 'listSources',
    summary: 'Where events come from: live sources and imported ones, how far each is trusted, what it sent.',
    params: Nothing,
    query: Nothing,
    body: Type.Unknown(),
    answer: async ({ actor }) => {
      const live = orThrow(await sources.list(actor))
      const sent = new Map((await activity(actor)).map((each) => [each.source, each]))
      const told = (name: string) => {
        const { events = 0, lastAt, minutes = NO_MINUTES } = sent.get(name) ?? {}
        return { name, events, lastAt: lastAt === undefined ? null : iso(lastAt), minutes }
      }
      const known = new Set(live.map(({ name }) => name))
      return {
        body: {
          collect,
          live: live.map(({ trust, kinds, addedAt, keyedAt, name, limits, identity, needs }: Source) => ({
            ...told(name),
            trust,
            kinds,
            addedAt: iso(addedAt),
            keyedAt: iso(keyedAt),
            limits: limits ?? null,
            signed: identity !== undefined,
            needs: needs ?? null,
          })),
          imported: [...sent.keys()].filter((name) => !known.has(name)).map(told),
        },
      }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/sources',
    name: 'addSource',
    summary: 'Adds a source; its write key is told once.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 64 }),
      trust: oneOf(TRUSTS),
      kinds: Type.Optional(Type.Array(oneOf(IDENTIFIER_KINDS), { maxItems: IDENTIFIER_KINDS.length })),
      limits: Type.Optional(Limits),
    }),
    unkept: true,
    body: Keyed,
    answer: async ({ actor, input }) => {
      const { source, writeKey } = orThrow(await sources.add(actor, input as Parameters<Sources['add']>[1]))
      changed()
      return { status: 201, body: { name: source.name, writeKey } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/sources/{name}/rotate',
    name: 'rotateSource',
    summary: 'Gives a source another write key, told once; the one before opens nothing any more.',
    params: ByName,
    query: Nothing,
    unkept: true,
    body: Keyed,
    answer: async ({ actor, params }) => {
      const { source, writeKey } = orThrow(await sources.rotate(actor, params.name))
      changed()
      return { body: { name: source.name, writeKey } }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/sources/{name}/needs',
    name: 'needConsent',
    summary: 'To which purpose a person must consent for what this source sends of them to be kept; null asks nothing.',
    params: ByName,
    query: Nothing,
    input: Type.Object({ purpose: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]) }),
    body: Type.Object({ name: Type.String(), needs: Type.Union([Type.String(), Type.Null()]) }),
    answer: async ({ actor, params, input }) => {
      const { name, needs } = orThrow(await sources.need(actor, params.name, input.purpose))
      changed()
      return { body: { name, needs: needs ?? null } }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/sources/{name}',
    name: 'removeSource',
    summary: 'Removes a source: its key opens nothing any more; what it sent stays.',
    params: ByName,
    query: Nothing,
    body: Nothing,
    answer: async ({ actor, params }) => {
      orThrow(await sources.remove(actor, params.name))
      changed()
      return { body: {} }
    },
  }),
]

/** One that was set aside, as a screen shows it: what people gave is masked. */
const asideTold = ({ id, at, source, reason, detail, message }: Quarantined, language: Language) => ({
  id,
  at: iso(at),
  source,
  reason,
  what: say(STOP_WORDS[reason].what, language),
  remedy: say(STOP_WORDS[reason].remedy, language),
  detail,
  message: maskedMessage(message),
})

const setAside = ({ aside, may, changed }: SourcesDoors): readonly Endpoint[] => {
  if (!aside) return []
  const allow = (actor: Actor): void => {
    if (!may(actor, 'sources.write', actor.workspace)) throw new Refused(notAllowed('sources.write'))
  }
  return [
    endpoint({
      method: 'POST',
      path: '/api/quarantine/list',
      name: 'listQuarantine',
      summary: 'Messages that were set aside, the latest first, with why; what people gave is masked.',
      params: Nothing,
      query: Nothing,
      input: Type.Object({
        source: Type.Optional(Type.String({ maxLength: 200 })),
        reason: Type.Optional(Type.String({ maxLength: 100 })),
      }),
      unkept: true,
      body: Type.Object({ items: Type.Array(Type.Unknown()), more: Type.Boolean() }),
      answer: async ({ actor, input: { source, reason }, language }) => {
        allow(actor)
        const filter = {
          workspace: actor.workspace,
          ...(source !== undefined && { source }),
          ...(reason !== undefined && isStopReason(reason) && { reason }),
        }
        const { items, more } = await aside.list(filter, MOST_ASIDE)
        return { body: { items: items.map((one) => asideTold(one, language)), more } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/quarantine/{id}/reveal',
      name: 'revealQuarantined',
      summary: 'One message that was set aside, as it came, to be put right.',
      params: ById,
      query: Nothing,
      unkept: true,
      body: Type.Object({ message: Type.Unknown() }),
      answer: async ({ actor, params }) => {
        allow(actor)
        const { items } = await aside.list({ workspace: actor.workspace }, 500)
        const found = items.find(({ id }) => id === params.id)
        if (!found) throw new Refused(refusals.gone)
        return { body: { message: found.message } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/quarantine/{id}/replay',
      name: 'replayQuarantined',
      summary: 'Takes a message in after all, as it came or mended; it leaves the quarantine once it is kept.',
      params: ById,
      query: Nothing,
      input: Type.Object({ message: Type.Optional(Type.Unknown()) }),
      unkept: true,
      body: Type.Object({ id: Type.String(), event: Type.String() }),
      answer: async ({ actor, params, input }) => {
        allow(actor)
        const { id, event } = await aside.replay(params.id, input.message)
        changed()
        return { body: { id, event } }
      },
    }),
  ]
}
