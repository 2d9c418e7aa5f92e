import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'draft.undo': 'Undo',
  'draft.redo': 'Redo',
  'aside.close': 'Close the panel',
}
