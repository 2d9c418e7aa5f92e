import type { Instant } from '../kernel/index.ts'
import type { Call } from './message.ts'
import type { StopReason } from './stop-reason.ts'

/** A message set aside: why, and itself as it came. */
export interface SetAside {
  readonly at: Instant
  readonly workspace: string
  readonly source: string
  readonly reason: StopReason
  readonly detail: string
  readonly sentAt?: unknown
  /** The kind of call that its address named, where it did. */
  readonly call?: Call
  readonly message: unknown
}

/** One of them, with the name by which it is asked for. */
export interface Quarantined extends SetAside {
  readonly id: string
}

export interface QuarantineFilter {
  readonly workspace: string
  readonly source?: string
  readonly reason?: StopReason
}

/** Port: messages that were no interactions, kept for who can put them right. */
export interface Quarantine {
  /** Resolves once they are on disk. */
  setAside(messages: readonly SetAside[]): Promise<void>
  /** The latest first, so many; `more` where there are others. */
  list(
    filter: QuarantineFilter,
    most: number,
  ): Promise<{ readonly items: readonly Quarantined[]; readonly more: boolean }>
  /** One that is still set aside. */
  get(id: string): Promise<Quarantined | undefined>
  /** Lets one go for good; false where it had gone already. */
  release(id: string): Promise<boolean>
  /** Removes what is older than a month. */
  expire(now: Instant): Promise<void>
}
