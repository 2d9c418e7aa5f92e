import type { Refusal } from '../kernel/index.ts'

export type ShareRefusal =
  | 'not-allowed'
  | 'share-not-found'
  | 'share-expired'
  | 'share-revoked'
  | 'share-expiry'
  | 'share-origins'
  | 'share-origin'
  | 'map-not-approved'

const askForAnother = {
  fr: 'Demandez-en un autre à la personne qui vous l’a donné.',
  en: 'Ask the person who gave it to you for another.',
}

/** What shares say no to. To an outsider they say no more than the token's holder knows. */
export const refusals = {
  unknown: {
    code: 'share-not-found',
    what: { fr: 'Ce lien ne mène à rien.', en: 'This link leads nowhere.' },
    remedy: {
      fr: 'Vérifiez qu’il est entier, ou demandez-en un autre.',
      en: 'Check that it is whole, or ask for another.',
    },
  },
  expired: {
    code: 'share-expired',
    what: { fr: 'Ce lien a expiré.', en: 'This link has expired.' },
    remedy: askForAnother,
  },
  revoked: {
    code: 'share-revoked',
    what: { fr: 'Ce lien a été révoqué.', en: 'This link has been revoked.' },
    remedy: askForAnother,
  },
  expiry: {
    code: 'share-expiry',
    what: { fr: 'La fin donnée est passée, ou trop lointaine.', en: 'The end given is past, or too far away.' },
    remedy: {
      fr: 'Donnez une date à venir, dans les dix ans, ou aucune.',
      en: 'Give a date to come, within ten years, or none.',
    },
  },
  origins: {
    code: 'share-origins',
    what: {
      fr: 'Une carte intégrée doit dire dans quels sites, de un à dix.',
      en: 'An embedded map must say in which sites, one to ten.',
    },
    remedy: {
      fr: 'Donnez leurs origines, par exemple https://intranet.example.',
      en: 'Give their origins, such as https://intranet.example.',
    },
  },
  origin: (origin: string) => ({
    code: 'share-origin' as const,
    what: { fr: `« ${origin} » n’est pas une origine.`, en: `"${origin}" is not an origin.` },
    remedy: {
      fr: 'Écrivez https://, le nom du site et au besoin son port, rien de plus.',
      en: 'Write https://, the site’s name and its port if it has one, nothing more.',
    },
  }),
  notApproved: (map: string) => ({
    code: 'map-not-approved' as const,
    what: { fr: `Aucune révision de « ${map} » n’est approuvée.`, en: `No revision of "${map}" is approved.` },
    remedy: {
      fr: 'Approuvez-en une, ou partagez une révision précise.',
      en: 'Approve one, or share a given revision.',
    },
  }),
} as const satisfies Record<string, Refusal<ShareRefusal> | ((name: string) => Refusal<ShareRefusal>)>
