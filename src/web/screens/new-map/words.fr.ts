export const fr = {
  'newmap.heading': 'Nouvelle carte',
  'newmap.sub': 'Nouveau sous-parcours',
  'newmap.lead': 'Partez d’un modèle, de rien, de ce que vos clients vivent, ou d’un fichier.',
  'newmap.templates': 'Modèles',
  'newmap.empty': 'Carte vide',
  'newmap.empty.lead': 'Trois étapes : avant, pendant, après. Le reste est à vous.',
  'newmap.data': 'Depuis vos données',
  'newmap.data.lead': 'Une carte proposée d’après les événements déjà collectés.',
  'newmap.data.working': 'Lecture des événements…',
  'newmap.data.from':
    'Proposée d’après {cases} parcours : {count, plural, one {# point de contact} other {# points de contact}}. C’est ce qui s’est passé, pas encore ce que l’on veut.',
  'newmap.file': 'Depuis un fichier',
  'newmap.file.lead': 'YAML ou JSON au format parcours/1 : déposez-le ici ou choisissez-le.',
  'newmap.title': 'Titre de la carte',
  'newmap.title.lead': 'Par exemple « Acheter une cuisine ».',
  'newmap.create': 'Créer la carte',
} as const
