import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'home.title': 'What your customers live',
  'home.lead': 'Journeys now, what needs a decision, what changed since your last visit.',
  'home.live': 'Live journeys',
  'home.live.all': 'See all {count, number} maps',
  'home.open': 'on the way',
  'home.track': '{onTrack} on time, {late} later than the map expects',
  'home.period': 'Period',
  'home.last': 'last {days, plural, one {# day} other {# days}}',
  'home.entered': 'entered',
  'home.succeeded': 'succeeded',
  'home.abandoned': 'abandoned',
  'home.before': '{before} before',
  'home.day': '{date}: {entered, number} entered, {succeeded, number} succeeded',
  'home.days': '{days} days up to {date}: {entered} entered, {succeeded} succeeded',
  'home.moved':
    'Success moved: {now} of the journeys that ended in {days, number} days, against {before} before (a difference of {low} to {high} points at 95 %, n = {n} and {nBefore}).',
  'home.decide': 'To decide',
  'home.decide.none': 'Nothing waits for a decision.',
  'home.news': 'Since your last visit',
  'home.news.first': 'First visit: the last seven days.',
  'home.news.since': 'Since {date}.',
  'home.news.seen': 'All seen',
  'home.news.none': 'Nothing changed.',
  'home.news.all': 'See all {count, number} changes',
}
