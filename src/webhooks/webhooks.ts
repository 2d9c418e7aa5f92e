import type { Source, SourceRefusal, Sources } from '../collection/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Outcome, refuse } from '../kernel/index.ts'
import { readMapping } from './mapping.ts'
import type { Webhook, WebhookStore } from './webhook.ts'
import { refusals, type WebhookRefusal } from './webhook-refusals.ts'

export interface WebhookPorts {
  readonly store: WebhookStore
  /** Each webhook is a source: how far it is believed, what it may send, what of it is set aside. */
  readonly sources: Sources
  readonly may: May
  readonly now: Clock
  /** A secret, or the end of a URL, that nobody can guess. */
  readonly newSecret: () => string
  readonly seal: (secret: string) => Promise<string>
  /** Tells those who collect what the webhooks are now. */
  readonly tell: (webhooks: readonly Webhook[]) => Promise<void>
}

/** A webhook with its secret, told once. */
export interface OpenedWebhook {
  readonly webhook: Webhook
  readonly secret: string
}

export interface NewWebhook {
  readonly name: string
  readonly mapping: string
  /** What the sender already signs with, where it is the sender who chooses. */
  readonly secret?: string
}

export interface Webhooks {
  add(actor: Actor, webhook: NewWebhook): Promise<Outcome<OpenedWebhook, WebhookRefusal | SourceRefusal>>
  remap(actor: Actor, name: string, mapping: string): Promise<Outcome<Webhook, WebhookRefusal>>
  /** Removes it with its source; what it sent stays. */
  remove(actor: Actor, name: string): Promise<Outcome<void, WebhookRefusal | SourceRefusal>>
  list(actor: Actor): Promise<Outcome<readonly Webhook[], WebhookRefusal>>
}

const SHORTEST = 16

/** Tells those who collect, again where another command changed them meanwhile: the last word is true. */
export const tellWebhooks = async (store: WebhookStore, tell: WebhookPorts['tell']): Promise<void> => {
  for (let told = ''; ; ) {
    const webhooks = await store.list()
    const text = JSON.stringify(webhooks)
    if (text === told) return
    await tell(webhooks)
    told = text
  }
}

export const createWebhooks = ({ store, sources, may, now, newSecret, seal, tell }: WebhookPorts): Webhooks => {
  const tellAll = () => tellWebhooks(store, tell)
  const allowed = (actor: Actor) => may(actor, 'sources.write', actor.workspace)
  return {
    async add(actor, { name, mapping, secret = newSecret() }) {
      if (!allowed(actor)) return refuse(notAllowed('sources.write'))
      const read = readMapping(mapping)
      if (!read.ok) return read
      if (secret.length < SHORTEST) return refuse(refusals.secret)
      const added = await sources.add(actor, { name, trust: 'server', kinds: read.value.believed ?? [] })
      if (!added.ok) return added
      const source: Source = added.value.source
      const webhook: Webhook = {
        workspace: actor.workspace,
        name,
        address: newSecret(),
        mapping,
        secret: await seal(secret),
        addedAt: now(),
        sourceAddedAt: source.addedAt,
      }
      await store.add(webhook)
      await tellAll()
      return done({ webhook, secret })
    },
    async remap(actor, name, mapping) {
      if (!allowed(actor)) return refuse(notAllowed('sources.write'))
      const read = readMapping(mapping)
      if (!read.ok) return read
      const changed = await store.remap(actor.workspace, name, mapping)
      if (!changed) return refuse(refusals.unknown(name))
      await tellAll()
      return done(changed)
    },
    async remove(actor, name) {
      if (!allowed(actor)) return refuse(notAllowed('sources.write'))
      if (!(await store.remove(actor.workspace, name))) return refuse(refusals.unknown(name))
      await tellAll()
      return sources.remove(actor, name)
    },
    async list(actor) {
      if (!may(actor, 'sources.read', actor.workspace)) return refuse(notAllowed('sources.read'))
      return done(await store.list(actor.workspace))
    },
  }
}
