import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'newmap.heading': 'New map',
  'newmap.sub': 'New sub-journey',
  'newmap.lead': 'Begin from a template, from nothing, from what your customers live, or from a file.',
  'newmap.templates': 'Templates',
  'newmap.empty': 'Empty map',
  'newmap.empty.lead': 'Three stages: before, during, after. The rest is yours.',
  'newmap.data': 'From your data',
  'newmap.data.lead': 'A map proposed from the events already collected.',
  'newmap.data.working': 'Reading the events…',
  'newmap.data.from':
    'Proposed from {cases} journeys: {count, plural, one {# touchpoint} other {# touchpoints}}. It is what happened, not yet what is wanted.',
  'newmap.file': 'From a file',
  'newmap.file.lead': 'YAML or JSON in the format parcours/1: drop it here or choose it.',
  'newmap.title': 'Title of the map',
  'newmap.title.lead': 'For example “Buying a kitchen”.',
  'newmap.create': 'Create the map',
}
