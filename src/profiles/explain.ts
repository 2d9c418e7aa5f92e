import { LOCAL_OWNER, USUAL_ZONE } from '../governance/index.ts'
import { iso, type Language, type Words } from '../kernel/index.ts'
import { LIKENESS } from './evidence.ts'
import { type Identifier, type Kind, kindOf } from './identifier.ts'
import type { Merge } from './resolve.ts'

export const KIND_WORDS: Readonly<Record<Kind, Words>> = {
  user: { fr: 'même compte', en: 'same account' },
  crm: { fr: 'même fiche CRM', en: 'same CRM record' },
  loyalty: { fr: 'même carte de fidélité', en: 'same loyalty card' },
  email: { fr: 'même adresse e-mail', en: 'same e-mail address' },
  phone: { fr: 'même téléphone', en: 'same telephone' },
  social: { fr: 'même compte social', en: 'same social account' },
  order: { fr: 'même commande', en: 'same order' },
  device: { fr: 'même appareil', en: 'same device' },
  anonymous: { fr: 'même navigateur', en: 'same browser' },
}

const dayIn =
  (zone: string) =>
  (at: number, language: Language): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(new Date(iso(at)))

const CHANNELS: Readonly<Record<string, Words>> = {
  web: { fr: 'sur le web', en: 'on the web' },
  store: { fr: 'en magasin', en: 'in store' },
  phone: { fr: 'au téléphone', en: 'on the telephone' },
  social: { fr: 'sur un réseau social', en: 'on a social network' },
  email: { fr: 'par e-mail', en: 'by e-mail' },
  chat: { fr: 'par chat', en: 'by chat' },
  app: { fr: 'dans l’application', en: 'in the app' },
  review: { fr: 'sur un site d’avis', en: 'on a review site' },
  partner: { fr: 'chez un partenaire', en: 'at a partner’s' },
}

/** Why two identifiers are one person's, for the one who reads: « même carte de fidélité, vue au magasin lille le 3 mars 2025 ». */
export const explain = (merge: Merge, zone: string = USUAL_ZONE): Words => {
  const day = dayIn(zone)
  if (merge.by === 'steward') {
    const { at, by } = merge.word
    const owner = by === LOCAL_OWNER.id
    return {
      fr: `réunis par ${owner ? 'le propriétaire' : by} le ${day(at, 'fr')}`,
      en: `merged by ${owner ? 'the owner' : by} on ${day(at, 'en')}`,
    }
  }
  const { a, b, first } = merge.edge
  if (first.source === LIKENESS) return resembling(Number(first.event), first.at, day)
  const shared = sharedOf(a, b)
  const [fr, en] = [placeOf(first, 'fr'), placeOf(first, 'en')]
  return {
    fr: `${KIND_WORDS[shared].fr}, « ${first.event} »${fr && ` ${fr}`} le ${day(first.at, 'fr')} (source ${first.source})`,
    en: `${KIND_WORDS[shared].en}, "${first.event}"${en && ` ${en}`} on ${day(first.at, 'en')} (source ${first.source})`,
  }
}

const resembling = (probability: number, at: number, day: ReturnType<typeof dayIn>): Words => {
  const percent = (language: Language) =>
    probability.toLocaleString(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 2 })
  return {
    fr: `fiches qui se ressemblent (probabilité ${percent('fr')}), rapprochées le ${day(at, 'fr')}`,
    en: `records that are alike (probability ${percent('en')}), matched on ${day(at, 'en')}`,
  }
}

/** What the two have in common is what the event gave beside whose it was: the weaker of the two, unless it is a browser. */
const sharedOf = (a: Identifier, b: Identifier): Kind => (kindOf(b) === 'anonymous' ? kindOf(a) : kindOf(b))

const placeOf = ({ channel, store }: { channel: string; store: string }, language: Language): string => {
  if (store) return language === 'fr' ? `au magasin ${store}` : `in store ${store}`
  return CHANNELS[channel]?.[language] ?? channel
}
