import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'

/** Whether a source's write key can be secret: a page carries its key to everybody who reads the page. */
export const TRUSTS = ['browser', 'server'] as const
export type Trust = (typeof TRUSTS)[number]

/** The kinds of known identifier that a trusted source may claim for a person. */
export const IDENTIFIER_KINDS = ['user', 'email', 'phone', 'loyalty', 'crm', 'device', 'social', 'order'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Where live events come from, and how far its word about who somebody is may be taken. */
export interface Source {
  readonly workspace: Actor['workspace']
  readonly name: string
  readonly trust: Trust
  /** What it is believed about; empty for a browser. */
  readonly kinds: readonly IdentifierKind[]
  /** SHA-256 of the write key, in hexadecimal: the key itself is told once and kept nowhere. */
  readonly keyHash: string
  readonly addedAt: Instant
  /** When the key was last changed. */
  readonly keyedAt: Instant
}

/** Port: the sources of events. */
export interface SourceStore {
  /** False where the name is taken. */
  add(source: Source): Promise<boolean>
  /** Gives a source another key; undefined where there is no such source. */
  rekey(workspace: Actor['workspace'], name: string, keyHash: string, keyedAt: Instant): Promise<Source | undefined>
  /** False where there is no such source. */
  remove(workspace: Actor['workspace'], name: string): Promise<boolean>
  /** Those of a workspace by name, or of all. */
  list(workspace?: Actor['workspace']): Promise<Source[]>
}
