export const fr = {
  'journey.tab.table': 'Tableau',
  'table.skip': 'Lire la carte comme un tableau',
  'table.lead': 'La même carte, ligne par ligne : pour la lire à l’oreille, la chercher ou l’imprimer.',
  'table.caption':
    '{title} : {stages, plural, one {# étape} other {# étapes}}, {touchpoints, plural, one {# point de contact} other {# points de contact}}',
  'table.nature': 'Nature et vécu',
  'table.initiator': 'à l’initiative de : {who}',
  'table.repeatable': 'répétable',
  'table.expected': 'prévu {time}',
  'table.timeout': 'en retard après {time}',
  'table.max': 'échec après {time}',
  'table.lived': '{count} parcours, {share} de tous',
  'table.unknown': 'vécu : pas encore connu',
  'table.nothing': 'rien',
} as const
