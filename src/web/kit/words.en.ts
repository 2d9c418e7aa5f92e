import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'form.cancel': 'Cancel',
  'form.unreached': 'The server does not answer. Nothing is lost here; try again in a moment.',
  'state.failed': 'This could not be loaded',
  'state.retry': 'Try again',
  'state.working': 'Working it out…',
  'number.share': 'Share',
  'number.of': '{num} of {den} (n = {den})',
  'number.interval': 'Interval',
  'number.wilson': '{low} to {high}, at 95 % (Wilson)',
  'number.withheld': 'withheld: fewer than {fewest} journeys',
  'number.people.many': 'People or cases',
  'number.asof': 'As of',
  'number.filters': 'Filters',
  'number.filters.none': 'none: everybody',
  'number.people': 'See {count, plural, one {# journey} other {# journeys}}',
  'number.people.cases': 'See the list ({count, number})',
  'number.between': 'from {low} to {high}, at 95%',
  'number.command': 'The same question on the command line',
  'number.copy': 'Copy the link',
  'number.copied': 'Link copied',
}
