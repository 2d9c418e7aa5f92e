import type { Refusal } from '../kernel/index.ts'
import { IDENTIFIER_KINDS } from './source.ts'

export type SourceRefusal =
  | 'not-allowed'
  | 'source-name-invalid'
  | 'source-reserved'
  | 'source-taken'
  | 'source-unknown'
  | 'source-kind-unknown'
  | 'source-kinds-of-browser'
  | 'source-trust-unknown'
  | 'source-limits-invalid'
  | 'source-purpose'
  | 'quarantine-gone'
  | 'still-stopped'

const kinds = IDENTIFIER_KINDS.join(', ')

export const refusals = {
  name: (name: string) => ({
    code: 'source-name-invalid',
    what: { fr: `« ${name} » ne peut pas nommer une source.`, en: `"${name}" cannot name a source.` },
    remedy: {
      fr: 'Utilisez 64 lettres, chiffres, espaces, points ou tirets au plus, en commençant par une lettre ou un chiffre.',
      en: 'Use at most 64 letters, digits, spaces, dots or dashes, beginning with a letter or a digit.',
    },
  }),
  reserved: (name: string) => ({
    code: 'source-reserved',
    what: {
      fr: `« ${name} » est le nom de ce que Parcours note lui-même.`,
      en: `"${name}" is the name of what Parcours itself writes down.`,
    },
    remedy: {
      fr: 'Donnez à la source le nom de ce qui envoie : site, caisse-lille…',
      en: 'Name the source after what sends: site, till-lille…',
    },
  }),
  taken: (name: string) => ({
    code: 'source-taken',
    what: { fr: `Il existe déjà une source « ${name} ».`, en: `There is already a source "${name}".` },
    remedy: {
      fr: 'Choisissez un autre nom, ou donnez-lui une nouvelle clé : parcours source rotate.',
      en: 'Choose another name, or give it a new key: parcours source rotate.',
    },
  }),
  unknown: (name: string) => ({
    code: 'source-unknown',
    what: { fr: `Aucune source ne s’appelle « ${name} ».`, en: `No source is called "${name}".` },
    remedy: { fr: 'Voyez parcours source list.', en: 'See parcours source list.' },
  }),
  gone: {
    code: 'quarantine-gone',
    what: { fr: 'Ce message n’est plus de côté.', en: 'This message is no longer set aside.' },
    remedy: { fr: 'Il a été rejoué, ou son mois est passé.', en: 'It was replayed, or its month has passed.' },
  },
  stillStopped: (reason: string) => ({
    code: 'still-stopped',
    what: { fr: `Ce message est encore arrêté (${reason}).`, en: `This message is still stopped (${reason}).` },
    remedy: { fr: 'Corrigez-le, puis rejouez-le.', en: 'Put it right, then replay it.' },
  }),
  kind: (kind: string) => ({
    code: 'source-kind-unknown',
    what: { fr: `« ${kind} » n’est pas une sorte d’identifiant.`, en: `"${kind}" is not a kind of identifier.` },
    remedy: { fr: `Choisissez parmi : ${kinds}.`, en: `Choose among: ${kinds}.` },
  }),
  trust: (trust: string) => ({
    code: 'source-trust-unknown',
    what: { fr: `« ${trust} » n’est pas un degré de confiance.`, en: `"${trust}" is not a trust.` },
    remedy: {
      fr: 'Choisissez browser (clé publique, dans une page) ou server (clé secrète).',
      en: 'Choose browser (a public key, in a page) or server (a secret key).',
    },
  }),
  purpose: (purpose: string) => ({
    code: 'source-purpose',
    what: { fr: `« ${purpose} » n’est pas un nom de finalité.`, en: `"${purpose}" is not the name of a purpose.` },
    remedy: { fr: 'Écrivez par exemple measurement ou marketing.', en: 'Write for example measurement or marketing.' },
  }),
  limits: {
    code: 'source-limits-invalid',
    what: { fr: 'Ce débit ne convient pas.', en: 'This limit is not possible.' },
    remedy: {
      fr: 'Donnez deux entiers de 1 à 1 000 000, la rafale étant au moins le débit par seconde.',
      en: 'Give two whole numbers from 1 to 1,000,000, the burst being at least what may come each second.',
    },
  },
  kindsOfBrowser: {
    code: 'source-kinds-of-browser',
    what: {
      fr: 'Une source « browser » ne peut garantir aucun identifiant : sa clé est publique.',
      en: 'A browser source can vouch for no identifier: its key is public.',
    },
    remedy: { fr: 'Retirez --kinds, ou utilisez --trust server.', en: 'Drop --kinds, or use --trust server.' },
  },
} as const satisfies Record<string, Refusal<SourceRefusal> | ((text: string) => Refusal<SourceRefusal>)>
