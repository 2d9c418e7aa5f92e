import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'offmap.action': 'What to do',
  'offmap.add': 'Add to the map',
  'offmap.add.what': 'Add to the map: {event}',
  'offmap.missing': 'Expected, missing',
  'offmap.missing.what': 'Expected, missing: {event}',
  'offmap.onmap': 'Already in the draft',
}
