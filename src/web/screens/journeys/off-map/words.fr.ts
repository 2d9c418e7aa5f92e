export const fr = {
  'offmap.action': 'Que faire',
  'offmap.add': 'Ajouter à la carte',
  'offmap.add.what': 'Ajouter à la carte : {event}',
  'offmap.missing': 'Attendu, manquant',
  'offmap.missing.what': 'Attendu, manquant : {event}',
  'offmap.onmap': 'Déjà dans le brouillon',
} as const
