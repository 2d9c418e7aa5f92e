import { type Event, propertyValue } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'

export const GIVEN = 'Consent Given'
export const WITHDRAWN = 'Consent Withdrawn'

/** What was said of one purpose, under one identifier: of a device, or of a person where they are known. */
export interface Word {
  readonly workspace: Id<'Workspace'>
  readonly identifier: string
  readonly purpose: string
  readonly given: boolean
  readonly at: Instant
}

/** What an event says of consent; undefined where it is about something else. */
export const wordOf = ({ workspace, identifier, event, at, properties }: Event): Word | undefined => {
  if (event !== GIVEN && event !== WITHDRAWN) return undefined
  const stored = properties.purpose
  const purpose = stored === undefined ? '' : String(propertyValue(stored))
  return purpose === '' ? undefined : { workspace, identifier, purpose, given: event === GIVEN, at }
}

/** Whether a word takes the place of another on the same: the later one; at one instant, the one that withdraws. */
export const overrules = (word: Pick<Word, 'given' | 'at'>, known: Pick<Word, 'given' | 'at'> | undefined): boolean =>
  known === undefined || word.at > known.at || (word.at === known.at && known.given && !word.given)

/** What is known of consent. Refused by default. */
export interface Ledger {
  hear(word: Word): void
  /** Whether this very identifier consents: what another of the same person's says is not asked. */
  allows(workspace: Id<'Workspace'>, identifier: string, purpose: string): boolean
}

/** A ledger in memory. `keyOf` names what a word is about; two words of one name are on the same. */
export const createLedger = (
  keyOf = (word: Pick<Word, 'workspace' | 'identifier' | 'purpose'>): string =>
    JSON.stringify([word.workspace, word.identifier, word.purpose]),
): Ledger => {
  const words = new Map<string, Pick<Word, 'given' | 'at'>>()
  return {
    hear: (word) => {
      const key = keyOf(word)
      if (overrules(word, words.get(key))) words.set(key, { given: word.given, at: word.at })
    },
    allows: (workspace, identifier, purpose) => words.get(keyOf({ workspace, identifier, purpose }))?.given === true,
  }
}
