export const fr = {
  'family.trail': 'Parcours au-dessus',
  'family.section': 'Sous-parcours',
  'family.none': 'Aucune carte ne détaille encore ce point de contact.',
  'family.create': 'Créer un sous-parcours',
  'family.parent': 'Carte au-dessus',
  'family.parent.none': 'aucune',
  'family.parent.touchpoint': 'Au point de contact',
} as const
