import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'

/** Whether a source's write key can be secret: a page carries its key to everybody who reads the page. */
export const TRUSTS = ['browser', 'server'] as const
export type Trust = (typeof TRUSTS)[number]

/** The kinds of known identifier that a trusted source may claim for a person. */
export const IDENTIFIER_KINDS = ['user', 'email', 'phone', 'loyalty', 'crm', 'device', 'social', 'order'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** How much a source may send: so many messages a second over time, and so many at once after a silence. */
export interface SourceLimits {
  readonly perSecond: number
  readonly burst: number
}

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
  /** Beyond these its sender is asked to come again; absent where it may send as much as this machine takes. */
  readonly limits?: SourceLimits
  /** The secret with which its owner's server signs who somebody is, sealed by the data folder's own. */
  readonly identity?: string
  /** The purpose to which a person must consent for anything of theirs to be kept; absent where nothing is asked. */
  readonly needs?: string
}

/** What of a source may be changed without another key; null takes it away. */
export interface SourceChange {
  readonly limits?: SourceLimits | null
  readonly identity?: string | null
  readonly needs?: string | null
}

/** Port: the sources of events. */
export interface SourceStore {
  /** False where the name is taken. */
  add(source: Source): Promise<boolean>
  /** Gives a source another key; undefined where there is no such source. */
  rekey(workspace: Actor['workspace'], name: string, keyHash: string, keyedAt: Instant): Promise<Source | undefined>
  /** Changes what a source may send, or what signs for its people; undefined where there is no such source. */
  change(workspace: Actor['workspace'], name: string, change: SourceChange): Promise<Source | undefined>
  /** False where there is no such source. */
  remove(workspace: Actor['workspace'], name: string): Promise<boolean>
  /** Those of a workspace by name, or of all. */
  list(workspace?: Actor['workspace']): Promise<Source[]>
}
