import type { Words } from '../kernel/index.ts'
import type { PushBack, StopReason, TurnedAway } from './stop-reason.ts'

interface Stopped {
  readonly what: Words
  readonly remedy: Words
}

/** Why a message stopped, and what its sender can do. */
export const STOP_WORDS: Readonly<Record<StopReason, Stopped>> = {
  malformed: {
    what: { fr: 'ce n’est pas un message du protocole', en: 'it is no message of the protocol' },
    remedy: {
      fr: 'Donnez-lui un type : track, identify, page, screen, group ou alias.',
      en: 'Give it a type: track, identify, page, screen, group or alias.',
    },
  },
  'too-large': {
    what: { fr: 'il dépasse 256 Ko', en: 'it is larger than 256 KB' },
    remedy: { fr: 'N’envoyez que les propriétés utiles.', en: 'Send only the properties that are of use.' },
  },
  'no-event': {
    what: { fr: 'il ne nomme aucun événement', en: 'it names no event' },
    remedy: { fr: 'Un message track a un champ event.', en: 'A track message has a field event.' },
  },
  'no-person': {
    what: { fr: 'il n’a ni userId ni anonymousId', en: 'it has neither userId nor anonymousId' },
    remedy: { fr: 'Ajoutez l’un des deux.', en: 'Add one of the two.' },
  },
  'unreadable-time': {
    what: { fr: 'sa date n’est pas en ISO 8601 avec fuseau', en: 'its time is not ISO 8601 with a zone' },
    remedy: { fr: 'Écrivez par exemple 2026-09-14T12:00:00Z.', en: 'Write for example 2026-09-14T12:00:00Z.' },
  },
  'before-1990': {
    what: { fr: 'sa date précède 1990', en: 'its time is before 1990' },
    remedy: { fr: 'Corrigez timestamp.', en: 'Put timestamp right.' },
  },
  'in-the-future': {
    what: { fr: 'sa date est dans le futur', en: 'its time is in the future' },
    remedy: { fr: 'Corrigez timestamp, ou l’horloge de la source.', en: 'Put timestamp right, or the source’s clock.' },
  },
  'no-consent': {
    what: { fr: 'la personne n’y consent pas', en: 'the person does not consent' },
    remedy: {
      fr: 'Recueillez le consentement (Consent Given) à la finalité dont la source a besoin, sous ce même identifiant.',
      en: 'Ask for consent (Consent Given) to the purpose that the source needs, under this very identifier.',
    },
  },
}

/** Why a sender was asked to come again, and what helps. */
const PUSHED_WORDS: Readonly<Record<PushBack, Stopped>> = {
  'over-limit': {
    what: { fr: 'sa source dépasse son débit', en: 'its source sends more than it may' },
    remedy: {
      fr: 'Rien n’est perdu : le client renverra. Relevez le débit de la source s’il est trop bas.',
      en: 'Nothing is lost: the client sends it again. Raise the source’s limit if it is too low.',
    },
  },
  'readers-behind': {
    what: { fr: 'l’analyse est en retard sur le journal', en: 'analytics is behind the log' },
    remedy: {
      fr: 'Rien n’est perdu : le client renverra. Si cela dure, voyez le journal de l’analyse.',
      en: 'Nothing is lost: the client sends it again. If it lasts, see the journal of analytics.',
    },
  },
  busy: {
    what: { fr: 'la collecte lit déjà trop de requêtes à la fois', en: 'too many requests are being read at once' },
    remedy: { fr: 'Rien n’est perdu : le client renverra.', en: 'Nothing is lost: the client sends it again.' },
  },
}

/** Why a webhook's request is not taken in, and what helps. */
const TURNED_WORDS: Readonly<Record<TurnedAway, Stopped>> = {
  'not-mapped': {
    what: { fr: 'aucune règle du webhook ne le reconnaît', en: 'no rule of the webhook recognises it' },
    remedy: {
      fr: 'Ajoutez une règle à sa correspondance si cet événement compte.',
      en: 'Add a rule to its mapping if this event counts.',
    },
  },
  'no-signature': {
    what: { fr: 'il n’est pas signé', en: 'it is not signed' },
    remedy: { fr: 'Donnez le secret du webhook à qui envoie.', en: 'Give the webhook’s secret to its sender.' },
  },
  'wrong-signature': {
    what: { fr: 'sa signature est fausse', en: 'its signature is wrong' },
    remedy: {
      fr: 'Comparez le secret et la façon de signer ; sinon quelqu’un se fait passer pour l’expéditeur.',
      en: 'Compare the secret and the way of signing; else somebody poses as the sender.',
    },
  },
  'too-old': {
    what: { fr: 'ce qu’il signe est trop ancien', en: 'what it signs is too old' },
    remedy: {
      fr: 'Réglez l’horloge de l’expéditeur ; sinon quelqu’un rejoue une requête.',
      en: 'Set the sender’s clock; else somebody plays a request again.',
    },
  },
}

/** The words of any reason for which a message went no further; undefined where it is none of ours. */
export const stopWords = (reason: string): Stopped | undefined => {
  const known: Readonly<Record<string, Stopped>> = { ...STOP_WORDS, ...PUSHED_WORDS, ...TURNED_WORDS }
  return Object.hasOwn(known, reason) ? known[reason] : undefined
}

export const isStopReason = (text: string): text is StopReason => Object.hasOwn(STOP_WORDS, text)
