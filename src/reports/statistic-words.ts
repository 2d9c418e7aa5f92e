import type { Words } from '../kernel/index.ts'
import type { NoticedMoment } from '../moments/index.ts'
import type { Scribe } from './scribe.ts'

/** The statistics that a reader of the page is shown, in the order in which they are looked for. */
export const STATISTIC_WORDS: Readonly<Record<string, Words>> = {
  instances: { fr: 'Parcours', en: 'Journeys' },
  n: { fr: 'Effectif', en: 'Sample' },
  dropOff: { fr: 'Abandon', en: 'Drop-off' },
  others: { fr: 'Ailleurs', en: 'Elsewhere' },
  share: { fr: 'Part', en: 'Share' },
  rate: { fr: 'Part', en: 'Share' },
  low: { fr: 'Borne basse', en: 'Lower bound' },
  high: { fr: 'Borne haute', en: 'Upper bound' },
  lift: { fr: 'Fréquence relative', en: 'Lift' },
  z: { fr: 'Écart (z)', en: 'Difference (z)' },
  reward: { fr: 'Récompense', en: 'Reward' },
  penalty: { fr: 'Pénalité', en: 'Penalty' },
  asymmetry: { fr: 'Asymétrie', en: 'Asymmetry' },
  score: { fr: 'Note', en: 'Score' },
  value: { fr: 'Valeur', en: 'Value' },
}

/** The names of statistics that count people or what they did. */
const COUNTS = new Set([
  'n',
  'num',
  'den',
  'instances',
  'support',
  'events',
  'cases',
  'answers',
  'lived',
  'notLived',
  'nLived',
  'nNotLived',
])

/** Whether all that a moment rests on is large enough to be written. */
export const writable = ({ statistics }: NoticedMoment, s: Scribe): boolean =>
  Object.entries(statistics).every(([name, value]) => !COUNTS.has(name) || typeof value !== 'number' || s.shows(value))
