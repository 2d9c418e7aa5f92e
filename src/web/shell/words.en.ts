import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'nav.home': 'Home',
  'nav.maps': 'Maps',
  'nav.loop': 'The loop',
  'nav.open': 'Open the navigation',
  'shell.skip': 'Skip to the content',
  'shell.search': 'Search or go to…',
  'shell.language': 'Switch to French',
  'shell.dark': 'Dark theme',
  'shell.light': 'Light theme',
  'palette.empty': 'Nothing of that name.',
}
