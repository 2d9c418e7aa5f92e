import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'maps.title': 'Maps',
  'maps.lead': 'The designed journeys, their state and how fresh they are.',
  'maps.column.title': 'Journey',
  'maps.column.status': 'Status',
  'maps.column.revision': 'Revision',
  'maps.column.at': 'Pushed',
  'maps.filter': 'Filter the maps',
  'maps.none': 'No map of that name.',
  'maps.empty': 'No map yet',
  'maps.empty.lead':
    'A map tells the journey you designed; Parcours shows beside it the one that your customers live. Let your data propose one, or start from an example:',
}
