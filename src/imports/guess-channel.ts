import type { CHANNELS } from '../events/index.ts'
import { unaccented } from './month-names.ts'

/** Words by which files name channels, in French and English, without accents. */
const WORDS: Readonly<Record<keyof typeof CHANNELS, readonly string[]>> = {
  web: ['web', 'site', 'website', 'internet', 'enligne', 'online', 'siteweb', 'ecommerce', 'eshop'],
  app: ['app', 'application', 'appli', 'mobile', 'mobileapp'],
  email: ['email', 'mail', 'courriel', 'emailing', 'newsletter'],
  sms: ['sms', 'texto'],
  rcs: ['rcs'],
  whatsapp: ['whatsapp'],
  push: ['push', 'notification'],
  phone: [
    'phone',
    'telephone',
    'tel',
    'call',
    'appel',
    'callcenter',
    'centredappels',
    'telephonie',
    'voice',
    'hotline',
  ],
  chat: ['chat', 'messagerie', 'livechat', 'tchat', 'chatbot', 'bot'],
  store: [
    'store',
    'shop',
    'magasin',
    'boutique',
    'agence',
    'guichet',
    'counter',
    'desk',
    'branch',
    'pos',
    'pointdevente',
  ],
  mail: ['post', 'courrier', 'letter', 'lettre', 'courrierpostal', 'laposte'],
  social: ['social', 'facebook', 'instagram', 'linkedin', 'twitter', 'tiktok', 'reseauxsociaux', 'socialmedia'],
  review: ['review', 'avis', 'reviews', 'trustpilot', 'avisgoogle'],
  partner: ['partner', 'partenaire', 'distributeur', 'distributor', 'reseller', 'revendeur', 'apporteur'],
  device: ['device', 'iot', 'objet', 'objetconnecte', 'borne', 'kiosk', 'terminal'],
}

/** The channel of the vocabulary that a file's own word most likely means; `undefined` where nothing says. */
export const guessChannel = (word: string): string | undefined => {
  const bare = unaccented(word).replace(/[^a-z0-9]/g, '')
  return Object.entries(WORDS).find(([, words]) => words.includes(bare))?.[0]
}
