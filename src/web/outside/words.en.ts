import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'outside.shared': 'Shared map',
  'outside.withheld': 'figures over fewer than {n} people are not shown',
  'outside.few': 'fewer than {n} people lived it: no figure is shown',
  'outside.limits': 'limited to {limits}',
  'outside.foot': 'Shared with Parcours, read-only.',
  'outside.foot.until': 'Shared with Parcours, read-only, until {date}.',
  'outside.light': 'Switch to light',
  'outside.dark': 'Switch to dark',
  'outside.print': 'Print',
}
