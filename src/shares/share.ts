import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'

/** What a share shows: the map as designed, the map with its lived figures, or the whole report. */
export const SHOWN = ['map', 'lived', 'report'] as const
export type Shown = (typeof SHOWN)[number]

/** Where it is shown: a page of its own, or a frame in a page of somebody else's. */
export const PLACES = ['link', 'embed'] as const
export type SharePlace = (typeof PLACES)[number]

/** Which journeys the lived figures are of, as a query of the api says it; fixed when the share is made. */
export type ShareFilters = { readonly [name: string]: string | readonly string[] }

/** A map shown to outsiders who hold a token: what of it, where, and until when. */
export interface Share {
  /** Names the share to its owner; it opens nothing. */
  readonly id: string
  readonly workspace: Actor['workspace']
  readonly map: string
  /** Why it was made, for those who read the list. */
  readonly label: string
  readonly shows: Shown
  readonly place: SharePlace
  /** One revision for good, or whichever is approved when it is opened. */
  readonly revision: number | 'approved'
  readonly filters: ShareFilters
  /** The origins whose pages may frame it; none for a link. */
  readonly origins: readonly string[]
  /** SHA-256 of the token, in hexadecimal: the token itself is told once and kept nowhere. */
  readonly tokenHash: string
  readonly madeAt: Instant
  readonly madeBy: Actor['id']
  /** Never where it is absent. */
  readonly expiresAt?: Instant
  readonly revoked?: { readonly at: Instant; readonly by: Actor['id'] }
  /** How often it was opened, and when last. */
  readonly opened: number
  readonly openedAt?: Instant
}

/** Port: the shares of a workspace. */
export interface ShareStore {
  add(share: Share): Promise<void>
  /** Newest first; of one map where it is named. */
  list(workspace: Actor['workspace'], map?: string): Promise<readonly Share[]>
  /** The share that a token opens, whatever its state. */
  byToken(tokenHash: string): Promise<Share | undefined>
  /** False where there is no such share, or it was revoked before. */
  revoke(workspace: Actor['workspace'], id: string, at: Instant, by: Actor['id']): Promise<boolean>
  /** Counts one more opening. */
  opened(workspace: Actor['workspace'], id: string, at: Instant): Promise<void>
}

/** Where a share stands: only an open one shows anything. */
export type ShareState = 'open' | 'expired' | 'revoked'

export const shareState = ({ revoked, expiresAt }: Share, now: Instant): ShareState =>
  revoked ? 'revoked' : expiresAt !== undefined && expiresAt <= now ? 'expired' : 'open'
