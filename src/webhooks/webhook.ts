import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Mapping } from './mapping.ts'

/** A door for requests that another system sends by itself, in its own words. */
export interface Webhook {
  readonly workspace: Actor['workspace']
  /** The name of its source, which says how far it is believed. */
  readonly name: string
  /** The end of its URL, which nobody can guess. */
  readonly address: string
  /** As it was written, in YAML or JSON. */
  readonly mapping: string
  /** What its sender signs with, sealed by the data folder. */
  readonly secret: string
  readonly addedAt: Instant
  /** Which source of that name it belongs to: one that was added again is another. */
  readonly sourceAddedAt: Instant
}

/** A webhook whose mapping was read. */
export type OpenWebhook = Omit<Webhook, 'mapping'> & { readonly mapping: Mapping }

/** Port: the webhooks. */
export interface WebhookStore {
  add(webhook: Webhook): Promise<void>
  /** Gives one another mapping; undefined where there is none of that name. */
  remap(workspace: Actor['workspace'], name: string, mapping: string): Promise<Webhook | undefined>
  /** False where there is none. */
  remove(workspace: Actor['workspace'], name: string): Promise<boolean>
  /** Those of a workspace by name, or of all. */
  list(workspace?: Actor['workspace']): Promise<Webhook[]>
}
