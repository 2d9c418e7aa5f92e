import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Json } from '../events/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, iso, orThrow, Refused, say } from '../kernel/index.ts'
import { readMapping, tryMapping, type Webhook, type Webhooks } from './index.ts'
import { webhookTemplates } from './templates.node.ts'
import { refusals } from './webhook-refusals.ts'

export interface WebhookDoors {
  readonly webhooks: Webhooks
  readonly may: May
  readonly now: Clock
  /** Where others send; null where nothing is collected. */
  readonly collect: string | null
  readonly changed: () => void
}

const Nothing = Type.Object({})
const ByName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) })
const MappingText = Type.String({ minLength: 1, maxLength: 200_000 })
const Headers = Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 2_000 }), { maxProperties: 50 })

const urlOf = (collect: string | null, { address }: Webhook): string => `${collect ?? ''}/hooks/${address}`

/** A webhook as a screen shows it; its secret is in one answer and nowhere else. */
const told = (webhook: Webhook, collect: string | null) => {
  const mapping = readMapping(webhook.mapping)
  return {
    name: webhook.name,
    url: urlOf(collect, webhook),
    mapping: webhook.mapping,
    addedAt: iso(webhook.addedAt),
    signature: mapping.ok ? mapping.value.signature : null,
    believed: mapping.ok ? (mapping.value.believed ?? []) : [],
  }
}

/** Webhooks: their mappings tried on an example before they are made, their URL, their secret once. */
export const webhookEndpoints = ({ webhooks, may, now, collect, changed }: WebhookDoors): readonly Endpoint[] => {
  const allow = (actor: Actor): void => {
    if (!may(actor, 'sources.write', actor.workspace)) throw new Refused(notAllowed('sources.write'))
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/webhooks',
      name: 'listWebhooks',
      summary: 'What other systems send by themselves: where, how it is signed and read.',
      params: Nothing,
      query: Nothing,
      body: Type.Object({ items: Type.Array(Type.Unknown()) }),
      answer: async ({ actor }) => {
        const items = orThrow(await webhooks.list(actor)).map((webhook) => told(webhook, collect))
        return { body: { items } }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/webhooks/templates',
      name: 'listWebhookTemplates',
      summary: 'Ready-made mappings, each with an example of what its sender sends.',
      params: Nothing,
      query: Nothing,
      body: Type.Object({ items: Type.Array(Type.Unknown()) }),
      answer: async ({ language }) => ({
        body: { items: webhookTemplates().map((one) => ({ ...one, title: say(one.title, language) })) },
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/webhooks',
      name: 'addWebhook',
      summary: 'Opens a webhook; its secret is told once.',
      params: Nothing,
      query: Nothing,
      input: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 64 }),
        mapping: MappingText,
        secret: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
      }),
      unkept: true,
      body: Type.Object({ name: Type.String(), url: Type.String(), secret: Type.String() }),
      answer: async ({ actor, input }) => {
        const { webhook, secret } = orThrow(await webhooks.add(actor, input))
        changed()
        return { status: 201, body: { name: webhook.name, url: urlOf(collect, webhook), secret } }
      },
    }),
    endpoint({
      method: 'PUT',
      path: '/api/webhooks/{name}/mapping',
      name: 'remapWebhook',
      summary: 'Gives a webhook another mapping; its URL and its secret stay.',
      params: ByName,
      query: Nothing,
      input: Type.Object({ mapping: MappingText }),
      body: Nothing,
      answer: async ({ actor, params, input }) => {
        orThrow(await webhooks.remap(actor, params.name, input.mapping))
        changed()
        return { body: {} }
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/api/webhooks/{name}',
      name: 'removeWebhook',
      summary: 'Closes a webhook and removes its source; what it sent stays.',
      params: ByName,
      query: Nothing,
      body: Nothing,
      answer: async ({ actor, params }) => {
        orThrow(await webhooks.remove(actor, params.name))
        changed()
        return { body: {} }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/webhooks/try',
      name: 'tryWebhook',
      summary: 'What a mapping makes of an example; nothing is kept.',
      params: Nothing,
      query: Nothing,
      input: Type.Object({
        mapping: MappingText,
        payload: Type.String({ maxLength: 1_000_000 }),
        headers: Type.Optional(Headers),
      }),
      unkept: true,
      body: Type.Object({
        events: Type.Array(Type.Unknown()),
        stopped: Type.Array(Type.Unknown()),
        unmapped: Type.Integer(),
      }),
      answer: async ({ actor, input: { mapping, payload, headers = {} } }) => {
        allow(actor)
        const tried = orThrow(tryMapping(mapping, jsonOf(payload), headers, now(), actor.workspace))
        return { body: { ...tried, events: [...tried.events], stopped: [...tried.stopped] } }
      },
    }),
  ]
}

const jsonOf = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new Refused(refusals.payload)
  }
}
