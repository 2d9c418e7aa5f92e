import type { Words } from '../kernel/index.ts'

/** What a person's data may be used for, once they say so. */
export interface Purpose {
  /** Short and stable: what events and sources name. */
  readonly id: string
  readonly title: Words
}

/** Known in every workspace; each may declare more, or call these otherwise. */
export const DEFAULT_PURPOSES: readonly Purpose[] = [
  { id: 'measurement', title: { fr: 'Mesure d’audience', en: 'Audience measurement' } },
  { id: 'personalisation', title: { fr: 'Personnalisation', en: 'Personalisation' } },
  { id: 'marketing', title: { fr: 'Messages commerciaux', en: 'Marketing messages' } },
  { id: 'surveys', title: { fr: 'Enquêtes de satisfaction', en: 'Satisfaction surveys' } },
]

export const isPurposeId = (text: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)

/** The defaults, called as the workspace calls them, then what it declared, in order. */
export const purposesOf = (declared: readonly Purpose[]): readonly Purpose[] => [
  ...DEFAULT_PURPOSES.map((known) => declared.find(({ id }) => id === known.id) ?? known),
  ...declared.filter(({ id }) => !DEFAULT_PURPOSES.some((known) => known.id === id)),
]
