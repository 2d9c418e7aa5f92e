import { type Language, tell, type UserText } from '../kernel/index.ts'
import type { JourneyMap, Touchpoint } from './map.ts'

/** Signs that end a text in Mermaid's `journey` grammar; it knows no escape for them. */
const words = (text: UserText | undefined, language: Language): string => {
  const plain = tell(text, language)
    .replace(/\s+/g, ' ')
    .replaceAll('%%', '%')
    .replaceAll(':', '\u2236')
    .replaceAll(';', ',')
    .replaceAll('#', 'n° ')
    .trim()
  // A line that starts with a word of the grammar would be read as that word.
  return /^(?:journey|title|section|acc)/i.test(plain) ? `– ${plain}` : plain
}

/** Emotion goes from -2 to 2; Mermaid's scores from 1 to 5. Where nothing is said of emotion the score is the middle. */
const scoreOf = ({ experience = [] }: Touchpoint): number => {
  const emotions = experience.flatMap(({ emotion }) => emotion ?? [])
  const mean = emotions.length === 0 ? 0 : emotions.reduce((sum, emotion) => sum + emotion, 0) / emotions.length
  return Math.round(mean) + 3
}

const ACTORS = {
  customer: { fr: 'Client', en: 'Customer' },
  company: { fr: 'Entreprise', en: 'Company' },
  adviser: { fr: 'Conseiller', en: 'Adviser' },
  third: { fr: 'Tiers', en: 'Third party' },
} as const

const actorsOf = ({ experience = [], initiator = 'customer' }: Touchpoint, language: Language): string => {
  const personas = [...new Set(experience.flatMap(({ persona }) => persona ?? []))]
  const actors = initiator === 'customer' && personas.length > 0 ? personas : [ACTORS[initiator][language], ...personas]
  return actors.map((actor) => words(actor, language).replaceAll(',', ' ')).join(', ')
}

/** A map as Mermaid's `journey` diagram: stages as sections, touchpoints scored by emotion. */
export const mapMermaid = (map: JourneyMap, language: Language): string => {
  const sections = map.stages.flatMap(({ id, title }) => [
    `  section ${words(title, language) || id}`,
    ...map.touchpoints
      .filter(({ stage }) => stage === id)
      .map((each) => `    ${words(each.title, language) || each.id}: ${scoreOf(each)}: ${actorsOf(each, language)}`),
  ])
  return ['journey', `  title ${words(map.title, language).replace(/^– /, '')}`, ...sections, ''].join('\n')
}
