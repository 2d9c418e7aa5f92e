import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'journey.tab.table': 'Table',
  'table.skip': 'Read the map as a table',
  'table.lead': 'The same map, row by row: to hear it, to search it or to print it.',
  'table.caption':
    '{title}: {stages, plural, one {# stage} other {# stages}}, {touchpoints, plural, one {# touchpoint} other {# touchpoints}}',
  'table.nature': 'Nature and lived',
  'table.initiator': 'initiated by: {who}',
  'table.repeatable': 'repeatable',
  'table.expected': 'expected {time}',
  'table.timeout': 'late after {time}',
  'table.max': 'failed after {time}',
  'table.lived': '{count} journeys, {share} of all',
  'table.unknown': 'lived: not known yet',
  'table.nothing': 'nothing',
}
