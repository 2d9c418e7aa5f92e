import { type Event, OWN_SOURCE, storedProperties } from '../events/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Instant, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import type { Consent, ConsentReader } from './consent-reader.ts'
import { isPurposeId, type Purpose, purposesOf } from './purpose.ts'
import type { PurposeStore } from './purpose-store.ts'
import { GIVEN, WITHDRAWN } from './word.ts'

export interface ConsentPorts {
  readonly purposes: PurposeStore
  readonly reader: ConsentReader
  /** Keeps an event as those that come in: the collecting process hears it at once. */
  readonly keep: (event: Event) => Promise<void>
  readonly newId: () => Id<'Event'>
  readonly may: May
  readonly now: Clock
}

/** What people consent to. Refused by default, and known of an identifier by that identifier's word alone. */
export interface Consents {
  purposes(actor: Actor): Promise<Outcome<readonly Purpose[]>>
  declare(actor: Actor, purpose: Purpose): Promise<Outcome<readonly Purpose[]>>
  /** What stands under each of a person's identifiers. */
  of(actor: Actor, identifiers: readonly string[]): Promise<Outcome<readonly Consent[]>>
  /** Writes down a word said elsewhere: on paper, on the telephone. */
  say(actor: Actor, word: Spoken): Promise<Outcome<void>>
}

/** A word said elsewhere, as somebody writes it down. */
export interface Spoken {
  readonly identifier: string
  readonly purpose: string
  readonly given: boolean
  /** When it was said; now where that is not told. When it was written down is kept beside it. */
  readonly at?: Instant
  /** Where it was said, as channels are called. */
  readonly channel?: string
  /** The name that whoever writes it down gives. */
  readonly signed?: string
}

const badPurpose: Refusal = {
  code: 'purpose-name',
  what: { fr: 'Une finalité a un nom court en minuscules.', en: 'A purpose has a short name in lower case.' },
  remedy: { fr: 'Écrivez par exemple marketing ou rappels-securite.', en: 'Write for example marketing or recalls.' },
}
const unknownPurpose: Refusal = {
  code: 'purpose-unknown',
  what: { fr: 'Cette finalité n’est pas déclarée.', en: 'This purpose is not declared.' },
  remedy: { fr: 'Déclarez-la d’abord : parcours consent declare.', en: 'Declare it first: parcours consent declare.' },
}

const badDate: Refusal = {
  code: 'consent-date',
  what: { fr: 'Cette date n’est pas possible.', en: 'This date is not possible.' },
  remedy: {
    fr: 'Donnez le jour où cela a été dit : aujourd’hui au plus tard.',
    en: 'Give the day on which it was said: today at the latest.',
  },
}
/** Before this, nobody could have said it to us: a date that was mistyped. */
const EARLIEST = Date.UTC(1990, 0, 1)

export const createConsents = ({ purposes, reader, keep, newId, may, now }: ConsentPorts): Consents => {
  const known = async ({ workspace }: Actor) => purposesOf(await purposes.list(workspace))
  return {
    async purposes(actor) {
      return may(actor, 'profiles.read', actor.workspace)
        ? done(await known(actor))
        : refuse(notAllowed('profiles.read'))
    },
    async declare(actor, purpose) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      if (!isPurposeId(purpose.id)) return refuse(badPurpose)
      await purposes.declare(actor.workspace, purpose)
      return done(await known(actor))
    },
    async of(actor, identifiers) {
      if (!may(actor, 'profiles.read', actor.workspace)) return refuse(notAllowed('profiles.read'))
      return done(await reader.of(actor.workspace, identifiers))
    },
    async say(actor, { identifier, purpose, given, at: said, channel = '', signed }) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      if (!(await known(actor)).some(({ id }) => id === purpose)) return refuse(unknownPurpose)
      const written = now()
      const at = said ?? written
      if (at > written || at < EARLIEST) return refuse(badDate)
      await keep({
        id: newId(),
        workspace: actor.workspace,
        source: OWN_SOURCE,
        at,
        receivedAt: written,
        rank: 0,
        seq: written * 4096,
        identifier,
        caseId: '',
        event: given ? GIVEN : WITHDRAWN,
        channel,
        channelInferred: false,
        party: 'own',
        store: '',
        adviser: '',
        properties: storedProperties({ purpose, by: actor.id, ...(signed && { signed }) }),
      })
      return done(undefined)
    },
  }
}
