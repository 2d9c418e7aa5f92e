import type { Actor } from '../governance/index.ts'
import { DAY, type Id, type Instant, type UserText } from '../kernel/index.ts'

/** What a notice may be about. */
export const NOTICE_KINDS = [
  'mention',
  'reply',
  'review-asked',
  'published',
  'import-finished',
  'import-failed',
  'moment-noticed',
  'breaking-point',
  'source-silent',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Something that a person should know. */
export interface Notice {
  readonly id: Id<'Notice'>
  readonly kind: NoticeKind
  /** What it is about: the same key again is the same notice. */
  readonly key: string
  readonly at: Instant
  /** The name that it is for; everybody where absent. */
  readonly to?: string
  /** Who caused it, by the name that they gave: they are not told. */
  readonly from?: string
  /** What the sentence needs. */
  readonly facts: NoticeFacts
  /** Where it leads in the application: a path with its search. */
  readonly place: string
}

export interface NoticeFacts {
  readonly map?: string
  readonly title?: UserText
  readonly revision?: number
  /** Of a comment or a reason: its beginning. */
  readonly excerpt?: string
  /** A stage, a touchpoint, a file or a source, by its title. */
  readonly subject?: UserText
  readonly count?: number
}

/** Who reads: until accounts exist, the actor with the name that they gave. */
export interface Reader {
  readonly actor: Actor
  readonly name: string
}

export const readerOf = ({ actor, signed }: { readonly actor: Actor; readonly signed?: string }): Reader => ({
  actor,
  name: signed ?? '',
})

export const NOTICES_KEPT_FOR = 90 * DAY
