import { OWN_SOURCE } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'

/** What stands of one purpose under one identifier, and who told it when. */
export interface Consent {
  readonly identifier: string
  readonly purpose: string
  readonly given: boolean
  readonly at: Instant
  readonly source: string
  /** Who wrote it down here, and when; null where the person's own system told it. */
  readonly noted: { readonly by: string; readonly at: Instant } | null
}

/** Who wrote a word down, by what its event says: no other source may sign here. */
export const notedOf = (
  source: string,
  { by, signed, at }: { readonly by: string; readonly signed: string; readonly at: Instant },
): Consent['noted'] => (source === OWN_SOURCE && by !== '' ? { by: signed || by, at } : null)

/** Port: the consents that events tell. */
export interface ConsentReader {
  /** What stands under each of some identifiers, as events spell them. What was never said is not there: it is refused. */
  of(workspace: Id<'Workspace'>, identifiers: readonly string[]): Promise<Consent[]>
}

/** Consents in the order in which they are shown. */
export const inOrder = (a: Consent, b: Consent): number =>
  a.purpose === b.purpose ? (a.identifier < b.identifier ? -1 : 1) : a.purpose < b.purpose ? -1 : 1
