import type { Actor } from '../governance/index.ts'
import { DAY, type Instant, MINUTE } from '../kernel/index.ts'

/** A write that its caller may send again: who sent it, the key that they chose for it, and a print of what it asks. */
export interface KeyedRequest {
  readonly workspace: Actor['workspace']
  readonly actor: Actor['id']
  readonly key: string
  /** A hash of the method, the address and the body. */
  readonly print: string
}

/** What was answered: enough to say the same again. */
export interface KeptAnswer {
  readonly status?: 201 | 202
  readonly etag?: string
  readonly body: unknown
}

export type Begun =
  /** Nobody has sent it yet: do the work, then `keep` or `forget`. */
  | { readonly state: 'first' }
  | { readonly state: 'answered'; readonly answer: KeptAnswer }
  | { readonly state: 'in-flight' }
  /** The key has served for another request. */
  | { readonly state: 'other' }

/** Port: writes that carry an `Idempotency-Key`, so that one sent twice is done once. */
export interface AnsweredRequests {
  /** Takes the request on, or says why not; of two at once, one is first. */
  begin(request: KeyedRequest, now: Instant): Promise<Begun>
  keep(request: KeyedRequest, answer: KeptAnswer): Promise<void>
  /** Nothing was done: the key is free again. */
  forget(request: KeyedRequest): Promise<void>
}

/** How long an answer can be had again. */
export const KEPT_FOR = DAY
/** One begun so long ago without an answer was cut off by a crash: it may be begun again. */
export const CUT_OFF_AFTER = 5 * MINUTE
