export const fr = {
  'maps.title': 'Cartes',
  'maps.lead': 'Les parcours conçus, leur état et leur fraîcheur.',
  'maps.column.title': 'Parcours',
  'maps.column.status': 'État',
  'maps.column.revision': 'Révision',
  'maps.column.at': 'Déposée',
  'maps.filter': 'Filtrer les cartes',
  'maps.none': 'Aucune carte ne porte ce nom.',
  'maps.empty': 'Aucune carte pour le moment',
  'maps.empty.lead':
    'Une carte dit le parcours que vous avez conçu ; Parcours montre à côté celui que vos clients vivent. Faites-en proposer une par vos données, ou partez d’un exemple :',
} as const
