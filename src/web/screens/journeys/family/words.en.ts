import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'family.trail': 'Journeys above',
  'family.section': 'Sub-journeys',
  'family.none': 'No map tells this touchpoint in detail yet.',
  'family.create': 'Create a sub-journey',
  'family.parent': 'Map above',
  'family.parent.none': 'none',
  'family.parent.touchpoint': 'At the touchpoint',
}
