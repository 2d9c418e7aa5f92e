import { type Event, type Json, storedProperties } from '../events/index.ts'
import { asId } from '../kernel/index.ts'
import { instantOf } from './calendar.ts'
import { chance } from './chance.ts'

/**
 * One customer who is met under another name wherever she goes: a campaign on a network, the website, the store of
 * Lille, the telephone, a distributor, the chat, a blog. Each system knows her by its own identifier; what each of them
 * is given beside it makes one person of her. She comes beside the drawn company, and counts in none of its truths.
 */
export const APOLLINE = {
  name: 'Apolline Verhaeghe',
  card: '9250999000019',
  phone: '+33639984207',
  email: 'apolline.verhaeghe@courriel.example',
} as const

const WHO = {
  social: 'social:instagram:apolline.chez.elle',
  web: 'anonymous:5c1f0c5e-7a52-4d0e-9d3b-2f60b1a7e842',
  till: `loyalty:${APOLLINE.card}`,
  phone: `phone:${APOLLINE.phone}`,
  crm: 'crm:AV-20417',
  partner: 'order:REV-88120',
  mail: `email:${APOLLINE.email}`,
} as const
type Door = keyof typeof WHO

/** The system behind each door, as a source of events. */
const SOURCES: Readonly<Record<Door, string>> = {
  social: 'alder-reseaux',
  web: 'alder-site',
  till: 'alder-caisses',
  phone: 'alder-telephone',
  crm: 'alder-chat',
  partner: 'alder-revendeurs',
  mail: 'alder-courriels',
}

/** What each source is believed about, beside the identifier that it files events under. */
export const CLAIMS = [
  { source: SOURCES.social, property: 'email', kind: 'email' },
  { source: SOURCES.web, property: 'email', kind: 'email' },
  { source: SOURCES.web, property: 'phone', kind: 'phone' },
  { source: SOURCES.till, property: 'phone', kind: 'phone' },
  { source: SOURCES.till, property: 'email', kind: 'email' },
  { source: SOURCES.till, property: 'orderId', kind: 'order' },
  { source: SOURCES.phone, property: 'loyaltyCard', kind: 'loyalty' },
  { source: SOURCES.crm, property: 'email', kind: 'email' },
  { source: SOURCES.partner, property: 'loyaltyCard', kind: 'loyalty' },
] as const

/** The site is where she typed her own name; a till keys it in capitals. */
export const RULES = (['firstName', 'lastName'] as const).map((trait) => ({
  trait,
  rule: 'trusted' as const,
  sources: [SOURCES.web, SOURCES.social],
}))

type Lived = readonly [when: string, door: Door, event: string, channel: string, about?: Readonly<Record<string, Json>>]

const TYPED = { firstName: 'Apolline', lastName: 'Verhaeghe', email: APOLLINE.email }
const KEYED = { firstName: 'APOLLINE', lastName: 'VERHAEGHE', postcode: '59130', city: 'Lambersart' }
const CUISINE = { offer: 'cuisine' }

const LIFE: readonly Lived[] = [
  ['2025-09-02T20:41', 'social', 'Social Post Engaged', 'social', { ...CUISINE, network: 'instagram', action: 'save' }],
  ['2025-09-02T20:44', 'social', 'Campaign Joined', 'social', { campaign: 'Ma cuisine d’automne', ...TYPED }],
  ['2025-09-02T20:44', 'mail', 'Consent Given', 'social', { purpose: 'marketing' }],
  ['2025-09-03T12:10', 'web', 'Consent Given', 'web', { purpose: 'measurement' }],
  ['2025-09-03T12:10', 'web', 'Ad Clicked', 'web', { campaign: 'Ma cuisine d’automne', network: 'instagram' }],
  ['2025-09-03T12:11', 'web', 'Page Viewed', 'web', { ...CUISINE, path: '/cuisines/lisiere' }],
  ['2025-09-03T12:17', 'web', 'Page Viewed', 'web', { ...CUISINE, path: '/inspirations' }],
  ['2025-09-05T21:30', 'web', 'Configurator Opened', 'web', { shape: 'corner' }],
  ['2025-09-05T22:02', 'web', 'Plan Saved', 'web', { shape: 'corner' }],
  [
    '2025-09-06T10:12',
    'web',
    'Appointment Booked',
    'web',
    { ...TYPED, phone: APOLLINE.phone, topic: 'design', store: 'lille', persona: 'renovator' },
  ],
  ['2025-09-12T10:00', 'mail', 'Message Sent', 'email', { template: 'appointment-reminder' }],
  [
    '2025-09-13T15:05',
    'till',
    'Appointment Held',
    'store',
    { ...KEYED, email: APOLLINE.email.toUpperCase(), phone: '06 39 98 42 07', topic: 'design', minutes: 95 },
  ],
  ['2025-09-13T19:20', 'mail', 'Survey Answered', 'email', { survey: 'design-appointment', metric: 'csat', score: 5 }],
  ['2025-09-16T11:02', 'mail', 'Quote Sent', 'email', { amount: 11240, currency: 'EUR' }],
  ['2025-09-17T21:15', 'web', 'Quote Viewed', 'web'],
  ['2025-09-27T11:30', 'till', 'Contract Signed', 'store', { amount: 11240 }],
  [
    '2025-09-27T11:34',
    'till',
    'Order Completed',
    'store',
    { ...KEYED, orderId: 'MA-0999001', revenue: 11240, currency: 'EUR', range: 'Lisière' },
  ],
  ['2025-09-29T09:10', 'mail', 'Order Confirmed', 'email', { weeks: 8 }],
  [
    '2025-10-11T17:48',
    'partner',
    'Order Completed',
    'partner',
    {
      orderId: 'REV-88120',
      revenue: 349,
      currency: 'EUR',
      range: 'Luminaire',
      distributor: 'Maison & Lumière',
      loyaltyCard: APOLLINE.card,
    },
  ],
  [
    '2025-10-15T14:22',
    'crm',
    'Conversation Started',
    'chat',
    {
      topic: 'luminaire',
      email: APOLLINE.email,
      text: 'Quel variateur pour la suspension achetée chez votre revendeur ?',
    },
  ],
  ['2025-10-15T14:40', 'crm', 'Survey Answered', 'chat', { survey: 'chat', metric: 'csat', score: 5 }],
  [
    '2025-10-26T18:05',
    'social',
    'Blog Post Published',
    'review',
    {
      site: 'blog-chez-apolline.example',
      text: 'Un projet dessiné avec nous, et un chat qui répond un dimanche !',
    },
  ],
  ['2025-11-21T10:05', 'mail', 'Delivery Date Changed', 'email', { delayDays: 18 }],
  [
    '2025-12-03T17:12',
    'phone',
    'Order Status Asked',
    'phone',
    { topic: 'order-status', loyaltyCard: '9250 9990 0001 9' },
  ],
  [
    '2025-12-10T11:20',
    'phone',
    'Complaint Received',
    'phone',
    { topic: 'delivery', loyaltyCard: '9250 9990 0001 9', text: 'Livraison repoussée deux fois, sans explication.' },
  ],
  ['2025-12-10T11:31', 'mail', 'Consent Withdrawn', 'phone', { purpose: 'marketing' }],
  [
    '2025-12-11T08:30',
    'mail',
    'Survey Answered',
    'email',
    { survey: 'delivery-date-change', metric: 'csat', score: 2 },
  ],
]

const THIRD_PARTY = new Set(['review', 'social', 'partner'])

/** All that she lived, as each system tells it: always the same, ids included. */
export const apolline = (): readonly Event[] => {
  const ids = chance(2026, 0)
  return LIFE.map(([when, door, event, channel, about = {}], seq) => {
    const at = instantOf(Date.parse(`${when}:00Z`))
    const inStore = channel === 'store'
    return {
      id: asId<'Event'>(ids.uuid()),
      workspace: asId<'Workspace'>('default'),
      source: SOURCES[door],
      at,
      receivedAt: at,
      rank: 0,
      seq,
      identifier: WHO[door],
      caseId: '',
      event,
      channel,
      channelInferred: false,
      party: THIRD_PARTY.has(channel) ? 'third' : 'own',
      store: inStore ? 'lille' : '',
      adviser: inStore ? 'lille-2' : '',
      properties: storedProperties(about),
    }
  })
}
