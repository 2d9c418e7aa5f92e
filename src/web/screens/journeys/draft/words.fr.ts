export const fr = {
  'draft.undo': 'Annuler',
  'draft.redo': 'Rétablir',
  'aside.close': 'Fermer le panneau',
} as const
