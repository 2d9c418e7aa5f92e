import type { Words } from '../kernel/index.ts'

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
