import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'state.failed': 'This could not be loaded',
  'state.retry': 'Try again',
  'state.working': 'Working it out…',
}
