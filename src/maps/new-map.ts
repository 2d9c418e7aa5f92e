import { type Language, type Refusal, tell, type UserText } from '../kernel/index.ts'
import type { JourneyMap, LEVELS } from './map.ts'

/** What a new map begins from. */
export interface NewMap {
  readonly title: UserText
  /** Its id; made from the title where it is not given. */
  readonly id?: string
  /** A template, a proposal drafted from data, a file that was read. Absent: three empty stages. */
  readonly from?: JourneyMap
  readonly level?: (typeof LEVELS)[number]
  readonly parent?: { readonly journey: string; readonly touchpoint?: string }
}

/** An id that the format accepts, from a title: « Acheter une maison ! » is `acheter-une-maison`. */
export const idFromTitle = (title: string, none = 'map'): string => {
  const slug = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
    .replace(/^x-/, 'x')
  return slug === '' ? none : slug
}

/** The draft that a new map is: what it begins from, under its own id and title, never reviewed. */
export const newMap = (asked: NewMap, language: Language): JourneyMap => {
  const { title, from = EMPTY, level, parent } = asked
  const { revision: _revision, parent: _parent, 'x-template': _words, ...design } = from as JourneyMap & WithWords
  return {
    ...design,
    id: asked.id ?? idFromTitle(tell(title, language)),
    title,
    status: 'draft',
    level: level ?? (parent ? 'sub_journey' : (from.level ?? 'journey')),
    ...(parent && { parent }),
  }
}

/** What only templates carry: their words in the gallery. */
interface WithWords {
  readonly 'x-template'?: unknown
}

const EMPTY: JourneyMap = {
  format: 'parcours/1',
  id: 'empty',
  state: 'current',
  title: '',
  stages: [
    { id: 'before', phase: 'before', title: { fr: 'Avant', en: 'Before' } },
    { id: 'during', phase: 'during', title: { fr: 'Pendant', en: 'During' } },
    { id: 'after', phase: 'after', title: { fr: 'Après', en: 'After' } },
  ],
  touchpoints: [],
}

export const mapExists = (id: string): Refusal => ({
  code: 'map-exists',
  what: {
    fr: `Une carte porte déjà l’identifiant « ${id} ».`,
    en: `There is already a map with the id "${id}".`,
  },
  remedy: {
    fr: 'Ouvrez-la, ou donnez un autre titre ou un autre identifiant à la nouvelle.',
    en: 'Open it, or give the new one another title or another id.',
  },
})

export const templateUnknown = (id: string): Refusal => ({
  code: 'template-not-found',
  what: { fr: `Il n’y a pas de modèle « ${id} ».`, en: `There is no template "${id}".` },
  remedy: { fr: 'Choisissez-en un dans la galerie.', en: 'Choose one in the gallery.' },
})
