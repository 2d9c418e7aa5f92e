import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'

/** Who, and when; the name is the one that the person gives. */
export interface Signature {
  readonly at: Instant
  readonly by: Actor['id']
  readonly signed?: string
}

/** A rule that says who belongs, under a name: always up to date, since it is asked again each time. */
export interface Segment extends Signature {
  readonly name: string
  /** Each is fulfilled by an event of the person's: `store=lille`. All of them hold for who belongs. */
  readonly who: readonly string[]
}
