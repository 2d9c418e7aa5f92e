export const fr = {
  'nav.log': 'Interactions',
  'log.title': 'Interactions',
  'log.lead':
    'Tout ce qui a été collecté, une ligne par interaction, la dernière d’abord : ce sur quoi reposent les chiffres.',
  'log.source': 'Source',
  'log.channel': 'Canal',
  'log.event': 'Interaction',
  'log.all': 'toutes',
  'log.sent': 'Nom envoyé',
  'log.at': 'Survenue',
  'log.received': 'Reçue',
  'log.person': 'Voir la personne',
  'log.nobody': 'Un dossier du fichier : il ne désigne personne.',
  'log.none':
    'Rien n’a encore été collecté. Déposez un fichier, ou branchez une source : chaque interaction aura sa ligne ici.',
  'log.none.filtered': 'Aucune interaction de cette source, sur ce canal, sous ce nom. Retirez un filtre.',
} as const
