/** The channels of the vocabulary. Files and maps may name others; these have a known kind. */
export const CHANNELS = {
  web: 'digital',
  app: 'digital',
  email: 'digital',
  sms: 'digital',
  rcs: 'digital',
  whatsapp: 'digital',
  push: 'digital',
  phone: 'human',
  chat: 'human',
  store: 'physical',
  mail: 'physical',
  social: 'digital',
  review: 'digital',
  partner: 'human',
  device: 'digital',
} as const satisfies Record<string, ChannelKind>

export type ChannelKind = 'digital' | 'human' | 'physical'
export type Party = 'own' | 'third'
