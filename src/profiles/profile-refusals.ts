import type { Refusal } from '../kernel/index.ts'
import { KINDS, type Kind } from './identifier.ts'

export type ProfileRefusal =
  | 'not-allowed'
  | 'profile-unknown'
  | 'profile-ambiguous'
  | 'profile-already-one'
  | 'profile-held-apart'
  | 'profile-same-identifier'
  | 'profile-claim-unreadable'
  | 'profile-trait-rule'
  | 'profile-page-unreadable'

const kinds = KINDS.join(', ')

/** The words name no identifier: they may be logged, and an identifier is somebody's. */
export const refusals = {
  traitRule: {
    code: 'profile-trait-rule',
    what: { fr: 'Cette règle n’existe pas.', en: 'There is no such rule.' },
    remedy: { fr: 'Choisissez latest, trusted ou longest.', en: 'Choose latest, trusted or longest.' },
  },
  unknown: {
    code: 'profile-unknown',
    what: { fr: 'Personne n’est connu sous cet identifiant.', en: 'Nobody is known by this identifier.' },
    remedy: {
      fr: 'Vérifiez-le, ou précisez sa sorte : email:…, phone:…, loyalty:…, user:…',
      en: 'Check it, or say its kind: email:…, phone:…, loyalty:…, user:…',
    },
  },
  ambiguous: (found: readonly Kind[]) => ({
    code: 'profile-ambiguous',
    what: {
      fr: `Cet identifiant désigne plusieurs personnes, selon sa sorte : ${found.join(', ')}.`,
      en: `This identifier names several persons, by its kind: ${found.join(', ')}.`,
    },
    remedy: {
      fr: `Précisez la sorte, par exemple ${found[0]}:VALEUR.`,
      en: `Say the kind, for instance ${found[0]}:VALUE.`,
    },
  }),
  alreadyOne: {
    code: 'profile-already-one',
    what: {
      fr: 'Ces deux identifiants sont déjà une seule personne.',
      en: 'These two identifiers are one person already.',
    },
    remedy: { fr: 'Rien à faire.', en: 'There is nothing to do.' },
  },
  heldApart: {
    code: 'profile-held-apart',
    what: {
      fr: 'Une décision antérieure tient ces deux personnes séparées par un troisième profil.',
      en: 'An earlier decision keeps these two persons apart, through a third profile.',
    },
    remedy: { fr: 'Séparez d’abord le troisième profil.', en: 'Part the third profile first.' },
  },
  sameIdentifier: {
    code: 'profile-same-identifier',
    what: { fr: 'Un identifiant ne se sépare pas de lui-même.', en: 'An identifier cannot be parted from itself.' },
    remedy: {
      fr: 'Donnez un identifiant de chacune des deux personnes.',
      en: 'Give an identifier of each of the two persons.',
    },
  },
  cursor: {
    code: 'profile-page-unreadable',
    what: { fr: 'Cette page n’existe pas.', en: 'There is no such page.' },
    remedy: { fr: 'Repartez du début.', en: 'Start again from the first one.' },
  },
  claim: {
    code: 'profile-claim-unreadable',
    what: {
      fr: 'Une propriété se déclare sous la forme PROPRIÉTÉ=SORTE.',
      en: 'A property is declared as PROPERTY=KIND.',
    },
    remedy: { fr: `Sortes : ${kinds}. Par exemple courriel=email.`, en: `Kinds: ${kinds}. For instance mail=email.` },
  },
} as const satisfies Record<string, Refusal<ProfileRefusal> | ((found: readonly Kind[]) => Refusal<ProfileRefusal>)>
