import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'home.title': 'What your customers live',
  'home.lead': 'Each designed map, beside the journey really lived.',
  'home.instances': '{count, plural, one {# lived journey} other {# lived journeys}}',
  'home.success': 'Succeed',
  'home.median': 'Median time',
  'home.fitness': 'Conformance',
  'home.decide': 'To decide',
  'home.decide.breaking': '{title}: {rate} stop at this stage',
  'home.decide.none': 'Nothing waits for a decision.',
}
