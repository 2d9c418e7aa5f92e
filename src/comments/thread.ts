import type { Actor } from '../governance/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { Anchor } from './anchor.ts'

/** Who did something and when; `signed` is the name that they gave, which nobody checked. */
export interface Signature {
  readonly at: Instant
  readonly by: Actor['id']
  readonly signed?: string
}

/** One thing said. */
export interface Comment extends Signature {
  readonly id: Id<'Comment'>
  /** Empty once erased. */
  readonly text: string
  /** The known names that it mentions. */
  readonly mentions: readonly string[]
  readonly editedAt?: Instant
  readonly erased?: Signature
}

/** One time that a thread was settled, or opened again. */
export interface Turn extends Signature {
  readonly state: 'resolved' | 'open'
}

/** What was said about one thing, oldest first. */
export interface Thread {
  readonly id: Id<'Thread'>
  readonly map: string
  readonly anchor: Anchor
  readonly comments: readonly Comment[]
  readonly turns: readonly Turn[]
}

export const isResolved = ({ turns }: Thread): boolean => turns.at(-1)?.state === 'resolved'
