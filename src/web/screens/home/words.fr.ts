export const fr = {
  'home.title': 'Ce que vivent vos clients',
  'home.lead': 'Chaque carte conçue, à côté du parcours réellement vécu.',
  'home.instances': '{count, plural, one {# parcours vécu} other {# parcours vécus}}',
  'home.success': 'Aboutissent',
  'home.median': 'Durée médiane',
  'home.fitness': 'Conformité',
  'home.decide': 'À décider',
  'home.decide.breaking': '{title} : {rate} s’arrêtent à cette étape',
  'home.decide.none': 'Rien n’attend de décision.',
} as const
